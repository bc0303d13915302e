//! `walboard repair`: what can be read of a damaged board is saved, and what cannot is named.
//!
//! `WALBOARD_TEST_PAGES=all` loses every page, not only every third.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::board::{TestBoard, add, beside, edit, options};
use common::command::Walboard;
use serde_json::Value;
use walboard::board::CardId;
use walboard::edit::Act;
use walboard::store::Store;
use walboard::store::health::Verdict;

const PAGE: usize = 4096;

/// A home with `damaged.db`: 200 cards with long texts in one file, without a log.
fn home() -> Walboard {
    let walboard = Walboard::homeless();
    let board = TestBoard::new();
    let mut store = board.open("ann");
    for n in 1..=200 {
        store
            .write(&add(&format!("card {n} {}", "x".repeat(n))))
            .unwrap();
    }
    for id in [3, 50, 51, 120] {
        store.write(&edit(Act::Delete(CardId(id)))).unwrap();
    }
    let path = board.path.to_str().unwrap();
    for id in 60..70 {
        let id = id.to_string();
        walboard.ok(["comment", &id, &"said ".repeat(20), "-B", path]);
        walboard.ok(["check-item", &id, "add", "a step", "-B", path]);
        walboard.ok(["edit", &id, "-l", "+odd", "-B", path]);
        walboard.ok(["link", &id, "--blocks", "5", "-B", path]);
    }
    walboard.ok(["label", "color", "odd", "red", "-B", path]);
    store
        .backup(&walboard.path("damaged.db"), &mut |_, _| {})
        .unwrap();
    walboard
}

/// Returns what every file in the folder holds.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Repairs `damaged.db`, which stays as it is; the new board must be sound. Returns the answer and the new cards.
#[track_caller]
fn repaired(walboard: &Walboard) -> (Value, Vec<Value>) {
    repaired_if_possible(walboard).unwrap_or_else(|said| panic!("{said}"))
}

fn repaired_if_possible(walboard: &Walboard) -> Result<(Value, Vec<Value>), String> {
    let before = contents(walboard.home());
    let into = walboard.path("new.db");
    for suffix in ["", "-wal", "-shm", ".lock", ".old-journal.jsonl"] {
        let _ = fs::remove_file(beside(&into, suffix));
    }
    let ran = walboard.run(["--json", "repair", "damaged.db", "--into", "new.db"]);
    for (name, bytes) in before {
        if name.starts_with("damaged.db") {
            assert!(fs::read(walboard.path(&name)).unwrap() == bytes, "{name}");
        }
    }
    assert!(!walboard.path("damaged.db-shm").exists());
    if ran.code != Some(0) {
        assert!(!into.exists());
        return Err(ran.fails(1));
    }
    let answer: Value = serde_json::from_str(&ran.ok()).unwrap();
    let mut store = Store::open(&into, options("ann")).unwrap();
    for finding in store.check().unwrap() {
        assert_eq!(finding.verdict, Verdict::Ok, "{finding:#?}\n{answer:#}");
    }
    let cards = walboard.json(["list", "-B", "new.db"]);
    Ok((answer, cards.as_array().unwrap().clone()))
}

#[test]
fn of_a_sound_board_everything_is_saved() {
    let walboard = home();
    let before = walboard.json(["list", "-B", "damaged.db"]);
    for side in ["-wal", "-shm", ".lock"] {
        let _ = fs::remove_file(beside(&walboard.path("damaged.db"), side));
    }
    let (answer, cards) = repaired(&walboard);
    assert_eq!(answer["whole"], true, "{answer:#}");
    assert_eq!(answer["journal"]["kept"], true, "{answer:#}");
    assert_eq!(*before.as_array().unwrap(), cards);
    // The numbers of deleted cards are not given again.
    assert_eq!(walboard.ok(["add", "next", "-B", "new.db"]).trim(), "201");
    let said = walboard.fails(1, ["repair", "damaged.db", "--into", "new.db"]);
    assert!(said.contains("new.db is there already"), "{said}");
    let said = walboard.fails(3, ["repair", "none.db", "--into", "other.db"]);
    assert!(said.contains("none.db"), "{said}");
}

/// Whichever page is lost: every card that was there is there again, out of the tables or out of the journal.
#[test]
fn any_page_may_be_lost() {
    let walboard = home();
    let path = walboard.path("damaged.db");
    let whole = fs::read(&path).unwrap();
    let before = walboard.json(["list", "-B", "damaged.db"]);
    let before = before.as_array().unwrap().clone();
    for side in ["-wal", "-shm", ".lock"] {
        let _ = fs::remove_file(beside(&path, side));
    }
    let (mut anew, mut from_journal, mut refused) = (0, 0, 0);
    let all = std::env::var_os("WALBOARD_TEST_PAGES").is_some();
    for page in (0..whole.len() / PAGE).step_by(if all { 1 } else { 3 }) {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0x5a);
        fs::write(&path, &bytes).unwrap();
        let (answer, cards) = match repaired_if_possible(&walboard) {
            Ok(repaired) => repaired,
            Err(said) => {
                // Without the list of tables there is nothing to hold on to.
                assert!(said.contains("list of tables"), "{page}: {said}");
                refused += 1;
                continue;
            }
        };
        assert_eq!(cards.len(), 196, "page {page}: {answer:#}");
        for (card, then) in cards.iter().zip(&before) {
            assert_eq!(card, then, "page {page}: {answer:#}");
        }
        anew += usize::from(answer["journal"]["kept"] == false);
        let notes = answer["notes"].as_array().unwrap();
        from_journal += usize::from(
            notes
                .iter()
                .any(|note| note.as_str().unwrap().starts_with("taken from the journal")),
        );
        if answer["journal"]["kept"] == false && answer["journal"]["entries"] != 0 {
            let list = fs::read_to_string(walboard.path("new.db.old-journal.jsonl")).unwrap();
            assert_eq!(
                list.lines().count() as u64,
                answer["journal"]["entries"].as_u64().unwrap()
            );
            serde_json::from_str::<Value>(list.lines().next().unwrap()).unwrap();
        }
    }
    println!("{anew} begun anew, {from_journal} helped by the journal, {refused} refused");
    assert!(anew > 0 && from_journal > 0 && refused < 5);
}

#[test]
fn rows_around_and_between_lost_pages_are_saved_and_the_gaps_are_named() {
    let walboard = home();
    let path = walboard.path("damaged.db");
    // Without a journal to take them from.
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch(
        "DROP TRIGGER journal_is_not_shortened; DELETE FROM journal; PRAGMA journal_mode = DELETE; VACUUM;",
    )
    .unwrap();
    drop(conn);
    let mut bytes = fs::read(&path).unwrap();
    // Two pages with others between them: neither end leads there.
    for lost in [60, 150] {
        let text = format!("card {lost} {}", "x".repeat(lost));
        let at = bytes
            .windows(text.len())
            .position(|window| window == text.as_bytes())
            .unwrap();
        bytes[at / PAGE * PAGE..][..PAGE].fill(0);
    }
    fs::write(&path, bytes).unwrap();
    let (answer, cards) = repaired(&walboard);
    let ids: Vec<i64> = cards
        .iter()
        .map(|card| card["id"].as_i64().unwrap())
        .collect();
    assert!(
        ids.contains(&1) && ids.contains(&100) && ids.contains(&200),
        "{ids:?}"
    );
    assert!(!ids.contains(&60) && !ids.contains(&150), "{ids:?}");
    let table = answer["tables"]
        .as_array()
        .unwrap()
        .iter()
        .find(|table| table["table"] == "card");
    let unread = table.unwrap()["unread"].as_array().unwrap();
    for id in (1..=200).filter(|id| ![3, 50, 51, 120].contains(id)) {
        let told = unread.iter().any(|range| {
            (range["from"].as_i64().unwrap()..=range["to"].as_i64().unwrap()).contains(&id)
        });
        assert!(told != ids.contains(&id), "#{id}: {answer:#}");
    }
    let said = walboard.ok(["repair", "damaged.db", "--into", "again.db"]);
    assert!(said.contains("card: could not read"), "{said}");
}

#[test]
fn a_text_that_cannot_be_read_does_not_cost_the_card() {
    let walboard = home();
    let path = walboard.path("damaged.db");
    let mut store = Store::open(&path, options("ann")).unwrap();
    let body = "y".repeat(3 * PAGE);
    store
        .write(&edit(Act::SetCard {
            card: CardId(7),
            to: walboard::board::Detail::Body(body.clone()),
            base: None,
        }))
        .unwrap();
    drop(store);
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("DROP TRIGGER journal_is_not_shortened; DELETE FROM journal; PRAGMA journal_mode = DELETE; VACUUM")
        .unwrap();
    // The text's chain of pages leads nowhere from its first page on.
    drop(conn);
    let mut bytes = fs::read(&path).unwrap();
    let page = bytes
        .chunks(PAGE)
        .position(|page| page[4..].iter().all(|byte| *byte == b'y'))
        .unwrap();
    bytes[page * PAGE..][..4].copy_from_slice(&u32::MAX.to_be_bytes());
    fs::write(&path, bytes).unwrap();
    let _ = fs::remove_file(beside(&path, ".lock"));
    let (answer, cards) = repaired(&walboard);
    let card = cards.iter().find(|card| card["id"] == 7).unwrap();
    assert!(card["title"].as_str().unwrap().starts_with("card 7"));
    assert!(answer.to_string().contains("card 7: body"), "{answer:#}");
}

#[test]
fn what_is_in_the_log_is_saved_and_the_log_stays_as_it_is() {
    let walboard = Walboard::new();
    walboard.ok(["add", "only in the log"]);
    let path = walboard.path("team.db");
    for side in ["", "-wal"] {
        fs::rename(
            beside(&path, side),
            beside(&walboard.path("damaged.db"), side),
        )
        .unwrap();
    }
    assert!(fs::metadata(walboard.path("damaged.db-wal")).unwrap().len() > 0);
    let (answer, cards) = repaired(&walboard);
    assert_eq!(answer["whole"], true, "{answer:#}");
    assert_eq!(cards[0]["title"], "only in the log");
    // Its beginning may be damaged, too: what it was is known.
    let mut bytes = fs::read(walboard.path("damaged.db")).unwrap();
    bytes[..100].fill(0);
    fs::write(walboard.path("damaged.db"), bytes).unwrap();
    let (_, cards) = repaired(&walboard);
    assert_eq!(cards[0]["title"], "only in the log");
}

#[test]
fn what_is_no_board_is_not_repaired() {
    let walboard = Walboard::homeless();
    fs::write(walboard.path("text.db"), "no database at all ".repeat(500)).unwrap();
    fs::write(walboard.path("empty.db"), "").unwrap();
    let other = rusqlite::Connection::open(walboard.path("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(other);
    for file in ["text.db", "empty.db", "other.db", "."] {
        let said = walboard.fails(1, ["repair", file, "--into", "new.db"]);
        assert!(said.contains("could not repair"), "{said}");
    }
    let left: Vec<String> = contents(walboard.home()).into_keys().collect();
    assert_eq!(left, ["empty.db", "other.db", "text.db"]);
    let folders = fs::read_dir(walboard.home()).unwrap().count();
    assert_eq!(folders, 3, "nothing is left behind");
}
