//! `walboard stats`: figures of what the journal tells.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;
#[path = "common/schema.rs"]
mod schema;

use common::command::Walboard;
use rusqlite::Connection;
use serde_json::json;

/// A board on which two cards were finished and one is begun; all of it happened days ago.
fn busy() -> Walboard {
    let walboard = Walboard::new();
    walboard.ok(["column", "done", "Done"]);
    for title in ["Door", "Fence", "Gate", "Lost"] {
        walboard.ok(["add", title]);
    }
    walboard.ok(["move", "1", "Doing"]);
    walboard.ok(["move", "1", "Done"]);
    walboard.ok(["move", "2", "Done"]);
    walboard.ok(["archive", "2"]);
    walboard.ok(["move", "3", "Doing"]);
    walboard.ok(["archive", "4"]);
    // The journal's times, so that there is something to reckon with: an hour between any two changes, six days ago.
    let shell = Connection::open(walboard.path("team.db")).unwrap();
    shell
        .execute_batch(
            "DROP TRIGGER journal_is_not_rewritten;
             UPDATE journal
             SET at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-6 days', printf('+%d hours', seq));",
        )
        .unwrap();
    walboard
}

#[test]
fn figures_are_those_of_the_journal_and_as_the_schema_says() {
    let walboard = busy();
    let stats = walboard.json(["stats", "--days", "10"]);
    schema::valid("stats", &stats);
    assert_eq!(stats["columns"], json!(["To do", "Doing", "Done"]));
    assert_eq!(
        (&stats["waiting"], &stats["done"]),
        (&json!(["To do"]), &json!(["Done"]))
    );
    let today = stats["flow"].as_array().unwrap().last().unwrap();
    assert_eq!(today["cards"], json!([0, 1, 2]));
    assert_eq!(stats["flow"].as_array().unwrap().len(), 10);
    let cards: Vec<_> = stats["finished"].as_array().unwrap().iter().collect();
    // An hour in Doing, and straight to Done
    let hour = json!(0.04);
    assert_eq!((&cards[0]["card"], &cards[0]["cycle"]), (&json!(1), &hour));
    assert_eq!(
        (&cards[1]["card"], &cards[1]["cycle"]),
        (&json!(2), &json!(0.0))
    );
    assert_eq!(
        (&stats["cycle"]["count"], &stats["cycle"]["p95"]),
        (&json!(2), &hour)
    );
    let old = &stats["ageing"][0];
    assert_eq!(
        (&old["card"], &old["title"], &old["column"]),
        (&json!(3), &json!("Gate"), &json!("Doing"))
    );
    assert!(old["age"].as_f64().unwrap() > 5.0, "{old}");
    let done: i64 = stats["weeks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|week| week["finished"].as_i64().unwrap())
        .sum();
    assert_eq!(done, 2);
}

#[test]
fn work_begins_in_the_column_that_is_named() {
    let walboard = busy();
    let stats = walboard.json(["stats", "--start", "Done"]);
    assert_eq!(stats["waiting"], json!(["To do", "Doing"]));
    assert_eq!(stats["ageing"], json!([]));
    assert_eq!(walboard.run(["stats", "--start", "Nowhere"]).code, Some(3));
    assert_eq!(walboard.run(["stats", "--days", "0"]).code, Some(2));
}

#[test]
fn people_read_them_in_words() {
    let walboard = busy();
    let told = walboard.ok(["stats"]);
    for words in [
        "2 cards finished",
        "cycle time",
        "lead time",
        "now: To do 0, Doing 1, Done 2",
        "#3 Gate  Doing",
    ] {
        assert!(told.contains(words), "{words} is not in\n{told}");
    }
    let empty = Walboard::new();
    let told = empty.ok(["stats"]);
    assert!(told.contains("0 cards finished"), "{told}");
    schema::valid("stats", &empty.json(["stats"]));
}
