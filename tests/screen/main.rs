//! The screen: keys and reports in, frames and effects out.

mod activity;
mod bodies;
mod card;
mod charts;
mod clash;
mod desk;
mod editor;
mod find;
mod held;
mod here;
mod keys;
mod lanes;
mod languages;
mod look;
mod marks;
mod matrix;
mod mouse;
mod own_keys;
mod remarks;
mod saved;
mod shape;
mod shared;
mod themes;
mod unsaved;
mod values;
mod walk;
