//! What other tools write comes in as cards: each tool's own output, told by its content, once, all or nothing.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::command::Walboard;
use serde_json::{Value, json};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    path.join(name).display().to_string()
}

/// Makes the database of hermes from its tables and rows.
fn hermes(walboard: &Walboard) -> PathBuf {
    let path = walboard.path("kanban.db");
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch(&fs::read_to_string(fixture("hermes.sql")).unwrap())
        .unwrap();
    path
}

/// What comes of one fixture.
struct Case {
    file: &'static str,
    format: &'static str,
    said: &'static str,
    new: usize,
    columns: &'static [&'static str],
    lost: &'static [(&'static str, usize)],
}

const CASES: [Case; 12] = [
    Case {
        file: "trello.json",
        format: "trello",
        said: "Trello's board export",
        new: 4,
        columns: &["Done 🎉"],
        lost: &[
            ("archived lists (their cards come archived)", 1),
            ("custom fields", 1),
            ("members of a card beside the first", 1),
            ("start days", 1),
            ("votes", 1),
        ],
    },
    Case {
        file: "taskwarrior.json",
        format: "taskwarrior",
        said: "Taskwarrior's export",
        new: 4,
        columns: &[],
        lost: &[
            ("deleted tasks", 1),
            ("templates of recurring tasks", 1),
            ("the field estimate", 1),
            ("the field wait", 1),
            ("waiting until a day (they come as to do)", 1),
        ],
    },
    Case {
        file: "issues.json",
        format: "github",
        said: "GitHub issues",
        new: 2,
        columns: &[],
        lost: &[("assignees beside the first", 1), ("authors of issues", 2)],
    },
    Case {
        file: "project.json",
        format: "github-project",
        said: "GitHub project items",
        new: 3,
        columns: &["In Progress", "No status"],
        lost: &[
            ("assignees beside the first", 1),
            ("items that gh left out (give it a higher --limit)", 2),
            ("the field estimate", 1),
            ("the field linked pull requests", 1),
        ],
    },
    Case {
        file: "kanban-rs.json",
        format: "kanban-rs",
        said: "kanban-rs's JSON",
        new: 4,
        columns: &["Complete"],
        lost: &[("descriptions of boards", 1)],
    },
    Case {
        file: "kanban-rs-export.json",
        format: "kanban-rs",
        said: "kanban-rs's JSON",
        new: 4,
        columns: &["Complete"],
        lost: &[("descriptions of boards", 1)],
    },
    Case {
        file: "taskell.md",
        format: "taskell",
        said: "taskell's Markdown",
        new: 3,
        columns: &[],
        lost: &[("times of day", 1)],
    },
    Case {
        file: "obsidian.md",
        format: "obsidian",
        said: "Obsidian's kanban Markdown",
        new: 5,
        columns: &["Ideas", "Finished"],
        lost: &[
            ("ticked cards outside a lane that completes", 1),
            ("times of day", 1),
        ],
    },
    Case {
        file: "page.md",
        format: "markdown",
        said: "Markdown",
        new: 4,
        columns: &["Now"],
        lost: &[
            ("lines between the cards", 1),
            ("ticked cards outside a done column", 1),
        ],
    },
    Case {
        file: "jira.csv",
        format: "csv",
        said: "a CSV table",
        new: 3,
        columns: &["In Progress"],
        lost: &[
            ("priorities of another scale", 1),
            ("the table's column Sprint", 1),
        ],
    },
    Case {
        file: "backlog",
        format: "backlog",
        said: "a Backlog.md folder",
        new: 3,
        columns: &["In Progress"],
        lost: &[
            ("assignees beside the first", 1),
            ("documents and decisions", 1),
            ("the field references", 1),
            ("the field reporter", 1),
        ],
    },
    Case {
        file: "kanban-md",
        format: "kanban-md",
        said: "a kanban-md folder",
        new: 3,
        columns: &["backlog", "in-progress"],
        lost: &[
            ("claims of workers", 1),
            ("estimates", 1),
            ("when tasks were started", 1),
        ],
    },
];

#[test]
fn each_tool_is_told_by_its_content_and_says_what_gets_lost() {
    for case in CASES {
        let walboard = Walboard::new();
        let file = fixture(case.file);
        let lost: BTreeMap<&str, usize> = case.lost.iter().copied().collect();
        let answer = |dry_run: bool| {
            let cards: Vec<usize> = (1..=case.new).collect();
            json!({
                "board": walboard.path("team.db").display().to_string(),
                "file": file,
                "format": case.format,
                "said": case.said,
                "dry_run": dry_run,
                "whole": false,
                "new": case.new,
                "there": 0,
                "cards": cards,
                "columns": case.columns,
                "lost": lost,
            })
        };
        // Asked first, nothing comes.
        let before = walboard.ok(["log"]);
        assert_eq!(walboard.json(["import", &file, "--dry-run"]), answer(true));
        assert_eq!(walboard.ok(["log"]), before);
        assert_eq!(
            walboard.json(["import", &file]),
            answer(false),
            "{}",
            case.file
        );
        let list = walboard.json(["list", "--archived"]);
        let live = walboard.json(["list"]);
        let count = list.as_array().unwrap().len() + live.as_array().unwrap().len();
        assert_eq!(count, case.new, "{}", case.file);
        // Nothing comes twice, whatever happened to it here.
        walboard.ok(["edit", "1", "--title", "another title"]);
        let again = walboard.json(["import", &file]);
        assert_eq!(
            (&again["new"], &again["there"], &again["lost"]),
            (&json!(0), &json!(case.new), &json!({})),
            "{}",
            case.file
        );
        assert_eq!(walboard.json(["show", "1"])["title"], "another title");
        let findings = walboard.json(["check"]);
        assert!(!findings.to_string().contains("\"bad\""), "{findings}");
    }
}

#[test]
fn people_read_what_came_and_what_did_not() {
    let walboard = Walboard::new();
    let file = fixture("trello.json");
    let ran = walboard.run(["import", &file]);
    assert_eq!(ran.code, Some(0));
    let lines: Vec<&str> = ran.out.lines().collect();
    let said = format!("reading {file} as Trello's board export");
    let expected = [
        said.as_str(),
        "made the columns “Done 🎉”",
        "4 new cards, 0 there already",
    ];
    assert_eq!(lines, expected);
    assert!(
        ran.err.contains("walboard: not taken over: votes: 1\n"),
        "{}",
        ran.err
    );
    let again = walboard.ok(["import", &file]);
    assert_eq!(again, format!("{said}\n0 new cards, 4 there already\n"));
    let other = Walboard::new();
    let dry = other.run(["import", &file, "--dry-run"]).out;
    assert!(dry.contains("would make the columns “Done 🎉”"), "{dry}");
    assert!(
        dry.ends_with("4 new cards would come, 0 there already; nothing was changed\n"),
        "{dry}"
    );
}

fn card(walboard: &Walboard, title: &str) -> Value {
    let mut found = Vec::new();
    for list in [
        walboard.json(["list"]),
        walboard.json(["list", "--archived"]),
    ] {
        let cards = list.as_array().unwrap().clone();
        found.extend(cards.into_iter().filter(|card| card["title"] == title));
    }
    assert_eq!(found.len(), 1, "{title}: {found:?}");
    found.swap_remove(0)
}

/// Makes sure that a card has these values.
#[track_caller]
fn has(card: &Value, fields: &Value) {
    for (name, value) in fields.as_object().unwrap() {
        assert_eq!(&card[name], value, "{name} of {card}");
    }
}

fn imported(file: &str) -> Walboard {
    let walboard = Walboard::new();
    assert_eq!(walboard.run(["import", &fixture(file)]).code, Some(0));
    walboard
}

#[test]
fn trello_keeps_what_people_wrote() {
    let walboard = imported("trello.json");
    has(
        &card(&walboard, "Order chains"),
        &json!({
            "column": "Doing",
            "body": "Two boxes.\n\n- [invoice.pdf](https://trello.com/1/cards/652e/attachments/aa01/download/invoice.pdf)",
            "labels": ["Urgent-stuff", "sky_dark"],
            "assignee": "annek",
            "due": "2023-11-02",
            "checklist": [
                {"id": 1, "text": "Count the boxes", "done": true},
                {"id": 2, "text": "Send the order", "done": false},
            ],
            "comments": [
                {"id": 1, "at": "2023-10-17T07:00:00Z", "by": "annek", "text": "Which size?"},
                {"id": 2, "at": "2023-10-18T09:30:00.123Z", "by": "boberg", "text": "The chain is *here*.\nSecond line."},
            ],
            "created": "2023-10-17T04:19:38Z",
            "source": "trello:652e0b5a0000000000000011",
            "archived": false,
        }),
    );
    has(&card(&walboard, "Old idea"), &json!({"archived": true}));
    let columns = walboard.json(["column", "list"]);
    let done = columns
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "Done 🎉");
    assert_eq!(done.unwrap()["done"], true);
}

#[test]
fn taskwarrior_and_github_keep_what_people_wrote() {
    let walboard = imported("taskwarrior.json");
    let tiles = card(&walboard, "Buy tiles");
    has(&tiles, &json!({"column": "Doing"}));
    has(
        &card(&walboard, "Fix the roof"),
        &json!({
            "column": "To do",
            "due": "2026-12-03",
            "priority": "high",
            "labels": ["next", "outside", "project:Home.Roof"],
            "created": "2026-11-01T10:15:00Z",
            "comments": [{"id": 1, "at": "2026-11-02T07:55:00Z", "by": "unknown", "text": "Ladder is at Ben's"}],
            "links": [{"kind": "blocked_by", "card": tiles["id"]}],
        }),
    );
    has(
        &card(&walboard, "Call the roofer"),
        &json!({"column": "Done"}),
    );
    let walboard = imported("issues.json");
    has(
        &card(&walboard, "The timer stops"),
        &json!({
            "column": "To do",
            "body": "It stops at **59**.\n\n- [ ] find out why",
            "labels": ["good-first-issue", "milestone:v2.0"],
            "assignee": "ann",
            "created": "2026-10-01T10:00:00Z",
            "comments": [{"id": 1, "at": "2026-10-02T09:00:00Z", "by": "bo", "text": "Seen here, too."}],
            "source": "github:tea/timer#12",
        }),
    );
    has(
        &card(&walboard, "Typo on the first page"),
        &json!({"column": "Done"}),
    );
    // The project has the same issue, and it is the same card.
    let answer = walboard.json(["import", &fixture("project.json")]);
    assert_eq!((&answer["new"], &answer["there"]), (&json!(2), &json!(1)));
    let walboard = imported("project.json");
    has(
        &card(&walboard, "The timer stops"),
        &json!({
            "column": "In Progress",
            "priority": "high",
            "due": "2026-12-03",
            "labels": ["bug", "size:M"],
            "assignee": "ann",
        }),
    );
    has(
        &card(&walboard, "Think about sounds"),
        &json!({"column": "To do", "labels": ["milestone:v2.0", "sprint:Sprint-4"]}),
    );
}

#[test]
fn other_boards_in_the_terminal_keep_what_people_wrote() {
    let walboard = imported("kanban-rs.json");
    let second = card(&walboard, "Second");
    has(&second, &json!({"blocked": "blocked", "column": "To do"}));
    let third = card(&walboard, "Third");
    has(
        &card(&walboard, "First"),
        &json!({
            "column": "To do",
            "body": "Do it **well**.",
            "priority": "urgent",
            "due": "2026-04-08",
            "labels": ["points:8", "sprint:first-flush"],
            "position": 1,
            "links": [
                {"kind": "blocks", "card": second["id"]},
                {"kind": "child", "card": third["id"]},
            ],
        }),
    );
    has(&card(&walboard, "Old one"), &json!({"archived": true}));
    let walboard = imported("taskell.md");
    has(
        &card(&walboard, "Bake bread"),
        &json!({
            "column": "To do",
            "due": "2026-12-03",
            "body": "With rye.\n\nAnd seeds.",
            "checklist": [
                {"id": 1, "text": "Buy flour", "done": true},
                {"id": 2, "text": "Feed the starter", "done": false},
            ],
        }),
    );
    let walboard = imported("kanban-md");
    let flour = card(&walboard, "Buy flour");
    has(
        &card(&walboard, "Bake bread"),
        &json!({
            "column": "in-progress",
            "priority": "urgent",
            "assignee": "ann",
            "labels": ["class:expedite", "rye"],
            "due": "2026-12-03",
            "blocked": "waiting for flour",
            "body": "With rye.",
            "created": "2026-01-20T10:00:00Z",
        }),
    );
    has(&flour, &json!({"priority": null, "column": "backlog"}));
    has(
        &card(&walboard, "Old task"),
        &json!({"archived": true, "body": "Body right below."}),
    );
}

#[test]
fn pages_and_tables_keep_what_people_wrote() {
    let walboard = imported("obsidian.md");
    has(
        &card(&walboard, "Write about **tea**"),
        &json!({
            "column": "Ideas",
            "labels": ["blog", "long-read"],
            "due": "2026-12-03",
            "body": "More text, see [[Teas]]",
            "checklist": [
                {"id": 1, "text": "collect notes", "done": true},
                {"id": 2, "text": "draft", "done": false},
            ],
        }),
    );
    has(&card(&walboard, "One"), &json!({"body": "two"}));
    has(&card(&walboard, "Old card"), &json!({"archived": true}));
    let walboard = imported("page.md");
    has(
        &card(&walboard, "Paint the fence"),
        &json!({"column": "Now", "body": "with two coats"}),
    );
    let walboard = imported("jira.csv");
    has(
        &card(&walboard, "Fix login"),
        &json!({
            "column": "In Progress",
            "assignee": "Ann-Ek",
            "priority": "urgent",
            "due": "2026-12-03",
            "labels": ["bug", "ui"],
        }),
    );
    has(
        &card(&walboard, "Two lines; quoted \"so\""),
        &json!({"column": "To do"}),
    );
    // The quote before a formula is taken off.
    has(&card(&walboard, "=cmd|calc"), &json!({"column": "Done"}));
    let walboard = imported("backlog");
    let bell = card(&walboard, "Buy a bell");
    has(
        &card(
            &walboard,
            "Alarm: let it ring longer than the title of any task would need to be so that it is folded",
        ),
        &json!({
            "column": "In Progress",
            "assignee": "ann",
            "priority": "high",
            "due": "2026-12-03",
            "labels": ["cli", "milestone:v2", "sound", "type:feature"],
            "body": "Longer.\n\n## Not a section\n\n## Implementation Plan\n\n1. Think.",
            "created": "2026-01-01T23:37:00Z",
            "checklist": [
                {"id": 1, "text": "it rings", "done": true},
                {"id": 2, "text": "it stops", "done": false},
                {"id": 3, "text": "tests pass", "done": false},
            ],
            "comments": [
                {"id": 1, "at": "2026-07-09T22:13:00Z", "by": "codex", "text": "Ready for review."},
                {"id": 2, "at": "2026-07-09T22:24:00Z", "by": "unknown", "text": "Two\nlines."},
            ],
            "links": [
                {"kind": "blocked_by", "card": bell["id"]},
                {"kind": "child", "card": bell["id"]},
            ],
        }),
    );
    has(
        &bell,
        &json!({"checklist": [{"id": 1, "text": "it is loud", "done": false}]}),
    );
    has(
        &card(&walboard, "A folded title that goes on"),
        &json!({"archived": true}),
    );
}

#[test]
fn the_database_of_hermes_is_read_and_stays_as_it_was() {
    let walboard = Walboard::new();
    let path = hermes(&walboard);
    let before = fs::read(&path).unwrap();
    let answer = walboard.json(["import", "kanban.db"]);
    assert_eq!(answer["format"], "hermes");
    assert_eq!(
        (&answer["new"], &answer["lost"]),
        (&json!(3), &json!({"skills": 1}))
    );
    assert_eq!(fs::read(&path).unwrap(), before);
    let numbers = card(&walboard, "Collect the numbers");
    has(
        &numbers,
        &json!({
            "column": "Done",
            "assignee": "researcher",
            "priority": "high",
            "labels": ["tenant:acme"],
            "body": "From all three.\n\n- [in.pdf](</data/a/in.pdf>)",
            "created": "2025-10-09T08:53:20Z",
            "comments": [{"id": 1, "at": "2025-10-09T09:53:20Z", "by": "hermes", "text": "Result: All in numbers.md"}],
        }),
    );
    let report = card(&walboard, "Write the report");
    has(
        &report,
        &json!({
            "column": "Blocked",
            "blocked": "which tone?",
            "links": [{"kind": "blocked_by", "card": numbers["id"]}],
        }),
    );
    let history = report["comments"][1]["text"].as_str().unwrap();
    assert!(
        history.contains("blocked {\"reason\": \"which tone?\""),
        "{history}"
    );
    has(&card(&walboard, "Forgotten"), &json!({"archived": true}));
    assert_eq!(walboard.json(["import", "kanban.db"])["there"], 3);
    // Other databases are not touched either
    let reason = walboard.fails(1, ["import", "team.db"]);
    assert!(reason.contains("it is a board of walboard's"), "{reason}");
    let other = rusqlite::Connection::open(walboard.path("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(other);
    let reason = walboard.fails(1, ["import", "other.db"]);
    assert!(reason.contains("not the kanban.db of hermes"), "{reason}");
}

#[test]
fn what_cannot_be_read_is_said_with_its_place_and_nothing_comes() {
    let walboard = Walboard::new();
    let trello = fs::read_to_string(fixture("trello.json")).unwrap();
    let long = "x".repeat((1 << 20) + 1);
    let table: [(&str, Vec<u8>, &str); 14] = [
        ("empty.json", b"".to_vec(), "it is empty"),
        ("none.json", b"{".to_vec(), "it ends too early, so it is not whole"),
        ("cut.json", trello.as_bytes()[..trello.len() - 200].to_vec(), "it ends too early, so it is not whole"),
        ("odd.json", b"{\"a\": 1}".to_vec(), "say with --from which it is"),
        ("shape.json", b"{\"lists\": [{\"id\": 1}],\n \"cards\": []}".to_vec(), "line 1 column 19"),
        ("field.json", b"{\"lists\": [],\n \"cards\": [{\"id\": \"a\", \"idList\": \"b\"}]}".to_vec(), "missing field `name` at line 2"),
        ("stray.json", b"{\"lists\": [{\"id\": \"a\", \"name\": \"A\"}], \"cards\": [{\"id\": \"c\", \"name\": \"Lost\", \"idList\": \"b\"}]}".to_vec(), "the card “Lost” is in the list b"),
        ("latin.csv", b"title\nok\nb\xe4d\n".to_vec(), "line 3 has a byte that is not UTF-8"),
        ("wide.csv", b"\xff\xfet\0i\0".to_vec(), "it is UTF-16 text; save it as UTF-8"),
        ("day.csv", b"title,due\nA,soon\n".to_vec(), "line 2: due: not a day such as 2026-12-03: “soon”"),
        ("quote.csv", b"title,column\nA,B,C\n".to_vec(), "line 2: it has 3 cells"),
        ("bare.csv", b"column,title\nTo do,\n".to_vec(), "line 2: it has no title"),
        ("big.csv", format!("title,body\nA,{long}\n").into_bytes(), "the text of the card “A” has 1048577 bytes"),
        ("page.md", b"just words\n".to_vec(), "say with --from which it is"),
    ];
    for (name, content, expected) in table {
        fs::write(walboard.path(name), content).unwrap();
        for flags in [&[][..], &["--json"], &["--dry-run"]] {
            let reason = walboard.fails(1, [&["import", name], flags].concat());
            assert!(
                reason.contains(name) && reason.contains(expected),
                "{name}: {reason}"
            );
        }
    }
    // Said to be what they are not
    fs::write(walboard.path("a.md"), "## To do\n\n- A\n    ? b\n").unwrap();
    let reason = walboard.fails(1, ["import", "a.md", "--from", "taskell"]);
    assert!(
        reason.contains("a.md as taskell's Markdown: line 4"),
        "{reason}"
    );
    for (args, code) in [
        (&["import", "no-such-file"][..], 1),
        (&["import", "a.md", "--from", "word"], 2),
        (&["import", "a.md", "--from", "backlog"], 1),
        (&["import", ".", "--from", "csv"], 1),
        (&["import", "a.md", "-B", "none.db"], 3),
        (&["import"], 2),
    ] {
        assert_eq!(walboard.run(args).code, Some(code), "{args:?}");
    }
    assert_eq!(walboard.json(["list"]), json!([]));
    assert_eq!(walboard.ok(["log"]).lines().count(), 3);
}

#[test]
fn a_title_of_a_megabyte_is_cut_and_kept_in_the_text() {
    let walboard = Walboard::new();
    let title = "long ".repeat(200_000);
    fs::write(
        walboard.path("long.csv"),
        format!("title,column\r\n{title},Doing\r\n"),
    )
    .unwrap();
    let answer = walboard.json(["import", "long.csv"]);
    assert_eq!(
        answer["lost"]["titles longer than 1,000 characters (cut; whole in the text)"],
        1
    );
    let card = walboard.json(["show", "1"]);
    let cut = card["title"].as_str().unwrap();
    assert!(cut.ends_with('…') && cut.chars().count() <= 1000);
    assert_eq!(card["body"], title.trim());
}

#[test]
fn the_standard_input_is_read() {
    use std::process::Stdio;

    let walboard = Walboard::new();
    let mut command = walboard.command(["import", "-", "--json"]);
    command.stdin(Stdio::from(fs::File::open(fixture("issues.json")).unwrap()));
    let ran = common::command::Ran::from(command.output().unwrap());
    let answer: Value = serde_json::from_str(&ran.ok()).unwrap();
    assert_eq!((&answer["new"], &answer["file"]), (&json!(2), &json!("-")));
}

#[test]
fn an_import_is_one_change_to_take_back() {
    let walboard = imported("kanban-rs.json");
    walboard.ok(["undo"]);
    assert_eq!(walboard.json(["list"]), json!([]));
    let columns = walboard.json(["column", "list"]);
    assert_eq!(columns.as_array().unwrap().len(), 3);
    walboard.ok(["redo"]);
    assert_eq!(walboard.json(["list"]).as_array().unwrap().len(), 3);
    let findings = walboard.json(["check"]);
    assert!(!findings.to_string().contains("\"bad\""), "{findings}");
}

#[test]
fn links_that_would_close_a_circle_here_are_left_out() {
    let walboard = Walboard::new();
    let half = r#"[{"uuid":"a","description":"A","status":"pending"},{"uuid":"b","description":"B","status":"pending","depends":["a"]}]"#;
    fs::write(walboard.path("half.json"), half).unwrap();
    walboard.ok(["import", "half.json"]);
    // C waits for B and A for C, as the other tool has it by now; here A blocks B already.
    let whole = r#"[{"uuid":"a","description":"A","status":"pending","depends":["c"]},{"uuid":"b","description":"B","status":"pending"},{"uuid":"c","description":"C","status":"pending","depends":["b"]}]"#;
    fs::write(walboard.path("whole.json"), whole).unwrap();
    assert_eq!(walboard.json(["import", "whole.json"])["new"], 1);
    let links = card(&walboard, "C")["links"].clone();
    assert_eq!(links.as_array().unwrap().len(), 1, "{links}");
}

/// A board of Trello's with that many cards, each with a checklist and a comment.
fn large(count: usize) -> String {
    let mut cards = Vec::new();
    let (mut checklists, mut actions) = (Vec::new(), Vec::new());
    for at in 0..count {
        let id = format!("652e0b5a{at:016x}");
        cards.push(json!({"id": id, "name": format!("Card {at}"), "desc": "Words. ".repeat(20), "idList": if at % 2 == 0 { "l1" } else { "l2" },
            "pos": at, "closed": false, "due": null, "idMembers": [], "labels": [], "attachments": []}));
        checklists.push(
            json!({"id": format!("c{at}"), "idCard": id, "name": "Steps", "pos": 1,
            "checkItems": [{"name": "one", "state": "complete", "pos": 1}]}),
        );
        actions.push(json!({"type": "commentCard", "date": "2023-10-18T09:30:00.000Z",
            "data": {"text": "Seen.", "card": {"id": id}}, "memberCreator": {"id": "m1", "username": "ann"}}));
    }
    let lists = json!([{"id": "l1", "name": "To do", "pos": 1, "closed": false}, {"id": "l2", "name": "Later", "pos": 2, "closed": false}]);
    json!({"name": "Large", "lists": lists, "cards": cards, "checklists": checklists, "actions": actions, "members": [], "labels": []}).to_string()
}

/// `WALBOARD_TEST_IMPORT=10000 cargo test --test import a_large_board` brings in as many cards.
#[test]
fn a_large_board_comes_in_one_transaction() {
    let count = std::env::var("WALBOARD_TEST_IMPORT").ok();
    let count = count.map_or(500, |count| count.parse().expect("a number of cards"));
    let walboard = Walboard::new();
    fs::write(walboard.path("large.json"), large(count)).unwrap();
    let answer = walboard.json(["import", "large.json"]);
    assert_eq!(
        (&answer["new"], &answer["there"]),
        (&json!(count), &json!(0))
    );
    // All of one edit, an entry a card, so that it is taken back at once
    let log = walboard.run(["log", "--json"]).out;
    let edits: std::collections::BTreeSet<String> = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["edit"].to_string())
        .collect();
    assert_eq!(edits.len(), 2, "the making of the board, and the import");
    assert_eq!(log.lines().count(), 3 + 1 + count);
    let again = walboard.json(["import", "large.json"]);
    assert_eq!((&again["new"], &again["there"]), (&json!(0), &json!(count)));
}
