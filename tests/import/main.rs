//! What other tools write comes in as cards: each tool's own output, told by its content, once, all or nothing.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod cases;
#[path = "../common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cases::CASES;
use common::command::Walboard;
use serde_json::{Value, json};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    path.join(name).display().to_string()
}

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

fn imported(file: &str) -> Walboard {
    let walboard = Walboard::new();
    assert_eq!(walboard.run(["import", &fixture(file)]).code, Some(0));
    walboard
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
    let half = r#"[{"uuid":"a","description":"A","status":"pending"},{"uuid":"b","description":"B","status":"pending"}]"#;
    fs::write(walboard.path("half.json"), half).unwrap();
    walboard.ok(["import", "half.json"]);
    // Here B waits for A, by way of a card that the other tool knows nothing of …
    for title in ["X", "Y", "Z"] {
        walboard.ok(["add", title]);
    }
    walboard.ok(["link", "1", "--blocks", "3"]);
    walboard.ok(["link", "3", "--blocks", "2"]);
    // … and there A waits for B by now.
    let whole = r#"[{"uuid":"a","description":"A","status":"pending","depends":["c"]},{"uuid":"b","description":"B","status":"pending"},{"uuid":"c","description":"C","status":"pending","depends":["b"]}]"#;
    fs::write(walboard.path("whole.json"), whole).unwrap();
    assert_eq!(walboard.json(["import", "whole.json"])["new"], 1);
    let links = walboard.json(["show", "6"])["links"].clone();
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

#[test]
fn several_who_import_the_same_at_once_bring_nothing_twice() {
    let walboard = Walboard::new();
    let file = fixture("trello.json");
    let imports: Vec<_> = (0..4)
        .map(|_| {
            let mut command = walboard.command(["import", &file, "--json"]);
            command
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let new: Vec<u64> = imports
        .into_iter()
        .map(|import| {
            let output = import.wait_with_output().unwrap();
            let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
            answer["new"].as_u64().unwrap()
        })
        .collect();
    assert_eq!(new.iter().sum::<u64>(), 4, "{new:?}");
    assert_eq!(
        new.iter().max(),
        Some(&4),
        "all of a file by one of them: {new:?}"
    );
    assert_eq!(walboard.json(["list"]).as_array().unwrap().len(), 3);
}
