//! walboard.

pub mod board;
pub mod change;
pub mod cli;
pub mod demo;
pub mod edit;
pub mod editor;
pub mod query;
pub mod store;
pub mod text;
pub mod tui;
