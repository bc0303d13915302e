//! Searches put together from lists, and searches with a name.

use std::collections::BTreeSet;

use crate::board::Priority;
use crate::query::Query;
use crate::state::Saved;
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Ask, Part, Row, Then};

use super::lists;

/// Asks by what the cards are to be narrowed down.
pub(super) fn narrow(model: &mut Model) {
    let said = &model.words.looks;
    let row = |part: Part| Row {
        keys: part.key().to_owned(),
        words: said.more(part.words(&model.words.names)),
        now: false,
        then: Then::Narrow(part),
    };
    let mut rows: Vec<Row> = Part::ALL.into_iter().map(row).collect();
    rows.push(Row {
        keys: "t".to_owned(),
        words: said.text_or_else().to_owned(),
        now: false,
        then: Then::Search,
    });
    rows.push(Row {
        keys: "x".to_owned(),
        words: said.all_cards().to_owned(),
        now: model.view.filter.is_none(),
        then: Then::Find(String::new()),
    });
    lists::open(model, said.show_only().to_owned(), About::Cards, rows);
}

/// Asks for one value of a part; what is searched for already is marked, and taking it takes it out again.
pub(super) fn narrow_by(model: &mut Model, part: Part) {
    let now: Vec<String> = model.searched().map(split).unwrap_or_default();
    let terms = terms(model, part);
    let row = |(at, term): (usize, String)| {
        let is_on = now.contains(&term);
        let others = now.iter().filter(|other| **other != term).cloned();
        let all: Vec<String> = match is_on {
            true => others.collect(),
            false => others.chain([term.clone()]).collect(),
        };
        Row {
            keys: lists::digit(at),
            words: term,
            now: is_on,
            then: Then::Find(all.join(" ")),
        }
    };
    let rows: Vec<Row> = terms.into_iter().enumerate().map(row).collect();
    if rows.is_empty() {
        let name = part.words(&model.words.names);
        model.say(model.words.looks.none_has(name));
        return;
    }
    let title = model.words.looks.only(part.words(&model.words.names));
    lists::open(model, title, About::Cards, rows);
}

/// Cuts a search into its terms; what stands between quotes stays together.
fn split(search: &str) -> Vec<String> {
    let (mut terms, mut quoted) = (vec![String::new()], false);
    for letter in search.chars() {
        quoted ^= letter == '"';
        match (letter.is_whitespace() && !quoted, terms.last_mut()) {
            (true, _) => terms.push(String::new()),
            (false, Some(term)) => term.push(letter),
            (false, None) => {}
        }
    }
    terms.retain(|term| !term.is_empty());
    terms
}

/// Returns the terms that a part can be narrowed down to on this board.
fn terms(model: &Model, part: Part) -> Vec<String> {
    let quoted = |mark: &str, name: &str| match name.contains(char::is_whitespace) {
        true => format!("{mark}\"{name}\""),
        false => format!("{mark}{name}"),
    };
    match part {
        Part::Label => {
            let labels = model.board.labels().into_keys();
            labels.map(|label| quoted("+", label)).collect()
        }
        Part::Assignee => {
            let people: BTreeSet<&str> = model.board.people();
            let names = ["me", "none"].into_iter().chain(people);
            names.map(|name| quoted("@", name)).collect()
        }
        Part::Priority => {
            let all = Priority::ALL.into_iter().rev().map(Priority::name);
            all.chain(["none"]).map(|name| format!("!{name}")).collect()
        }
        Part::Due => ["overdue", "due:today", "due<=7d", "has:due", "due:none"]
            .map(str::to_owned)
            .to_vec(),
        Part::Column => {
            let columns = model.board.columns().iter();
            columns.map(|column| quoted("in:", &column.name)).collect()
        }
        Part::State => [
            "is:blocked",
            "is:done",
            "-is:done",
            "has:checklist",
            "has:comments",
        ]
        .map(str::to_owned)
        .to_vec(),
    }
}

/// Shows only what a search finds.
pub(super) fn find(model: &mut Model, search: &str) {
    if let Err(error) = model.search(search, Query::parse) {
        model.complain(model.words.misread(&error));
    }
}

/// Opens the saved searches: take one, save this one, forget this one.
pub(super) fn saved(model: &mut Model) {
    let said = &model.words.looks;
    let now = model.searched().map(str::to_owned);
    let mut rows = vec![Row {
        keys: "0".to_owned(),
        words: said.all_cards().to_owned(),
        now: now.is_none(),
        then: Then::Find(String::new()),
    }];
    for (at, saved) in model.searches.iter().enumerate() {
        rows.push(Row {
            keys: lists::digit(at),
            words: format!("{}   {}", saved.name, saved.search),
            now: now.as_deref() == Some(saved.search.as_str()),
            then: Then::Find(saved.search.clone()),
        });
    }
    let of_now = now.map(|now| {
        let saved = model.searches.iter().find(|saved| saved.search == now);
        (now.clone(), saved.cloned())
    });
    match of_now {
        Some((_, Some(saved))) => rows.push(Row {
            keys: "x".to_owned(),
            words: said.forget(&saved.name),
            now: false,
            then: Then::Forget(saved.name),
        }),
        Some((now, None)) => rows.push(Row {
            keys: "s".to_owned(),
            words: said.save(&now),
            now: false,
            then: Then::Ask(Ask::SearchName(now)),
        }),
        None if model.searches.is_empty() => {
            let (search, filter) = (
                model.keys.key(Action::Search),
                model.keys.key(Action::Narrow),
            );
            model.say(said.nothing_saved(search, filter));
            return;
        }
        None => {}
    }
    lists::open(model, said.saved_searches().to_owned(), About::Cards, rows);
}

/// Saves a search under a name; one that had the name before is replaced.
pub(super) fn save(model: &mut Model, name: &str, search: &str) {
    let (name, search) = (name.to_owned(), search.to_owned());
    match model.searches.iter_mut().find(|saved| saved.name == name) {
        Some(saved) => saved.search = search,
        None => model.searches.push(Saved { name, search }),
    }
}

/// Forgets a saved search; what it shows stays shown.
pub(super) fn forget(model: &mut Model, name: &str) {
    model.searches.retain(|saved| saved.name != name);
}
