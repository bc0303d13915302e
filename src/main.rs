//! The program: parses its arguments, does what they say, prints an error once.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use walboard::cli;

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::exit::report(&error),
    }
}
