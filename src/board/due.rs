//! The days people write: `fri`, `2d`, `3 dec`; read and shown.
//!
//! Reading has two steps, so that a filter can be read once and matched on another day: [`When::parse`] reads the
//! words, [`When::on`] says which day they mean when today is known.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Why words name no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DueError {
    /// The words are none we know.
    #[error("“{0}” is no day; write 2026-12-03, today, fri, 2d, 3 weeks, 3 dec or none")]
    Unknown(String),
    /// The words are known, but the calendar has no such day.
    #[error("“{0}” is not in the calendar")]
    NoSuchDay(String),
}

/// A day as somebody wrote it, before it is known which day today is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The words, for errors.
    text: String,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Never,
    Day(Date),
    /// Years, months, weeks and days from today.
    In([i64; 4]),
    /// The next such day; today is never meant.
    Weekday(Weekday),
    /// That day in the week after this one; weeks begin on Monday.
    NextWeek(Weekday),
    /// The next such day, today included.
    DayOfYear(i8, i8),
}

/// Reads a day; `None` is no day, as in `none`.
///
/// # Errors
/// When the words name no day.
pub fn parse(text: &str, today: Date) -> Result<Option<Date>, DueError> {
    When::parse(text)?.on(today)
}

impl When {
    /// Reads the words.
    ///
    /// # Errors
    /// When they are none we know.
    pub fn parse(text: &str) -> Result<Self, DueError> {
        let text = text.trim();
        let words = split(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let what = word(&words)
            .or_else(|| iso(text))
            .or_else(|| span(&words))
            .or_else(|| day_of_month(&words))
            .ok_or_else(|| DueError::Unknown(text.to_owned()))?;
        let text = text.to_owned();
        match what {
            What::Day(day) if !fits(day) => Err(DueError::NoSuchDay(text)),
            _ => Ok(Self { text, what }),
        }
    }

    /// Tells whether it means no day.
    pub fn is_never(&self) -> bool {
        self.what == What::Never
    }

    /// Returns the day that is meant when today is `today`.
    ///
    /// # Errors
    /// When the calendar has no such day.
    pub fn on(&self, today: Date) -> Result<Option<Date>, DueError> {
        let day = match self.what {
            What::Never => return Ok(None),
            What::Day(day) => Some(day),
            What::In(parts) => add(today, parts),
            What::Weekday(day) => today.nth_weekday(1, day).ok(),
            What::NextWeek(day) => {
                let ahead = 7 - i64::from(today.weekday().to_monday_zero_offset())
                    + i64::from(day.to_monday_zero_offset());
                today.checked_add(ahead.days()).ok()
            }
            // Eight years are the longest way to a 29 February.
            What::DayOfYear(month, day) => (0..=8)
                .filter_map(|years| Date::new(today.year().checked_add(years)?, month, day).ok())
                .find(|found| *found >= today),
        };
        day.filter(|day| fits(*day))
            .map(Some)
            .ok_or_else(|| DueError::NoSuchDay(self.text.clone()))
    }
}

/// Returns the words of a text; `2d` and `3dec` are two words each.
fn split(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for letter in text.to_lowercase().chars() {
        let kind = |letter: char| (letter.is_ascii_digit(), letter.is_alphabetic());
        if letter.is_alphanumeric() {
            match words.last_mut() {
                Some(word) if kind(last) == kind(letter) => word.push(letter),
                _ => words.push(letter.to_string()),
            }
        } else if !letter.is_whitespace() && !matches!(letter, ',' | '.') {
            // Anything else makes the text unknown, except as a sign before a span and alone.
            words.push(letter.to_string());
        }
        last = letter;
    }
    words
}

/// Tells whether `word` is the beginning of `full`, three letters at least.
fn begins(full: &str, word: &str) -> bool {
    word.len() >= 3 && full.starts_with(word)
}

fn word(words: &[&str]) -> Option<What> {
    Some(match words {
        [] | ["none" | "never" | "-"] => What::Never,
        ["today" | "tod" | "now"] => What::In([0; 4]),
        ["tomorrow" | "tom"] => What::In([0, 0, 0, 1]),
        ["yesterday"] => What::In([0, 0, 0, -1]),
        ["next", "week"] => What::NextWeek(Weekday::Monday),
        ["next", "month"] => What::In([0, 1, 0, 0]),
        ["next", "year"] => What::In([1, 0, 0, 0]),
        ["next", day] => What::NextWeek(weekday(day)?),
        [day] | ["this" | "on", day] => What::Weekday(weekday(day)?),
        _ => return None,
    })
}

fn weekday(word: &str) -> Option<Weekday> {
    let (_, day) = WEEKDAYS.iter().find(|(name, _)| begins(name, word))?;
    Some(*day)
}

/// Reads `2026-12-03`, and nothing else that some calendar standard allows.
fn iso(text: &str) -> Option<What> {
    let [year, month, day]: [&str; 3] = text.split('-').collect::<Vec<_>>().try_into().ok()?;
    let digits = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        .ok()
        .map(What::Day)
}

/// Reads `2d`, `1w 2d`, `3 weeks`, also with `+` or `in` before it.
fn span(words: &[&str]) -> Option<What> {
    let words = match words {
        ["+" | "in", rest @ ..] => rest,
        all => all,
    };
    let mut parts = [0_i64; 4];
    if words.is_empty() || words.len() % 2 != 0 {
        return None;
    }
    for pair in words.chunks(2) {
        let unit = match pair[1] {
            "y" | "year" | "years" => 0,
            "m" | "mo" | "month" | "months" => 1,
            "w" | "wk" | "week" | "weeks" => 2,
            "d" | "day" | "days" => 3,
            _ => return None,
        };
        let count: i64 = pair[0].parse().ok()?;
        parts[unit] = parts[unit].checked_add(count)?;
    }
    Some(What::In(parts))
}

/// Reads `3 dec` and `dec 3`, also with a year after it.
fn day_of_month(words: &[&str]) -> Option<What> {
    let (day, month, year) = match words {
        [one, two] => (one, two, None),
        [one, two, year] => (one, two, Some(*year)),
        _ => return None,
    };
    let (day, month) = match day.parse::<i8>() {
        Ok(day) => (day, month),
        Err(_) => (month.parse().ok()?, day),
    };
    let month = MONTHS.iter().position(|name| begins(name, month))? + 1;
    let month = i8::try_from(month).ok()?;
    // 2024 has every day a year can have.
    Date::new(2024, month, day).ok()?;
    match year {
        None => Some(What::DayOfYear(month, day)),
        Some(year) if year.len() == 4 => Date::new(year.parse().ok()?, month, day)
            .ok()
            .map(What::Day),
        Some(_) => None,
    }
}

fn add(today: Date, [years, months, weeks, days]: [i64; 4]) -> Option<Date> {
    let span = Span::new()
        .try_years(years)
        .and_then(|span| span.try_months(months))
        .and_then(|span| span.try_weeks(weeks))
        .and_then(|span| span.try_days(days))
        .ok()?;
    today.checked_add(span).ok()
}

/// Tells whether a day can be written with four digits for its year.
fn fits(day: Date) -> bool {
    (1..=9999).contains(&day.year())
}

/// Returns a day in the fewest words that are clear: `today`, `Fri`, `3 Dec`, `2027-01-08`.
pub fn show(day: Date, today: Date) -> String {
    let away = (day - today).get_days();
    match away {
        -1 => "yesterday".to_owned(),
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=6 => day.strftime("%a").to_string(),
        _ if day.year() == today.year() => day.strftime("%-d %b").to_string(),
        _ => day.to_string(),
    }
}

#[cfg(test)]
mod tests;
