//! How large the program is, and how long it takes to build it from nothing.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::figures::{Row, short};
use crate::world::World;

pub(crate) fn rows(world: &World) -> Vec<Row> {
    let began = Instant::now();
    let program = build(&world.folder.path().join("target"), &[]).metadata();
    let took = began.elapsed().as_secs_f64();
    let bytes = program.expect("the program was built").len() as f64;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    vec![
        Row::new("the program", format!("{} MB", short(bytes / 1e6))),
        Row::new(
            format!("building it and all it needs, downloaded before, on {cores} cores"),
            format!("{} s", short(took)),
        ),
    ]
}

/// Builds the program and all it needs in a folder; returns where it is.
pub(crate) fn build(target: &Path, settings: &[(&str, &str)]) -> PathBuf {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--locked", "--target-dir"])
        .arg(target)
        .envs(settings.iter().copied())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("cargo starts");
    assert!(status.success(), "walboard does not build");
    target.join("release").join("walboard")
}
