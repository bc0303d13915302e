//! At home in the shell: completions that know the board, and the manual.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;

use std::fs;
use std::process::Command;

use common::command::Walboard;

/// A board with a column of two words, labels and people.
fn board() -> Walboard {
    let walboard = Walboard::new();
    walboard.ok(["add", "Paint the fence", "-l", "garden", "-a", "zoe"]);
    walboard.ok(["add", "Mend it", "-l", "it's", "-c", "Doing"]);
    walboard
}

/// Returns what a shell is offered for the last of these words.
fn offered(walboard: &Walboard, shell: &str, words: &[&str]) -> Vec<String> {
    let at = words.len() - 1;
    let out = Command::new(env!("CARGO_BIN_EXE_walboard"))
        .arg("--")
        .args(words)
        .current_dir(walboard.home())
        .env("HOME", walboard.home())
        .env("WALBOARD", walboard.path("team.db"))
        .env("COMPLETE", shell)
        .env("_CLAP_COMPLETE_INDEX", at.to_string())
        .env("_CLAP_IFS", "\n")
        .output()
        .unwrap();
    assert!(out.status.success(), "{out:?}");
    let text = String::from_utf8(out.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn shells_are_offered_what_is_on_the_board() {
    let walboard = board();
    let offers = |words: &[&str]| offered(&walboard, "bash", words);
    assert_eq!(offers(&["walboard", "list", "-c", "To"]), ["To\\ do"]);
    assert_eq!(
        offers(&["walboard", "add", "x", "-l", ""]),
        ["garden", "it\\'s"]
    );
    assert_eq!(offers(&["walboard", "edit", "1", "-l", "+g"]), ["+garden"]);
    assert_eq!(
        offers(&["walboard", "add", "x", "-a", ""]),
        ["me", "tester", "zoe"]
    );
    let cards = offers(&["walboard", "show", ""]);
    assert_eq!(cards[..2], ["1", "2"]);
    let both = offers(&["walboard", "move", "1", ""]);
    assert_eq!(both[..5], ["1", "2", "To\\ do", "Doing", "Done"]);
    // Fish and zsh show what a card's number stands for, and quote by themselves.
    let fish = offered(&walboard, "fish", &["walboard", "show", ""]);
    assert_eq!(fish[0], "1\tPaint the fence · To do");
    let fish = offered(&walboard, "fish", &["walboard", "list", "-c", "To"]);
    assert_eq!(fish, ["To do"]);
    // The board that was named on the line, and one that is not there: nothing, and nothing is made.
    let other = ["walboard", "-B", "none.db", "show", ""];
    assert!(!offers(&other).contains(&"1".to_owned()));
    assert!(!walboard.path("none.db").exists());
}

#[test]
fn names_that_would_steer_the_terminal_are_not_offered() {
    let walboard = board();
    let hostile = "UPDATE board_column SET name = 'x' || char(27) || '[2J' WHERE id = 2";
    let conn = rusqlite::Connection::open(walboard.path("team.db")).unwrap();
    conn.execute_batch(hostile).unwrap();
    drop(conn);
    let all = offered(&walboard, "fish", &["walboard", "list", "-c", ""]);
    assert!(all.contains(&"To do".to_owned()), "{all:?}");
    assert!(!all.iter().any(|word| word.contains('\u{1b}')), "{all:?}");
}

#[test]
fn bash_completes_with_what_the_program_prints() {
    let walboard = board();
    let script = r#"
        PATH=$1:$PATH; source <(walboard completions bash) || exit 1
        COMP_WORDS=(walboard list -c T); COMP_CWORD=3; COMP_TYPE=9
        _clap_complete_walboard walboard T -c; printf '%s\n' "${COMPREPLY[@]}""#;
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_walboard"))
        .parent()
        .unwrap();
    let out = Command::new("bash")
        .args(["-c", script, "bash"])
        .arg(folder)
        .env("WALBOARD", walboard.path("team.db"))
        .env("HOME", walboard.home())
        .output();
    let Ok(out) = out else {
        eprintln!("skipped: bash is not to be had here");
        return;
    };
    assert_eq!(String::from_utf8_lossy(&out.stdout), "To\\ do\n", "{out:?}");
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let script = walboard.ok(["completions", shell]);
        assert!(
            script.contains("COMPLETE") && script.contains("walboard"),
            "{script}"
        );
    }
}

#[test]
fn every_command_has_a_page_in_the_manual() {
    let walboard = board();
    let page = walboard.ok(["man"]);
    assert!(page.contains(".TH walboard 1"), "{page}");
    fs::create_dir(walboard.path("man1")).unwrap();
    walboard.ok(["man", "--to", "man1"]);
    for page in ["walboard", "walboard-add", "walboard-column-rename"] {
        let text = fs::read_to_string(walboard.path(&format!("man1/{page}.1"))).unwrap();
        assert!(text.contains(&format!(".TH {page} 1")), "{text}");
    }
    let why = walboard.fails(1, ["man", "--to", "nowhere"]);
    assert!(why.contains("nowhere/walboard.1"), "{why}");
}
