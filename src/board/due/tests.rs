use proptest::prelude::*;

use jiff::civil::date;

use super::*;

/// A Wednesday.
const SOME_DAY: Date = date(2026, 11, 25);

fn read(text: &str) -> Result<Option<String>, DueError> {
    Ok(parse(text, SOME_DAY)?.map(|day| day.to_string()))
}

#[test]
fn days_are_read() {
    let table = [
        // The calendar's own way
        ("2026-12-03", "2026-12-03"),
        (" 2024-02-29 ", "2024-02-29"),
        // Near days
        ("today", "2026-11-25"),
        ("Tomorrow", "2026-11-26"),
        ("yesterday", "2026-11-24"),
        // So far from today
        ("2d", "2026-11-27"),
        ("+2d", "2026-11-27"),
        ("in 2 days", "2026-11-27"),
        ("1w 2d", "2026-12-04"),
        ("1w2d", "2026-12-04"),
        ("3 weeks", "2026-12-16"),
        ("1mo", "2026-12-25"),
        ("1 year", "2027-11-25"),
        ("0d", "2026-11-25"),
        // Days of the week: the next one, today excluded
        ("fri", "2026-11-27"),
        ("FRIDAY", "2026-11-27"),
        ("wed", "2026-12-02"),
        ("tues", "2026-12-01"),
        // Days of the next week
        ("next fri", "2026-12-04"),
        ("next monday", "2026-11-30"),
        ("next week", "2026-11-30"),
        // Days of a month: the next one
        ("3 dec", "2026-12-03"),
        ("dec 3", "2026-12-03"),
        ("3dec", "2026-12-03"),
        ("3. December", "2026-12-03"),
        ("1 nov", "2027-11-01"),
        ("25 nov", "2026-11-25"),
        ("Dec 3, 2030", "2030-12-03"),
        ("29 feb", "2028-02-29"),
    ];
    for (text, day) in table {
        assert_eq!(read(text), Ok(Some(day.to_owned())), "{text}");
    }
}

#[test]
fn no_day_is_read() {
    for text in ["none", "NONE", "never", "-", "", "  "] {
        assert_eq!(read(text), Ok(None), "{text:?}");
    }
}

#[test]
fn what_is_no_day_is_refused() {
    let unknown = [
        "soon",
        "fr",
        "2",
        "2x",
        "2d 3",
        "d",
        "-2d",
        "2026-1-2",
        "20261203",
        "2026-12-03T10:00",
        "32 dec",
        "30 feb",
        "2026-02-30",
        "dec",
        "next",
        "next dec",
        "3 dec 26",
        "٣ dec",
        "é",
    ];
    for text in unknown {
        let refused = matches!(read(text), Err(DueError::Unknown(_)));
        assert!(refused, "{text}: {:?}", read(text));
    }
    for text in ["99999999d", "9000y", "0000-01-01"] {
        let refused = matches!(read(text), Err(DueError::NoSuchDay(_)));
        assert!(refused, "{text}: {:?}", read(text));
    }
}

#[test]
fn days_are_shown_short() {
    let table = [
        ("2026-11-25", "today"),
        ("2026-11-26", "tomorrow"),
        ("2026-11-24", "yesterday"),
        ("2026-11-27", "Fri"),
        ("2026-12-01", "Tue"),
        ("2026-12-02", "2 Dec"),
        ("2026-11-23", "23 Nov"),
        ("2026-01-05", "5 Jan"),
        ("2027-01-05", "2027-01-05"),
    ];
    for (day, shown) in table {
        assert_eq!(show(day.parse().expect("a day"), SOME_DAY), shown, "{day}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,30}") {
        let _ = read(&text);
    }

    #[test]
    fn nothing_like_a_day_panics(
        words in prop::collection::vec("[0-9]{1,20}|next|in|dec|feb|fri|w|d|mo|y|-|\\+|,", 0..6),
        year in -9000_i16..9000, month in 1_i8..=12, day in 1_i8..=28,
    ) {
        let today = date(year, month, day);
        if let Ok(Some(found)) = parse(&words.join(" "), today) {
            prop_assert!(!show(found, today).is_empty());
        }
    }

    #[test]
    fn what_is_shown_can_be_read(ahead in 0_i64..2000) {
        let day = SOME_DAY.checked_add(ahead.days()).expect("in the calendar");
        prop_assert_eq!(parse(&show(day, SOME_DAY), SOME_DAY), Ok(Some(day)));
    }
}
