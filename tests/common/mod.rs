//! What the tests share.
#![allow(dead_code, reason = "every test file uses a part of it")]
#![allow(missing_docs, unreachable_pub, reason = "tests")]

pub mod board;
pub mod command;
