//! What an edit costs follows the edit, not the board; and it is on the disk before it is acknowledged.
//!
//! Counted in system calls, which do not depend on how busy the machine is.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(target_os = "linux")]

mod common;

use std::process::Command;

use common::command::Walboard;

/// Runs a command under strace and returns the trace of those calls; `None` where that is not to be had.
fn trace(walboard: &Walboard, calls: &str, args: &[&str]) -> Option<String> {
    let file = walboard.path("trace");
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-qq", "-y", "-e", &format!("trace={calls}"), "-o"])
        .arg(&file);
    strace
        .arg(env!("CARGO_BIN_EXE_walboard"))
        .args(args)
        .arg("-B")
        .arg(walboard.path("team.db"));
    let Ok(out) = strace.output() else {
        eprintln!("skipped: there is no strace");
        return None;
    };
    if String::from_utf8_lossy(&out.stderr).contains("ptrace") {
        eprintln!("skipped: strace may not trace here");
        return None;
    }
    assert!(out.status.success(), "{args:?}: {out:?}");
    Some(std::fs::read_to_string(&file).unwrap())
}

/// Makes a board of that many cards, by hand: quicker than by edits, and without entries in the journal.
fn with_cards(count: i64) -> Walboard {
    let walboard = Walboard::new();
    let conn = rusqlite::Connection::open(walboard.path("team.db")).unwrap();
    conn.execute(
        "INSERT INTO card (title, column_id, rank, body)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
         SELECT 'card ' || i, 1 + i % 3, printf('c%03x', i), 'body of ' || i FROM n",
        [count],
    )
    .unwrap();
    conn.execute("INSERT INTO card_label VALUES (80, 'rare')", [])
        .unwrap();
    walboard
}

#[test]
fn an_edit_reads_as_little_on_a_large_board_as_on_a_small_one() {
    let (small, large) = (with_cards(100), with_cards(30_000));
    let commands: [&[&str]; 10] = [
        &["add", "x"],
        &["move", "50", "Done", "--top"],
        &["edit", "60", "--title", "y"],
        &["archive", "70"],
        &["undo"],
        &["comment", "60", "z"],
        &["check-item", "60", "add", "z"],
        &["link", "60", "--blocks", "61"],
        &["label", "rename", "rare", "seldom"],
        &["delete", "61", "--yes"],
    ];
    for command in commands {
        let count = |walboard| Some(trace(walboard, "pread64", command)?.lines().count());
        let (Some(small), Some(large)) = (count(&small), count(&large)) else {
            return;
        };
        // A deeper tree has a few pages more on the way; a column of 10,000 cards has hundreds.
        assert!(
            large <= small + 40,
            "{command:?}: {small} reads on 100 cards, {large} on 30,000"
        );
    }
}

#[test]
fn a_comment_costs_the_same_in_the_journal_however_many_there_are() {
    let walboard = Walboard::new();
    walboard.ok(["add", "x"]);
    for _ in 0..20 {
        walboard.ok(["comment", "1", "what somebody has to say"]);
    }
    let log = walboard.ok(["log", "1", "--json"]);
    let lengths: Vec<usize> = log.lines().skip(1).map(str::len).collect();
    // A number may have a digit more, and a moment is written without the noughts at its end.
    assert!(
        lengths[19] <= lengths[0] + 16,
        "the first comment {}, the last {}",
        lengths[0],
        lengths[19]
    );
}

#[test]
fn a_card_is_acknowledged_when_its_commit_is_on_the_disk() {
    let walboard = Walboard::new();
    walboard.ok(["add", "first"]);
    let Some(trace) = trace(&walboard, "fsync,fdatasync,pwrite64,write", &["add", "x"]) else {
        return;
    };
    let lines: Vec<&str> = trace.lines().collect();
    let at = |what: &dyn Fn(&str) -> bool| lines.iter().position(|line| what(line));
    let last_frame = lines
        .iter()
        .rposition(|line| line.contains("pwrite64") && line.contains("team.db-wal"));
    let synced = at(&|line| line.contains("sync(") && line.contains("team.db-wal"));
    let told = at(&|line| line.contains(" write(1<") && line.contains("\"2\\n\""));
    let bell = lines
        .iter()
        .rposition(|line| line.contains("pwrite64") && line.contains("team.db.lock"));
    assert!(
        last_frame.is_some() && synced.is_some() && told.is_some() && bell.is_some(),
        "{trace}"
    );
    assert!(last_frame < synced, "synced before it was written\n{trace}");
    assert!(
        synced < bell,
        "the bell was rung before the commit was done\n{trace}"
    );
    assert!(synced < told, "acknowledged before it was synced\n{trace}");
}
