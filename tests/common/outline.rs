//! Boards made at random, in neutral words, with texts that mean something in one format or another.

use jiff::{Timestamp, civil};
use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use walboard::board::{LinkKind, Priority};
use walboard::outline::{Entry, Heading, Outline, Said, Step};

/// Texts that mean something in one format or another.
const LINES: [&str; 30] = [
    "plain",
    "two words",
    "=1+1",
    "+plus",
    "-minus",
    "@at",
    "'quote",
    "\"quoted\", and; more",
    "a `span`",
    "`x` `y`",
    "#tag here",
    "see #12",
    "@{2026-01-01}",
    "## Heading",
    "# Top",
    "- item",
    "- [ ] task",
    "- [x] task",
    "* star",
    "> quoted",
    "---",
    "***",
    "### Checklist",
    "### Comments",
    "\\### Comments",
    "a: b",
    "日本 🎉",
    "{json}",
    "(5)",
    "back\\slash\\n",
];

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        select(&LINES[..]).prop_map(str::to_owned),
        "[ -~é朝]{1,20}".prop_map(|text| text.trim().to_owned()),
    ]
    .prop_filter("a text", |text| !text.is_empty() && !text.contains("<br>"))
}

fn text() -> impl Strategy<Value = String> {
    let indented = (line(), 0..6usize).prop_map(|(line, by)| format!("{}{line}", " ".repeat(by)));
    let lines = vec(prop_oneof![4 => indented, 1 => Just(String::new())], 0..6);
    lines.prop_map(|lines| lines.join("\n").trim_matches('\n').to_owned())
}

fn word() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9é_/.:,;`'\"\\\\*-]{1,8}".prop_filter("a word", |word| {
        !word.starts_with('-') && !word.ends_with('-')
    })
}

fn moment() -> impl Strategy<Value = Timestamp> {
    (1_600_000_000_000i64..1_800_000_000_000)
        .prop_map(|ms| Timestamp::from_millisecond(ms).unwrap())
}

fn day() -> impl Strategy<Value = civil::Date> {
    (2000i16..2100, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| civil::date(y, m, d))
}

fn comment() -> impl Strategy<Value = Said> {
    let text = text().prop_map(|text| text.trim().to_owned());
    let text = text.prop_filter("a text", |text| !text.is_empty());
    (of(moment()), of(prop_oneof![word(), line()]), text).prop_map(|(at, by, text)| Said {
        at,
        by,
        text,
    })
}

fn step() -> impl Strategy<Value = Step> {
    (line(), any::<bool>()).prop_map(|(text, done)| Step { text, done })
}

fn entry() -> impl Strategy<Value = Entry> {
    let words = (
        btree_set(word(), 0..3),
        of(word()),
        of(select(&Priority::ALL[..])),
    );
    let lists = (vec(step(), 0..3), vec(comment(), 0..3));
    let rare = (of(day()), of(line()), moment(), prop::bool::weighted(0.2));
    (line(), text(), words, lists, rare).prop_map(|(title, body, words, lists, rare)| Entry {
        title,
        body,
        labels: words.0,
        assignee: words.1,
        priority: words.2,
        checklist: lists.0,
        comments: lists.1,
        due: rare.0,
        blocked: rare.1,
        created: Some(rare.2),
        archived: rare.3,
        ..Entry::default()
    })
}

/// Any board, in neutral words.
pub(crate) fn outline() -> impl Strategy<Value = Outline> {
    let name = prop_oneof![3 => line(), 1 => Just("Done".to_owned())];
    let headings = vec((name, of(1..9u32), any::<bool>()), 1..4);
    let entries = vec((entry(), any::<prop::sample::Index>()), 0..6);
    let kinds = vec![LinkKind::Blocks, LinkKind::Parent, LinkKind::Relates];
    let ties = vec((0..6usize, select(kinds), 0..6usize), 0..5);
    (line(), headings, entries, ties).prop_map(|(title, headings, entries, ties)| {
        let mut outline = Outline {
            title: Some(title),
            ..Outline::default()
        };
        for (name, limit, done) in headings {
            if outline
                .headings
                .iter()
                .any(|it| it.name.to_lowercase() == name.to_lowercase())
            {
                continue;
            }
            outline.headings.push(Heading {
                name,
                limit,
                done,
                paint: None,
            });
        }
        for (at, (entry, column)) in entries.into_iter().enumerate() {
            let column = column.get(&outline.headings).name.clone();
            let key = (at + 1).to_string();
            outline.entries.push(Entry {
                key,
                column,
                ..entry
            });
        }
        let count = outline.entries.len();
        for (from, kind, to) in ties {
            if from < to && to < count {
                outline.tie(&(from + 1).to_string(), kind, &(to + 1).to_string());
            }
        }
        outline.tidied().unwrap()
    })
}
