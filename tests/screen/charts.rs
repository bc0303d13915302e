//! The charts: what they are drawn from, and how they look.

use insta::assert_snapshot;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use walboard::board::{CardId, ColumnId};
use walboard::edit::{Act, At, Place};
use walboard::stats::{Event, Step};
use walboard::store::Report;
use walboard::tui::keymap::Mode;
use walboard::tui::look::{Depth, Look};
use walboard::tui::model::Start;
use walboard::tui::msg::{Effect, Msg};
use walboard::tui::update::update;

use crate::desk::{Desk, board, desk, start};

/// The past of a board of three columns: a card made each day for forty days, each begun and finished some days after.
fn past() -> Vec<Step> {
    let first: Timestamp = "2026-10-15T08:00:00Z".parse().unwrap();
    let mut steps = Vec::new();
    for card in 1..=40_i64 {
        let hours = |hours: i64| first + SignedDuration::from_hours(card * 24 + hours);
        let waits = card * 7 % 5 * 12;
        let takes = 10 + card * 11 % 13 * 9;
        let events = [
            (hours(0), Event::Made(ColumnId(1), hours(0))),
            (hours(waits + 1), Event::Entered(ColumnId(2))),
            (hours(waits + 1 + takes), Event::Entered(ColumnId(3))),
        ];
        // Every eighth card was begun and forgotten.
        let count = if card % 8 == 5 { 2 } else { 3 };
        for (at, event) in events.into_iter().take(count) {
            let card = CardId(card);
            let seq = 0;
            steps.push(Step {
                seq,
                at,
                card,
                event,
            });
        }
    }
    let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
    steps.retain(|step| step.at < now);
    steps.sort_by_key(|step| step.at);
    for (seq, step) in (1..).zip(&mut steps) {
        step.seq = seq;
    }
    steps
}

/// A desk whose charts show that past.
fn charted(size: (u16, u16), look: Look) -> Desk {
    let start = start(board(&[]), size);
    charted_at(Start { look, ..start })
}

/// The same on a screen that begins so, whatever its board.
pub(crate) fn charted_at(start: Start) -> Desk {
    let titles: Vec<String> = (1..=40).map(|card| format!("Card number {card}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let lanes = &[
        ("To do", None, &titles[..]),
        ("Doing", None, &[][..]),
        ("Done", None, &[][..]),
    ];
    let mut desk = Desk::with(Start {
        board: board(lanes),
        ..start
    });
    let done = ColumnId(3);
    desk.other(
        "bob",
        vec![Act::DoneColumn {
            column: done,
            done: true,
        }],
    )
    .later(10);
    let (now, today) = (desk.now, desk.today);
    // Not by the store of the desk, which knows nothing of that past.
    let key = crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Char('T'));
    let key = Msg::Terminal(crossterm::event::Event::Key(key));
    let effects = update(&mut desk.model, key, now, today);
    assert!(effects.contains(&Effect::ReadSteps(0)), "{effects:?}");
    desk
}

pub(crate) fn read(desk: &mut Desk) -> &mut Desk {
    let steps = past();
    let zone = TimeZone::UTC;
    desk.report(Report::Steps {
        steps,
        next: None,
        zone,
    })
}

#[test]
fn the_charts_look_so() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut desk = charted((width, height), Look::default());
        read(&mut desk);
        for chart in 1..=5 {
            desk.press(&chart.to_string());
            let name = format!("chart_{chart}_{width}x{height}");
            assert_snapshot!(name, desk.frame(width, height));
        }
    }
}

#[test]
fn the_charts_are_told_apart_without_colours_and_in_ascii() {
    let look = Look {
        ascii: true,
        depth: Depth::None,
        ..Look::default()
    };
    let mut desk = charted((80, 24), look);
    read(&mut desk);
    for chart in 1..=5 {
        desk.press(&chart.to_string());
        let frame = desk.frame(80, 24);
        assert!(frame.is_ascii(), "{frame}");
        if chart == 1 {
            assert_snapshot!("chart_ascii", frame);
        }
    }
}

#[test]
fn the_past_is_read_bit_by_bit_and_the_screen_never_waits() {
    let mut desk = charted((80, 24), Look::default());
    assert!(desk.frame(80, 24).contains("Reading the journal"));
    let (one, other) = (past(), past());
    let zone = TimeZone::UTC;
    let half = one.len() / 2;
    let steps = one[..half].to_vec();
    // The next bit is asked for by the number that came with this one.
    let report = Report::Steps {
        steps,
        next: Some(77),
        zone: zone.clone(),
    };
    let (now, today) = (desk.now, desk.today);
    let effects = update(&mut desk.model, Msg::Store(report), now, today);
    assert_eq!(effects, [Effect::ReadSteps(77)]);
    assert!(desk.frame(80, 24).contains("Reading the journal"));
    let steps = other[half..].to_vec();
    desk.report(Report::Steps {
        steps,
        next: None,
        zone,
    });
    let bits = desk.frame(80, 24);
    let mut whole = charted((80, 24), Look::default());
    assert_eq!(
        bits,
        read(&mut whole).frame(80, 24),
        "as if it had been read in one go"
    );
    // Who closes the charts asks for no more.
    let mut desk = charted((80, 24), Look::default());
    desk.press("<esc>");
    let report = Report::Steps {
        steps: Vec::new(),
        next: Some(5),
        zone: TimeZone::UTC,
    };
    let effects = update(&mut desk.model, Msg::Store(report), now, today);
    assert_eq!(effects, []);
    assert_eq!(desk.model.mode(), Mode::Board);
}

#[test]
fn charts_are_leafed_through_and_look_further_back() {
    let mut desk = charted((80, 24), Look::default());
    read(&mut desk);
    let title = |desk: &Desk| desk.frame(80, 24).lines().next().unwrap().to_owned();
    assert!(title(&desk).contains("[1 flow]") && title(&desk).contains("30 days"));
    assert!(title(desk.press("<tab>l")).contains("[3 lead time]"));
    assert!(title(desk.press("hh<left>")).contains("[5 ageing]"));
    assert!(title(desk.press("4+")).contains("60 days"));
    assert!(title(desk.press("------")).contains("14 days"));
    assert!(title(desk.press("++++++++")).contains("365 days"));
    desk.press("q");
    assert_eq!(desk.model.mode(), Mode::Board);
}

#[test]
fn what_happens_while_they_are_open_is_in_them() {
    let mut desk = desk();
    let done = desk.model.board().column_named("Done").unwrap().id;
    desk.press("T2");
    assert!(
        desk.frame(80, 24)
            .contains("No column is for what is done; E makes one so.")
    );
    desk.other(
        "bob",
        vec![Act::DoneColumn {
            column: done,
            done: true,
        }],
    );
    assert!(
        desk.frame(80, 24)
            .contains("Nothing was finished in these 30 days.")
    );
    let card = desk.card("three");
    let to = Place {
        column: done,
        at: At::Top,
    };
    desk.other("bob", vec![Act::MoveCard { card, to }]);
    let frame = desk.press("3").frame(80, 24);
    assert!(frame.contains("• 1 done"), "{frame}");
}

#[test]
fn charts_fit_any_screen() {
    for width in 0..32 {
        for height in 0..10 {
            let mut desk = charted((width, height), Look::default());
            read(&mut desk);
            for chart in 1..=5 {
                desk.press(&chart.to_string()).frame(width, height);
            }
        }
    }
}
