//! Every screen there is, and how to get there.

use std::path::PathBuf;

use walboard::board::CardId;
use walboard::edit::Act;
use walboard::state::{Habits, Saved};
use walboard::store::{Focus, Report, Session};
use walboard::tui::model::{Before, Start};
use walboard::tui::msg::{Listed, Msg};

use crate::activity::busy_at;
use crate::card::tea_at;
use crate::charts::{charted_at, read};
use crate::desk::{Desk, Lane, actor, board};
use crate::failing;
use crate::mouse;
use crate::shared::retitle;

/// A screen: its name, and how to get there from the sample board.
pub(crate) type Scene = (&'static str, fn(Start) -> Desk);

pub(crate) const SCENES: &[Scene] = &[
    // The board, and what stands on it.
    ("board", |start| keys(start, "")),
    ("scrolled", |start| keys(start, "1G")),
    ("marked", |start| keys(start, "<space>vj")),
    ("lanes_by_assignee", |start| keys(start, "wa")),
    ("lanes_by_priority", |start| keys(start, "wp")),
    ("beside", |start| keys(start, "z")),
    ("ordered", |start| keys(start, "1sp")),
    ("tabs", tabs),
    ("found", |start| keys(start, "/the<enter>")),
    ("found_nothing", |start| keys(start, "/zzz<enter>")),
    ("dragging", dragging),
    ("no_cards", no_cards),
    ("no_columns", |start| {
        Desk::with(Start {
            board: board(&[]),
            ..start
        })
    }),
    // The card.
    ("card", |start| keys(start, "<enter>")),
    ("card_of_everything", |start| card(start, "")),
    ("card_items", |start| card(start, "2jn")),
    ("card_comments", |start| card(start, "3")),
    ("card_links", |start| card(start, "4")),
    ("card_history", |start| {
        let mut desk = tea_at(start);
        desk.press("i").recall();
        desk
    }),
    // Lines of text.
    ("prompt_new", |start| keys(start, "nShow the 日本 flag")),
    ("prompt_due", |start| keys(start, "@<c-u>2d")),
    ("prompt_refused", |start| keys(start, "r<c-u><enter>")),
    ("search", |start| keys(start, "/the @ann")),
    ("prompt_comment", |start| keys(start, "C")),
    ("prompt_blocked", |start| keys(start, "!")),
    // Lists.
    ("pick_move", |start| keys(start, "m")),
    ("pick_priority", |start| keys(start, "p")),
    ("pick_assign", |start| keys(start, "a")),
    ("pick_labels", |start| keys(start, "t")),
    ("pick_order", |start| keys(start, "s")),
    ("pick_lanes", |start| keys(start, "w")),
    ("pick_column", |start| keys(start, "E")),
    ("filter", |start| keys(start, "f")),
    ("filter_by_due", |start| keys(start, "fd")),
    ("saved_searches", |start| {
        let mut desk = tabs(start);
        desk.press("F");
        desk
    }),
    ("boards", boards),
    ("settings", |start| keys(start, ",")),
    ("themes", |start| keys(start, ",t")),
    ("archived", archived),
    ("people", |start| {
        let mut desk = together(start);
        desk.press("P");
        desk
    }),
    ("clash", clash),
    ("clash_of_columns", clash_of_columns),
    ("pick_link", |start| keys(start, "&")),
    ("pick_link_card", |start| keys(start, "&<enter>")),
    ("activity", |start| {
        let mut desk = busy_at(start);
        desk.later(10).press("I");
        desk
    }),
    // Charts.
    ("chart_flow", |start| chart(start, "1")),
    ("chart_cycle_time", |start| chart(start, "2")),
    ("chart_lead_time", |start| chart(start, "3")),
    ("chart_throughput", |start| chart(start, "4")),
    ("chart_ageing", |start| chart(start, "5")),
    // Questions.
    ("confirm", |start| {
        let mut desk = archived(start);
        desk.press("X");
        desk
    }),
    // The keys.
    ("help", |start| keys(start, "?")),
    ("palette", |start| keys(start, ":move")),
    // Others, and what goes wrong.
    ("together", together),
    ("changed", changed),
    ("waiting", |start| {
        let mut desk = keys(start, "nNot saved yet<enter>r!<enter>");
        desk.waits(3, true);
        desk
    }),
    ("leaving", |start| {
        let mut desk = keys(start, "nNot saved yet<enter>r!<enter>");
        desk.waits(3, true).press("q");
        desk
    }),
    ("failed", failing::full),
    ("busy", failing::busy),
    ("trouble", failing::trouble),
    ("read_only", |start| keys(failing::read_only(start), "n")),
    ("not_opened", failing::not_opened),
    ("not_kept", failing::not_kept),
    ("editor_failed", failing::editor_failed),
    ("wrong_in_configuration", failing::wrong_in_configuration),
    ("damaged", failing::damaged),
];

pub(crate) fn keys(start: Start, keys: &str) -> Desk {
    let mut desk = Desk::with(start);
    desk.press("2").press(keys);
    desk
}

fn card(start: Start, keys: &str) -> Desk {
    let mut desk = tea_at(start);
    desk.press("<enter>").recall();
    desk.press(keys);
    desk
}

fn chart(start: Start, keys: &str) -> Desk {
    let mut desk = charted_at(start);
    read(&mut desk).press(keys);
    desk
}

fn tabs(start: Start) -> Desk {
    let saved = |name: &str, search: &str| Saved {
        name: name.to_owned(),
        search: search.to_owned(),
    };
    let searches = vec![saved("Mine", "@me"), saved("Late", "overdue")];
    let habits = Habits {
        searches,
        ..Habits::default()
    };
    let before = Before {
        habits,
        ..Before::default()
    };
    keys(Start { before, ..start }, "F1")
}

fn no_cards(start: Start) -> Desk {
    let lanes: &[Lane<'_>] = &[
        ("Todo", None, &[]),
        ("Doing", Some(3), &[]),
        ("Done", None, &[]),
    ];
    Desk::with(Start {
        board: board(lanes),
        ..start
    })
}

fn dragging(start: Start) -> Desk {
    let (width, height) = start.size;
    let mut desk = keys(start, "");
    mouse::drag(&mut desk, (5, 3), (width / 2, height / 2));
    desk
}

fn boards(start: Start) -> Desk {
    let mut desk = keys(start, "b");
    let listed = |title: &str, here| Listed {
        title: title.to_owned(),
        path: PathBuf::from(format!("/home/ann/.local/share/walboard/{title}.db")),
        here,
    };
    desk.send(Msg::Boards(vec![
        listed("Home", false),
        listed("Team", true),
    ]));
    desk
}

fn archived(start: Start) -> Desk {
    let mut desk = keys(start, "d");
    desk.save().press("d").save().press("A");
    desk
}

/// Bob is here, and at a card; cleo is editing one.
fn together(start: Start) -> Desk {
    let session = |name: &str, what: &str, focus: Option<(i64, bool)>| Session {
        id: name.to_owned(),
        actor: actor(name),
        host: "desk".to_owned(),
        pid: 4242,
        tty: Some("pts/7".to_owned()),
        since: "2026-11-23T08:05:00Z".parse().unwrap(),
        what: what.to_owned(),
        focus: focus.map(|(card, editing)| Focus {
            card: CardId(card),
            editing,
        }),
    };
    let mut desk = keys(start, "");
    desk.report(Report::Here(vec![
        session("bob", "screen", Some((12, false))),
        session("cleo", "screen", Some((14, true))),
        session("nightly", "watch", None),
    ]));
    desk
}

/// Others have changed two cards just now.
fn changed(start: Start) -> Desk {
    let mut desk = keys(start, "");
    let archived = desk.card("Bell after commit");
    desk.other("eve.lee", vec![Act::Archive(archived)]);
    let card = desk.card("Undo my own last change after others wrote");
    let label = "now".to_owned();
    let on = true;
    desk.other("bob", vec![Act::Label { card, label, on }]);
    desk
}

/// Bob gave the card another title while I typed mine.
fn clash(start: Start) -> Desk {
    let mut desk = keys(start, "jr!");
    let title = desk.at().to_owned();
    let theirs = retitle(
        &desk,
        &title,
        "Keep the cursor where it is when others move its card",
    );
    desk.other("bob", vec![theirs]);
    desk.press("<enter>");
    desk
}

/// Bob gave the column another limit while I typed mine.
fn clash_of_columns(start: Start) -> Desk {
    let mut desk = keys(start, "El<c-u>3");
    let column = desk.model.cursor().column.unwrap();
    let limit = Some(9);
    desk.other("bob", vec![Act::LimitColumn { column, limit }]);
    desk.press("<enter>");
    desk
}
