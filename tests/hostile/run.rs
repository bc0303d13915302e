//! Commands run, and what they wrote looked at.

use std::fs::File;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::common::command::Walboard;
use crate::pty;

/// Runs the program with what it writes kept as bytes; ends it when it goes on for ever, as `watch` does.
pub(crate) fn run(walboard: &Walboard, args: &[String]) -> Vec<u8> {
    let files = ["out", "err"].map(|name| walboard.home().join(name));
    let [out, err] = files.clone().map(|file| File::create(file).unwrap());
    let mut child = walboard
        .command(args)
        .env("VISUAL", "true")
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .spawn()
        .unwrap();
    let patience = if args.iter().any(|arg| arg == "watch") {
        Duration::from_millis(300)
    } else {
        pty::DEADLINE
    };
    let end = Instant::now() + patience;
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            child.kill().unwrap();
        }
        thread::sleep(Duration::from_millis(1));
    }
    files.map(|file| std::fs::read(file).unwrap()).concat()
}

#[track_caller]
pub(crate) fn is_harmless(bytes: &[u8], what: &str) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        panic!("{what}: not UTF-8: {:?}", String::from_utf8_lossy(bytes));
    };
    let steers = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{200B}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if let Some(at) = text.find(steers) {
        let from = text.floor_char_boundary(at.saturating_sub(40));
        let to = text.ceil_char_boundary((at + 40).min(text.len()));
        panic!("{what}: {:?}", &text[from..to]);
    }
}

/// Takes the tabs out that `list` puts between the fields of a card, for programs: as many in each line.
fn without_tabs(walboard: &Walboard, args: &[String], mut said: Vec<u8>, what: &str) -> Vec<u8> {
    if args.first().is_some_and(|command| command == "list") {
        let out = std::fs::read(walboard.home().join("out")).unwrap();
        let tabs = |line: &[u8]| line.iter().filter(|byte| **byte == b'\t').count();
        let lines = || {
            out.split(|byte| *byte == b'\n')
                .filter(|line| !line.is_empty())
        };
        let first = lines().next().map_or(0, tabs);
        for line in lines() {
            assert_eq!(
                tabs(line),
                first,
                "{what}: {:?}",
                String::from_utf8_lossy(line)
            );
        }
        said.retain(|byte| *byte != b'\t');
    }
    said
}

/// Runs it as a person would and as a script would; nothing of it may steer the terminal, and JSON is JSON.
pub(crate) fn try_both(walboard: &Walboard, args: &[String]) {
    let what = args.join(" ").escape_debug().to_string();
    let said = run(walboard, args);
    is_harmless(&without_tabs(walboard, args, said, &what), &what);
    let mut json = vec!["--json".to_owned()];
    json.extend_from_slice(args);
    let out = run(walboard, &json);
    is_harmless(&out, &what);
    let out = std::fs::read(walboard.home().join("out")).unwrap();
    let values = serde_json::Deserializer::from_slice(&out).into_iter::<serde_json::Value>();
    for value in values {
        match value {
            Ok(_) => {}
            // Cut off in the middle when it was ended.
            Err(err) if err.is_eof() && args[0] == "watch" => {}
            // Told as they are, with or without --json.
            Err(_) if ["help", "man", "completions"].contains(&args[0].as_str()) => return,
            Err(err) => panic!("{what}: {err}: {:?}", String::from_utf8_lossy(&out)),
        }
    }
}

/// Returns every command there is, as its words.
pub(crate) fn commands(walboard: &Walboard, of: &[String]) -> Vec<Vec<String>> {
    let mut help = of.to_vec();
    help.push("--help".to_owned());
    let out = String::from_utf8(run(walboard, &help)).unwrap();
    let listed = out
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help");
    let mut all = Vec::new();
    for name in listed {
        let mut words = of.to_vec();
        words.push(name.to_owned());
        all.extend(commands(walboard, &words));
    }
    if all.is_empty() {
        all.push(of.to_vec());
    }
    all
}
