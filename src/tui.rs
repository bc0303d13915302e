//! The board in the terminal.

pub mod msg;
