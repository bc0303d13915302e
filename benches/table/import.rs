//! Cards from another tool, in one transaction.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::commands::{run, walboard};
use crate::figures::{Row, Times, ms, short};
use crate::raw::Raw;
use crate::world::World;

const CARDS: usize = 10_000;
/// How many cards the board has before.
const BEFORE: usize = 1_000;

pub(crate) fn rows(world: &World) -> Vec<Row> {
    let file = world.folder.path().join("trello.json");
    fs::write(&file, export(CARDS)).expect("a file");
    let (mut ours, mut theirs) = (Times::default(), Times::default());
    for _ in 0..world.times(5) {
        ours.push(import(&world.board(BEFORE), &file));
        let mut raw = Raw::open(&world.board(BEFORE), Duration::ZERO);
        let began = Instant::now();
        raw.add(CARDS).expect("they are written");
        theirs.push(began.elapsed());
    }
    let rate = |times: &Times| CARDS as f64 / times.median() * ms(Duration::from_secs(1));
    vec![
        Row::new(
            format!("import of {CARDS} Trello cards, one transaction, start to exit"),
            format!("{} cards/s", short(rate(&ours))),
        )
        .against(
            format!(
                "{} cards/s, raw transaction of as many rows",
                short(rate(&theirs))
            ),
            rate(&ours) / rate(&theirs),
        ),
    ]
}

fn import(board: &Path, file: &Path) -> Duration {
    run(walboard(board).arg("import").arg(file))
}

/// Returns a board as Trello exports it: each card with a text, a checklist and a comment.
fn export(cards: usize) -> String {
    let id = |at: usize| format!("652e0b5a{at:016x}");
    let all = |one: &dyn Fn(usize) -> serde_json::Value| (0..cards).map(one).collect::<Vec<_>>();
    let lists = ["To do", "Doing", "Done"]
        .map(|name| json!({"id": name, "name": name, "pos": name.len(), "closed": false}));
    let place = |at: usize| lists[at % lists.len()]["id"].clone();
    json!({
        "name": "Large",
        "lists": lists,
        "cards": all(&|at| json!({
            "id": id(at), "name": format!("Card {at}"), "desc": "Words. ".repeat(20), "idList": place(at),
            "pos": at, "closed": false, "due": null, "idMembers": [], "labels": [], "attachments": [],
        })),
        "checklists": all(&|at| json!({
            "id": format!("c{at}"), "idCard": id(at), "name": "Steps", "pos": 1,
            "checkItems": [{"name": "one", "state": "complete", "pos": 1}],
        })),
        "actions": all(&|at| json!({
            "type": "commentCard", "date": "2023-10-18T09:30:00.000Z",
            "data": {"text": "Seen.", "card": {"id": id(at)}},
            "memberCreator": {"id": "m1", "username": "ann"},
        })),
        "members": [],
        "labels": [],
    })
    .to_string()
}
