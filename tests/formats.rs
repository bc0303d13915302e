//! What a format can hold comes back from it as it was, whatever the texts are; what it cannot hold is told.
//!
//! `WALBOARD_TEST_FORMATS=2000 cargo test --test formats` tries as many boards with each format.
#![allow(missing_docs, reason = "tests")]

#[path = "common/outline.rs"]
mod random;

use std::collections::{BTreeSet, HashMap};

use jiff::tz::TimeZone;
use proptest::prelude::*;
use random::outline;
use walboard::format::{Format, Input, Origin, Output};
use walboard::outline::{Outline, Tie};

fn origin() -> Origin {
    Origin {
        name: "board".to_owned(),
        zone: TimeZone::UTC,
    }
}

/// Returns the outline with its cards named by their places, and nothing of what got lost.
fn shape(mut outline: Outline) -> (Outline, BTreeSet<Tie>) {
    let keys: HashMap<String, String> = outline
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| (entry.key.clone(), at.to_string()))
        .collect();
    for entry in &mut outline.entries {
        entry.key = keys[&entry.key].clone();
    }
    let tie = |tie: Tie| Tie {
        from: keys[&tie.from].clone(),
        to: keys[&tie.to].clone(),
        ..tie
    };
    let ties = std::mem::take(&mut outline.ties)
        .into_iter()
        .map(tie)
        .collect();
    outline.losses = Default::default();
    (outline, ties)
}

fn input(output: &Output) -> Input {
    match output {
        Output::Text(text) => Input::Text(text.clone()),
        Output::Folder(files) => Input::Folder(files.clone()),
    }
}

#[track_caller]
fn comes_back(format: Format) {
    let cases = std::env::var("WALBOARD_TEST_FORMATS").ok();
    let cases = cases.map_or(64, |cases| cases.parse().expect("a number of boards"));
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(outline in outline())| {
        let all = shape(outline.clone());
        let (output, fitted) = format.write(outline).expect("a format that is written");
        let told = !fitted.outline.losses.is_empty() || !fitted.in_text.is_empty();
        prop_assert!(told || shape(fitted.outline.clone()) == all, "lost without a word");
        let input = input(&output);
        let read = format.read(&input, &origin());
        let read = read.unwrap_or_else(|why| panic!("{why}\n{input:?}"));
        prop_assert_eq!(shape(read), shape(fitted.outline), "{:?}", input);
    });
}

#[test]
fn csv() {
    comes_back(Format::Csv);
}

#[test]
fn markdown() {
    comes_back(Format::Markdown);
}

#[test]
fn taskell() {
    comes_back(Format::Taskell);
}

#[test]
fn obsidian() {
    comes_back(Format::Obsidian);
}

#[test]
fn backlog() {
    comes_back(Format::Backlog);
}

#[test]
fn kanban_md() {
    comes_back(Format::KanbanMd);
}

#[test]
fn taskwarrior() {
    comes_back(Format::Taskwarrior);
}

#[test]
fn kanban_rs() {
    comes_back(Format::KanbanRs);
}
