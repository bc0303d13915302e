//! What is handed on: the crate, and the Debian package.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn said(command: &mut Command) -> String {
    let out = command.current_dir(ROOT).output().unwrap();
    assert!(out.status.success(), "{out:?}");
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn the_crate_has_all_it_needs_and_nothing_that_strayed_in() {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    let out = cargo
        .args(["package", "--list", "--allow-dirty", "--offline"])
        .current_dir(ROOT)
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && !err.contains("warning"), "{err}");
    let list = String::from_utf8(out.stdout).unwrap();
    for file in [
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "build.rs",
        "src/main.rs",
        "assets/examples.txt",
        "assets/link-order.ld",
        "assets/schema/card.json",
        "packaging/deb",
    ] {
        assert!(list.lines().any(|line| line == file), "{file} is missing");
    }
    for file in list.lines() {
        let strayed = [".snap.new", ".pending-snap", ".orig", ".rej", "~"]
            .iter()
            .any(|end| file.ends_with(end));
        assert!(!strayed || file == "Cargo.toml.orig", "{file}");
        // Some are made on the way.
        let size = fs::metadata(Path::new(ROOT).join(file)).map_or(0, |meta| meta.len());
        assert!(size < 200_000, "{file} has {size} bytes");
    }
}

/// Else a release would lose its order in silence: it takes 4 MB more, and nothing fails.
#[test]
fn the_flags_that_the_order_of_functions_waits_for_are_those_that_are_set() {
    let read = |file| fs::read_to_string(Path::new(ROOT).join(file)).unwrap();
    let (script, config) = (read("build.rs"), read(".cargo/config.toml"));
    let between = |text: &str, start: &str, end: &str| {
        let (_, rest) = text.split_once(start)?;
        Some(rest.split_once(end)?.0.to_owned())
    };
    let waited = between(&script, "const FLAGS: &str = \"", "\"").unwrap();
    assert_eq!(
        between(&config, "rustflags = [\"", "\"]").as_ref(),
        Some(&waited)
    );
    let target = between(&script, "const TARGET: &str = \"", "\"").unwrap();
    assert!(config.contains(&format!("[target.{target}]")), "{config}");
}

/// With a stand-in for the program, so that nothing large is packed.
#[test]
fn a_debian_package_brings_completions_and_manual_pages() {
    if Command::new("dpkg-deb").arg("--version").output().is_err() {
        eprintln!("skipped: dpkg-deb is not to be had here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("walboard");
    fs::write(
        &program,
        format!(
            "#!/bin/sh\nexec '{}' \"$@\"\n",
            env!("CARGO_BIN_EXE_walboard")
        ),
    )
    .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let package = said(Command::new("packaging/deb").args([&program, &folder.path().to_owned()]));
    let package = package.trim();
    let list = said(Command::new("dpkg-deb").args(["-c", package]));
    for (mode, file) in [
        ("-rwxr-xr-x root/root", "usr/bin/walboard"),
        (
            "-rw-r--r-- root/root",
            "usr/share/bash-completion/completions/walboard",
        ),
        (
            "-rw-r--r-- root/root",
            "usr/share/zsh/vendor-completions/_walboard",
        ),
        (
            "-rw-r--r-- root/root",
            "usr/share/fish/vendor_completions.d/walboard.fish",
        ),
        ("-rw-r--r-- root/root", "usr/share/man/man1/walboard.1.gz"),
        (
            "-rw-r--r-- root/root",
            "usr/share/man/man1/walboard-column-add.1.gz",
        ),
        ("-rw-r--r-- root/root", "usr/share/doc/walboard/copyright"),
        (
            "-rw-r--r-- root/root",
            "usr/share/doc/walboard/changelog.gz",
        ),
    ] {
        let line = list
            .lines()
            .find(|line| line.ends_with(&format!("./{file}")));
        assert!(
            line.is_some_and(|line| line.starts_with(mode)),
            "{file} in {list}"
        );
    }
    let field = |name: &str| said(Command::new("dpkg-deb").args(["-f", package, name]));
    assert_eq!(field("Package"), "walboard\n");
    assert_eq!(
        field("Version"),
        format!("{}-1\n", env!("CARGO_PKG_VERSION"))
    );
    assert!(field("Depends").contains("libc6"));
    let made = said(Command::new("sh").args([
        "-c",
        &format!("dpkg-deb --fsys-tarfile {package} | tar -xO ./usr/share/doc/walboard/copyright"),
    ]));
    assert!(
        made.contains("\nLicense: MIT\n Permission is hereby granted"),
        "{made}"
    );
}
