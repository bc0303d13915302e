//! The screen: keys and reports in, frames and effects out.

mod desk;
mod early;
mod here;
mod keys;
mod look;
mod marks;
mod shape;
mod shared;
mod unsaved;
mod values;
mod walk;
