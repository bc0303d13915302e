//! The README says what the program does: its tables of keys and commands come from the program.
//!
//! `WALBOARD_BLESS=1 cargo test --test readme` writes them anew.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use walboard::tui::keymap::{Mode, TABLE, show};
use walboard::tui::words::Words;

fn holds(name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let start = text.find(&format!("<!-- {name}: ")).unwrap();
    let start = start + text[start..].find("-->\n").unwrap() + 4;
    let end = start
        + text[start..]
            .find(&format!("<!-- end of {name} -->"))
            .unwrap();
    if std::env::var_os("WALBOARD_BLESS").is_some() {
        let new = format!("{}{wanted}{}", &text[..start], &text[end..]);
        fs::write(&path, new).unwrap();
        return;
    }
    assert_eq!(
        &text[start..end],
        wanted,
        "WALBOARD_BLESS=1 cargo test --test readme"
    );
}

#[test]
fn the_tables_are_the_programs_own() {
    let mut keys = "\n| key | on the board |\n|---|---|\n".to_owned();
    for line in TABLE
        .iter()
        .filter(|line| line.modes.contains(&Mode::Board))
    {
        let names: Vec<String> = line
            .keys
            .iter()
            .map(|key| format!("`{}`", show(key)))
            .collect();
        let names = match &names[..] {
            [first, .., last] if names.len() > 2 => format!("{first} – {last}"),
            names => names.join(" "),
        };
        let words = Words::english().does(line);
        writeln!(keys, "| {names} | {words} |").unwrap();
    }
    keys.push('\n');
    holds("keys", &keys);

    let help = Command::new(env!("CARGO_BIN_EXE_walboard"))
        .arg("--help")
        .env("COLUMNS", "200")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help
        .split("Commands:\n")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap();
    // Each line that is not indented further begins a command.
    let mut table = "\n| command | what it does |\n|---|---|\n".to_owned();
    for line in commands.replace("\n               ", " ").lines() {
        let (name, words) = line.trim().split_once("  ").unwrap();
        writeln!(table, "| `{name}` | {} |", words.trim()).unwrap();
    }
    table.push('\n');
    holds("commands", &table);
}
