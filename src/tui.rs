//! The board in the terminal.

pub mod keymap;
pub mod layout;
pub mod model;
pub mod msg;
pub mod update;
pub mod view;
