//! Workers take cards: each card goes to one of them, and comes back when its worker died.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::command::Walboard;
use walboard::board::{CardId, ColumnId, Detail, Relation};
use walboard::edit::{Act, At, Draft, Edit, Place};

/// Adds so many cards to the first column.
fn fill(walboard: &Walboard, count: usize) {
    let draft = |n| {
        Box::new(Draft {
            title: format!("job {n}"),
            ..Draft::default()
        })
    };
    let at = Place {
        column: ColumnId(1),
        at: At::Bottom,
    };
    let acts = (0..count).map(|n| Act::AddCard {
        at,
        draft: draft(n),
    });
    write(walboard, acts.collect());
}

/// Writes acts as one edit, through the library.
fn write(walboard: &Walboard, acts: Vec<Act>) {
    let edit = Edit::new(common::board::fresh_id(), acts);
    let path = walboard.path("team.db");
    let options = common::board::options("filler");
    let mut store = walboard::store::Store::open(&path, options).unwrap();
    store.write(&edit).unwrap();
}

/// Has sixteen processes claim until nothing is left. `WALBOARD_TEST_CLAIMS=1000` is the long form.
#[cfg(unix)]
#[test]
fn sixteen_workers_get_each_card_once() {
    let cards: usize = std::env::var("WALBOARD_TEST_CLAIMS").map_or(120, |n| n.parse().unwrap());
    let walboard = Walboard::new();
    fill(&walboard, cards);
    let script = r#"while :; do
        n=$("$0" claim --to Doing --timeout 120 -B "$1" --as "$2") || { echo "end $?"; break; }; echo "$n"
    done"#;
    let worker = |n| -> Child {
        Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_walboard")])
            .arg(walboard.path("team.db"))
            .arg(format!("w{n}"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let workers: Vec<Child> = (0..16).map(worker).collect();
    let mut got = Vec::new();
    for worker in workers {
        let out = worker.wait_with_output().unwrap();
        let out = String::from_utf8(out.stdout).unwrap();
        let (numbers, end) = out
            .trim_end()
            .rsplit_once('\n')
            .unwrap_or(("", out.trim_end()));
        assert_eq!(end, "end 3", "nothing is left");
        got.extend(numbers.lines().map(|n| n.parse::<i64>().unwrap()));
    }
    let distinct: BTreeSet<i64> = got.iter().copied().collect();
    assert_eq!((got.len(), distinct.len()), (cards, cards));
    let claimed = walboard.json(["list", "-c", "Doing"]);
    let nobodys = |card: &&serde_json::Value| card["assignee"].is_null();
    assert_eq!(
        claimed.as_array().unwrap().iter().filter(nobodys).count(),
        0
    );
    assert_eq!(claimed.as_array().unwrap().len(), cards);
}

#[test]
fn a_claim_takes_the_topmost_card_that_is_free_and_like_what_is_wanted() {
    let walboard = Walboard::new();
    walboard.ok(["add", "taken", "-a", "bob"]);
    walboard.ok(["add", "blocked"]);
    walboard.ok(["add", "behind the next"]);
    walboard.ok(["add", "first that is free", "-l", "big"]);
    let blocked = Act::SetCard {
        card: CardId(2),
        to: Detail::Blocked(Some("no paint".to_owned())),
        base: None,
    };
    let before = Act::Link {
        card: CardId(4),
        relation: Relation::Blocks,
        other: CardId(3),
        on: true,
    };
    write(&walboard, vec![blocked, before]);
    walboard.ok(["add", "small", "-l", "small"]);
    walboard.ok(["add", "done", "-c", "Done"]);
    assert_eq!(walboard.ok(["claim", "+small", "--to", "doing"]), "5\n");
    let card = walboard.json(["claim", "--as", "w1"]);
    assert_eq!((&card["id"], &card["assignee"]), (&4.into(), &"w1".into()));
    assert_eq!(card["column"], "To do", "it stays where it is");
    // Neither the blocked ones nor those that are done.
    let none = walboard.fails(3, ["claim"]);
    assert_eq!(none, "no such card is free");
    // What was before it is done: now it is free.
    walboard.ok(["move", "4", "Done"]);
    assert_eq!(walboard.ok(["claim", "-c", "to do"]), "3\n");
    walboard.fails(3, ["claim", "-c", "nowhere"]);
    walboard.fails(2, ["claim", "!nonsense"]);
    // Taken back like anything else.
    walboard.ok(["undo"]);
    assert!(walboard.json(["show", "3"])["assignee"].is_null());
}

#[test]
fn a_claim_under_a_key_is_made_once() {
    let walboard = Walboard::new();
    fill(&walboard, 3);
    assert_eq!(walboard.ok(["claim", "--key", "run 7"]), "1\n");
    assert_eq!(walboard.ok(["claim", "--key", "run 7"]), "1\n");
    assert_eq!(walboard.ok(["claim", "--key", "run 8"]), "2\n");
    // A key that got nothing is not used up.
    walboard.ok(["claim"]);
    walboard.fails(3, ["claim", "--key", "run 9"]);
    walboard.ok(["release", "2"]);
    assert_eq!(walboard.ok(["claim", "--key", "run 9"]), "2\n");
}

#[test]
fn a_claim_that_ran_out_is_free_for_the_next_one_and_the_journal_says_so() {
    let walboard = Walboard::new();
    fill(&walboard, 1);
    walboard.ok(["claim", "--for", "50ms", "--as", "w1"]);
    let end = Instant::now() + Duration::from_secs(30);
    while walboard.run(["claim", "--for", "1h", "--as", "w2"]).code != Some(0) {
        assert!(Instant::now() < end, "the claim never ran out");
    }
    let log = walboard.ok(["log", "--json"]);
    let log = log.lines().map(|line| serde_json::from_str(line).unwrap());
    let log: Vec<serde_json::Value> = log.collect();
    let kinds: Vec<&str> = log
        .iter()
        .map(|change| change["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds[kinds.len() - 3..], ["claim", "expire", "claim"]);
    let told = walboard.ok(["log", "1"]);
    assert!(
        told.contains("#1 is free again: the claim of w1 ended at 2"),
        "{told}"
    );
    // The one who has it may keep it for longer, or give it back; nobody else may.
    let why = walboard.fails(4, ["renew", "1", "--for", "1h", "--as", "w1"]);
    assert_eq!(why, "#1 is w2's, not w1's");
    let before = walboard.json(["show", "1"])["lease"].clone();
    walboard.ok(["renew", "1", "--for", "2h", "--as", "w2"]);
    assert!(walboard.json(["show", "1"])["lease"].as_str() > before.as_str());
    walboard.fails(4, ["release", "1", "--as", "w1"]);
    walboard.ok(["release", "1", "--as", "w2"]);
    walboard.fails(4, ["release", "1", "--as", "w2"]);
    let card = walboard.json(["show", "1"]);
    assert!(
        card["assignee"].is_null() && card["lease"].is_null(),
        "{card}"
    );
    let findings = walboard.json(["check"]);
    let bad = findings
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["verdict"] != "ok");
    assert_eq!(bad.count(), 0, "{findings:#}");
}
