//! What the user sets: read, told where it comes from, and never in the way.

#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use std::fs;

use common::command::{Ran, Walboard};

/// A home with a board and a configuration.
fn configured(text: &str) -> Walboard {
    let walboard = Walboard::new();
    let folder = walboard.home().join(".config/walboard");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), text).unwrap();
    walboard
}

#[test]
fn the_file_is_in_the_configuration_folder_or_where_the_variable_says() {
    let walboard = Walboard::new();
    let usual = walboard.home().join(".config/walboard/config.toml");
    assert_eq!(
        walboard.ok(["config", "--path"]),
        format!("{}\n", usual.display())
    );
    assert_eq!(
        walboard.json(["config", "--path"])["path"],
        usual.to_str().unwrap()
    );
    let mut command = walboard.command(["config", "--path"]);
    let said = Ran::from(command.env("WALBOARD_CONFIG", "my.toml").output().unwrap()).ok();
    assert_eq!(said, format!("{}\n", walboard.path("my.toml").display()));
}

#[test]
fn what_is_printed_sets_the_same() {
    for text in [
        "",
        "editor = \"ed\"\n[screen]\ncolor = \"never\"\n[new-board]\ncolumns = [\"A \\\"b\\\"\", \"日本\"]\n",
        "[keys]\nboard = { x = \"archive\", gx = \"move-to\", d = \"none\", '\"' = 'undo', '<f5>' = 'redraw' }\npick = { g = \"none\", gg = \"top\" }\n",
    ] {
        let walboard = configured(text);
        let printed = walboard.ok(["config"]);
        let before = walboard.json(["config"]);
        let file = walboard.home().join(".config/walboard/config.toml");
        fs::write(&file, &printed).unwrap();
        assert_eq!(
            walboard.ok(["config"]).lines().count(),
            printed.lines().count()
        );
        let after = walboard.json(["config"]);
        assert_eq!(after["problems"], serde_json::json!([]));
        for part in ["editor", "screen", "new-board"] {
            let values = |whole: &serde_json::Value| without_origins(whole[part].clone());
            assert_eq!(values(&before), values(&after), "{part}");
        }
        assert_eq!(
            without_origins(before["keys"].clone()),
            without_origins(after["keys"].clone())
        );
    }
}

fn without_origins(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(name, _)| name != "from");
            Value::Object(
                kept.map(|(name, value)| (name, without_origins(value)))
                    .collect(),
            )
        }
        Value::Array(all) => all.into_iter().map(without_origins).collect(),
        other => other,
    }
}

#[test]
fn each_value_says_where_it_comes_from() {
    let walboard = configured("[screen]\ncolor = \"never\"\n[keys.board]\nx = \"archive\"\n");
    let mut command = walboard.command(["config", "--color", "always"]);
    let said = Ran::from(command.env("EDITOR", "vim").output().unwrap()).ok();
    for part in [
        "# editor = \"vim\"",
        "# $EDITOR",
        "color = \"always\"",
        "# --color",
        "columns = [\"To do\", \"Doing\", \"Done\"]",
        "# default",
        "# line 4: archive",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    let json = walboard.json(["config"]);
    assert_eq!(
        json["screen"]["color"],
        serde_json::json!({"value": "never", "from": "line 2"})
    );
}

#[test]
fn a_bad_file_is_told_of_by_line_and_stops_no_command() {
    let walboard =
        configured("[screen]\ncolor = \"blue\"\n[new-board]\ncolumns = [\"One\"]\nrows = 1\n");
    let ran = walboard.run(["add", "Door"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "1\n"));
    let file = walboard.home().join(".config/walboard/config.toml");
    let file = file.display();
    assert_eq!(
        ran.err,
        format!(
            "walboard: {file}:2: color: must be one of \"auto\", \"always\", \"never\"\nwalboard: {file}:5: [new-board] has no “rows”; it has columns, done\n"
        )
    );
    // The rest of it counts.
    assert_eq!(walboard.run(["init", "new.db"]).code, Some(0));
    let list = walboard
        .run(["-B", "new.db", "--json", "column", "list"])
        .out;
    assert!(list.contains("One") && !list.contains("To do"), "{list}");
}

#[test]
fn a_file_that_cannot_be_read_stops_no_command() {
    let walboard = Walboard::new();
    let run = |path: &str| {
        let mut command = walboard.command(["list"]);
        Ran::from(command.env("WALBOARD_CONFIG", path).output().unwrap())
    };
    fs::create_dir(walboard.home().join("folder")).unwrap();
    fs::write(walboard.home().join("latin"), b"editor = \"\xe9\"").unwrap();
    for (path, why) in [
        ("folder", "is a folder"),
        ("latin", "UTF-8"),
        ("team.db/x", "could not be read"),
    ] {
        let ran = run(path);
        assert_eq!(ran.code, Some(0));
        assert!(ran.err.contains(path) && ran.err.contains(why), "{ran:?}");
    }
    // One that is not there sets nothing.
    run("nowhere.toml").ok();
}

#[cfg(unix)]
#[test]
fn the_editor_is_the_files_before_the_variables() {
    let walboard = configured("editor = \"sh -c 'echo mine >> $0'\"\n");
    walboard.ok(["add", "Door", "-b", "old"]);
    let mut command = walboard.command(["edit", "1"]);
    Ran::from(
        command
            .env("EDITOR", "false")
            .env("TMPDIR", walboard.home())
            .output()
            .unwrap(),
    )
    .ok();
    assert_eq!(walboard.json(["show", "1"])["body"], "old\nmine");
}

#[test]
fn the_personal_board_gets_the_columns_that_are_set() {
    let walboard = configured("[new-board]\ncolumns = [\"Now\", \"Later\"]\n");
    let mut command = walboard.command(["column", "list"]);
    let said = Ran::from(
        command
            .env_remove("WALBOARD")
            .current_dir("/")
            .output()
            .unwrap(),
    )
    .ok();
    assert!(said.contains("Now") && said.contains("Later"), "{said}");
}

#[test]
fn the_column_for_what_is_done_is_set_for_new_boards() {
    let walboard =
        configured("[new-board]\ncolumns = [\"In\", \"Out\", \"Attic\"]\ndone = \"out\"\n");
    let done = |board: &str| -> Vec<String> {
        let columns = walboard.json(["-B", board, "column", "list"]);
        let columns = columns.as_array().unwrap().clone().into_iter();
        let done = columns.filter(|column| column["done"] == true);
        done.map(|column| column["name"].as_str().unwrap().to_owned())
            .collect()
    };
    walboard.ok(["init", "one.db"]);
    assert_eq!(done("one.db"), ["Out"]);
    // A board without such a column has its last one for that.
    walboard.ok(["init", "two.db", "--columns", "A,B,C"]);
    assert_eq!(done("two.db"), ["C"]);
    assert_eq!(
        walboard.json(["config"])["new-board"]["done"]["value"],
        "out"
    );
    let walboard = configured("[new-board]\ndone = 3\n");
    let told = walboard.run(["config"]).err;
    assert!(
        told.contains("must be the name of a column in quotes"),
        "{told}"
    );
}
