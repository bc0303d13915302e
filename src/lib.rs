//! walboard.

pub mod board;
pub mod change;
pub mod edit;
pub mod store;
pub mod text;
pub mod tui;
