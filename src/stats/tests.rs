//! Figures of short pasts that can be reckoned by hand.

use super::*;

const TODO: ColumnId = ColumnId(1);
const DOING: ColumnId = ColumnId(2);
const DONE: ColumnId = ColumnId(3);

fn at(text: &str) -> Timestamp {
    format!("2026-11-{text}:00Z").parse().expect("a time")
}

fn meaning() -> Meaning {
    Meaning {
        columns: vec![TODO, DOING, DONE],
        done: BTreeSet::from([DONE]),
        waiting: BTreeSet::from([TODO]),
    }
}

/// Figures at noon of the 20th, a Friday, for so many days.
fn figures(steps: &[(&str, i64, Event)], days: u16) -> Stats {
    let step = |(seq, (when, card, event)): (usize, &(&str, i64, Event))| Step {
        seq: i64::try_from(seq).expect("few") + 1,
        at: at(when),
        card: CardId(*card),
        event: *event,
    };
    let steps: Vec<Step> = steps.iter().enumerate().map(step).collect();
    let when = When {
        now: at("20T12:00"),
        zone: TimeZone::UTC,
        days,
    };
    Stats::of(&lives(&steps), &meaning(), &when)
}

fn made(when: &str) -> Event {
    Event::Made(TODO, at(when))
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

#[test]
fn a_card_takes_as_long_as_from_its_beginning_and_from_its_making() {
    let stats = figures(
        &[
            ("10T08:00", 1, made("10T08:00")),
            ("12T08:00", 1, Event::Entered(DOING)),
            ("12T09:00", 1, Event::Entered(DOING)),
            ("15T08:00", 1, Event::Entered(DONE)),
            // Brought in from elsewhere, where it was older
            ("16T08:00", 2, made("06T08:00")),
            ("16T09:00", 2, Event::Entered(DONE)),
        ],
        30,
    );
    let found: Vec<_> = stats
        .finished
        .iter()
        .map(|card| (card.card.0, card.cycle, card.lead))
        .collect();
    assert_eq!(
        found,
        [(1, hours(72), hours(120)), (2, hours(0), hours(241))]
    );
    assert_eq!(stats.ageing, []);
}

#[test]
fn what_comes_back_is_not_finished_and_what_is_archived_then_is() {
    let stats = figures(
        &[
            ("10T08:00", 1, made("10T08:00")),
            ("10T09:00", 1, Event::Entered(DONE)),
            ("11T08:00", 1, Event::Entered(DOING)),
            ("10T08:00", 2, made("10T08:00")),
            ("12T08:00", 2, Event::Entered(DONE)),
            ("13T08:00", 2, Event::Archived),
            // Dropped, not finished
            ("10T08:00", 3, made("10T08:00")),
            ("11T08:00", 3, Event::Archived),
            // Archived, and taken back
            ("10T08:00", 4, made("10T08:00")),
            ("11T08:00", 4, Event::Entered(DOING)),
            ("12T08:00", 4, Event::Archived),
            ("18T12:00", 4, Event::Restored),
        ],
        30,
    );
    let cards: Vec<i64> = stats.finished.iter().map(|card| card.card.0).collect();
    assert_eq!(cards, [2]);
    let old: Vec<_> = stats
        .ageing
        .iter()
        .map(|old| (old.card.0, old.age, old.there))
        .collect();
    // The first is begun since it was first done; the other one since it first left To do.
    assert_eq!(
        old,
        [
            (1, hours(10 * 24 + 3), hours(9 * 24 + 4)),
            (4, hours(9 * 24 + 4), hours(48)),
        ]
    );
    let last = stats.flow.days.last().expect("today");
    assert_eq!(last, &[0, 2, 1]);
}

#[test]
fn the_flow_counts_who_stood_where_at_the_end_of_each_day() {
    let stats = figures(
        &[
            ("15T08:00", 1, made("15T08:00")),
            ("17T08:00", 1, Event::Entered(DOING)),
            ("18T08:00", 2, made("18T08:00")),
            // In and out on one day
            ("18T09:00", 1, Event::Entered(DONE)),
            ("18T10:00", 1, Event::Entered(DOING)),
            ("19T08:00", 1, Event::Entered(DONE)),
            ("19T09:00", 1, Event::Archived),
            ("20T08:00", 2, Event::Deleted),
        ],
        5,
    );
    assert_eq!(
        stats.flow.first,
        at("16T08:00").to_zoned(TimeZone::UTC).date()
    );
    assert_eq!(
        stats.flow.days,
        [[1, 0, 0], [0, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 1]]
    );
    assert_eq!(stats.flow.day(4).to_string(), "2026-11-20");
}

#[test]
fn percentiles_are_times_that_were_really_taken() {
    let times = |hours: &[i64]| {
        hours
            .iter()
            .map(|h| SignedDuration::from_hours(*h))
            .collect()
    };
    let spread = Spread::of(times(&[5, 1, 2, 3, 4, 6, 7, 8, 9, 20])).expect("some");
    assert_eq!(
        (spread.count, spread.p50, spread.p85, spread.p95),
        (10, hours(5), hours(9), hours(20))
    );
    assert_eq!(spread.mean, SignedDuration::from_mins(390));
    let one = Spread::of(times(&[7])).expect("one");
    assert_eq!((one.p50, one.p95), (hours(7), hours(7)));
    assert_eq!(Spread::of(Vec::new()), None);
}

#[test]
fn weeks_begin_on_mondays_and_idle_ones_are_there() {
    let stats = figures(
        &[
            ("01T08:00", 1, made("01T08:00")),
            ("01T23:59", 1, Event::Entered(DONE)),
            ("01T08:00", 2, made("01T08:00")),
            ("02T00:00", 2, Event::Entered(DONE)),
            ("20T11:00", 3, made("20T11:00")),
            ("20T11:00", 3, Event::Entered(DONE)),
        ],
        20,
    );
    let weeks: Vec<_> = stats
        .weeks
        .iter()
        .map(|week| (week.monday.to_string(), week.finished))
        .collect();
    // The first day that is looked at is the 1st, a Sunday.
    let wanted = [
        ("2026-10-26", 1),
        ("2026-11-02", 1),
        ("2026-11-09", 0),
        ("2026-11-16", 1),
    ];
    assert_eq!(weeks, wanted.map(|(week, count)| (week.to_owned(), count)));
    // Of the days before nothing is told.
    let stats = figures(&[("01T08:00", 1, Event::Made(DONE, at("01T08:00")))], 3);
    assert_eq!(stats.finished, []);
    assert_eq!(stats.flow.days, [[0, 0, 1], [0, 0, 1], [0, 0, 1]]);
}
