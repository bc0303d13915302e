//! The screen: keys and reports in, frames and effects out.

mod bodies;
mod clash;
mod desk;
mod early;
mod editor;
mod find;
mod here;
mod keys;
mod lanes;
mod look;
mod marks;
mod mouse;
mod own_keys;
mod saved;
mod shape;
mod shared;
mod themes;
mod unsaved;
mod values;
mod walk;
