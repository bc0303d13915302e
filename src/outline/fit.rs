//! What goes out fitted to what a format can hold. What it cannot hold is written into the text where that helps a
//! reader, and else is lost; both are told.

use std::fmt::Write as _;
use std::mem;

use jiff::{Timestamp, Unit};

use super::{Entry, Field, Heading, Losses, Outline, Step};
use crate::board::{LinkKind, Priority};

/// What is left of an outline in a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// What the format holds.
    pub outline: Outline,
    /// What was written into the text of cards, for want of a better place.
    pub in_text: Losses,
}

impl Outline {
    /// Leaves what a format can hold, and notes the rest in the losses.
    pub fn fitted(mut self, holds: &[Field]) -> Fitted {
        let holds = |field| holds.contains(&field);
        let mut in_text = Losses::default();
        let mut lost = mem::take(&mut self.losses);
        self.fit_columns(&holds, &mut lost);
        self.fit_ties(&holds, &mut lost);
        for entry in &mut self.entries {
            fit_words(entry, &holds, &mut lost);
            fit_times(entry, &holds, &mut lost);
            fit_text(entry, &holds, &mut lost, &mut in_text);
        }
        self.losses = lost;
        Fitted {
            outline: self,
            in_text,
        }
    }

    fn fit_columns(&mut self, holds: &impl Fn(Field) -> bool, lost: &mut Losses) {
        if !holds(Field::Title) {
            lost.add("the board's title", self.title.take().is_some().into());
        }
        if !holds(Field::Archived) {
            let all = self.entries.len();
            self.entries.retain(|entry| !entry.archived);
            lost.add("archived cards", all - self.entries.len());
        }
        if !holds(Field::ColumnNames) && !holds(Field::Columns) {
            lost.add("names of columns", self.headings.len());
            self.take_names();
        }
        if !holds(Field::ArchivedColumn)
            && let Some(last) = self.headings.last()
        {
            let strays = self.entries.iter_mut().filter(|entry| entry.archived);
            for entry in strays.filter(|entry| entry.column != last.name) {
                entry.column.clone_from(&last.name);
                lost.one("which column archived cards were in");
            }
            self.in_order();
        }
        if !holds(Field::Order) {
            lost.add("places of cards in their columns", self.by_number());
        }
        for heading in &mut self.headings {
            if !holds(Field::Limits) {
                lost.add("WIP limits", heading.limit.take().is_some().into());
            }
            if !holds(Field::Done) && heading.done != Heading::named(&heading.name).done {
                heading.done = !heading.done;
                lost.one("which columns are done");
            }
            // No other tool has the terminal's colours.
            lost.add("colours", heading.paint.take().is_some().into());
        }
        if !holds(Field::Columns) {
            self.fit_headings(lost);
        }
        lost.add("colours", mem::take(&mut self.paints).len());
    }

    /// Leaves the columns that cards tell of, in the order in which they do.
    fn fit_headings(&mut self, lost: &mut Losses) {
        let all = self.headings.len();
        let entries = &self.entries;
        let first = |name: &str| entries.iter().position(|entry| entry.column == name);
        self.headings
            .retain(|heading| first(&heading.name).is_some());
        self.headings
            .sort_by_cached_key(|heading| first(&heading.name));
        lost.add("columns without cards", all - self.headings.len());
    }

    /// Puts the cards into the order of their numbers; returns how many stand elsewhere now.
    fn by_number(&mut self) -> usize {
        let before: Vec<String> = self.entries.iter().map(|entry| entry.key.clone()).collect();
        self.entries
            .sort_by_cached_key(|entry| entry.key.parse::<i64>().ok());
        self.in_order();
        let pairs = self.entries.iter().zip(before);
        pairs.filter(|(entry, before)| entry.key != *before).count()
    }

    /// Leaves three columns: to do, doing, done.
    fn take_names(&mut self) {
        let old = mem::replace(
            &mut self.headings,
            ["To do", "Doing", "Done"].map(Heading::named).to_vec(),
        );
        let first = old.first().map(|heading| heading.name.clone());
        for entry in &mut self.entries {
            let done = old.iter().any(|it| it.name == entry.column && it.done);
            entry.column = match done {
                true => "Done",
                false if Some(&entry.column) == first.as_ref() => "To do",
                false => "Doing",
            }
            .to_owned();
        }
        self.in_order();
    }

    fn fit_ties(&mut self, holds: &impl Fn(Field) -> bool, lost: &mut Losses) {
        let there: std::collections::HashSet<&str> = self
            .entries
            .iter()
            .map(|entry| entry.key.as_str())
            .collect();
        let mut wholes = std::collections::HashSet::new();
        self.ties.retain(|tie| {
            let (kept, what) = match tie.kind {
                LinkKind::Blocks => (holds(Field::Blocks), "links: blocks"),
                LinkKind::Relates => (holds(Field::Relates), "links: relates"),
                LinkKind::Parent if !holds(Field::Parent) => (false, "links: parent"),
                LinkKind::Parent => {
                    let first = wholes.insert(tie.to.clone());
                    (first || holds(Field::Parents), "links: second parents")
                }
            };
            let kept = kept && there.contains(&*tie.from) && there.contains(&*tie.to);
            lost.add(what, (!kept).into());
            kept
        });
    }
}

fn fit_words(entry: &mut Entry, holds: &impl Fn(Field) -> bool, lost: &mut Losses) {
    if !holds(Field::Labels) {
        lost.add("labels", mem::take(&mut entry.labels).len());
    }
    if !holds(Field::AnyLabel) {
        let plain = |letter: char| match letter {
            letter if letter.is_alphanumeric() || matches!(letter, '-' | '_' | '/') => letter,
            _ => '-',
        };
        let labels = mem::take(&mut entry.labels);
        for label in labels {
            let tag: String = label.chars().map(plain).collect();
            let tag = tag.trim_matches('-').to_owned();
            lost.add("signs in labels, written as -", (tag != label).into());
            entry.labels.extend(Some(tag).filter(|tag| !tag.is_empty()));
        }
    }
    if !holds(Field::Assignee) {
        lost.add("people", entry.assignee.take().is_some().into());
    }
    if !holds(Field::Priority) {
        lost.add("priorities", entry.priority.take().is_some().into());
    }
    if !holds(Field::Urgent) && entry.priority == Some(Priority::Urgent) {
        entry.priority = Some(Priority::High);
        lost.one("urgent, written as high");
    }
    if !holds(Field::Medium) && entry.priority == Some(Priority::Medium) {
        entry.priority = None;
        lost.one("medium, which is what cards without a priority have there");
    }
}

fn fit_times(entry: &mut Entry, holds: &impl Fn(Field) -> bool, lost: &mut Losses) {
    if !holds(Field::Created) {
        lost.add(
            "when cards were made",
            entry.created.take().is_some().into(),
        );
    }
    // A claim and a source mean something on this board only.
    lost.add("claims of workers", entry.lease.take().is_some().into());
    let source = entry.source.take();
    lost.add("where cards were imported from", source.is_some().into());
    if !holds(Field::Seconds) {
        // What is written into the text keeps its whole time.
        let comments = entry.comments.iter_mut().filter(|_| holds(Field::Comments));
        let comments = comments.map(|comment| &mut comment.at);
        for at in comments.chain([&mut entry.created]) {
            let minute = at.map(to_minute);
            lost.add("seconds of times", (minute != *at).into());
            *at = minute;
        }
    }
}

fn to_minute(at: Timestamp) -> Timestamp {
    let down = jiff::TimestampRound::new()
        .smallest(Unit::Minute)
        .mode(jiff::RoundMode::Trunc);
    at.round(down).unwrap_or(at)
}

/// Writes what has no place of its own into the text, when there is a text.
fn fit_text(
    entry: &mut Entry,
    holds: &impl Fn(Field) -> bool,
    lost: &mut Losses,
    in_text: &mut Losses,
) {
    let mut more = String::new();
    let homeless = if holds(Field::Body) {
        in_text
    } else {
        &mut *lost
    };
    if !holds(Field::Blocked)
        && let Some(why) = entry.blocked.take()
    {
        let _ = writeln!(more, "Blocked: {why}\n");
        homeless.one("why cards are blocked");
    }
    if !holds(Field::Checklist) && !entry.checklist.is_empty() {
        homeless.add("checklist items", entry.checklist.len());
        for step in mem::take(&mut entry.checklist) {
            let tick = if step.done { 'x' } else { ' ' };
            let _ = writeln!(more, "- [{tick}] {}", step.text);
        }
        more.push('\n');
    }
    if !holds(Field::Comments) && !entry.comments.is_empty() {
        homeless.add("comments", entry.comments.len());
        for comment in mem::take(&mut entry.comments) {
            let by = comment.by.unwrap_or_else(|| "someone".to_owned());
            let at = comment.at.map(|at| format!(", {at}")).unwrap_or_default();
            let _ = writeln!(more, "{by}{at}:\n\n{}\n", comment.text);
        }
    }
    if !holds(Field::Body) {
        lost.add(
            "texts of cards",
            (!mem::take(&mut entry.body).is_empty()).into(),
        );
    } else if !more.is_empty() {
        let blank = if entry.body.is_empty() { "" } else { "\n\n" };
        entry.body = format!("{}{blank}{}", entry.body.trim_end(), more.trim_end());
    }
    if holds(Field::Body) && !holds(Field::BodyTasks) && holds(Field::Checklist) {
        let tasks = entry.take_tasks();
        lost.add("tick boxes in texts (they are in the checklist now)", tasks);
    }
}

impl Entry {
    /// Moves the tick boxes of the text into the checklist; returns how many.
    fn take_tasks(&mut self) -> usize {
        let mut tasks = Vec::new();
        let lines: Vec<&str> = self
            .body
            .split('\n')
            .filter(|line| {
                let rest = line.strip_prefix("- [");
                let ticked = rest.and_then(|rest| rest.strip_prefix(['x', 'X']));
                let text = ticked.or_else(|| rest?.strip_prefix(' '));
                let text = text.and_then(|text| text.strip_prefix("] "));
                tasks.extend(text.map(|text| Step {
                    text: text.trim().to_owned(),
                    done: ticked.is_some(),
                }));
                text.is_none()
            })
            .collect();
        self.body = lines.join("\n").trim_matches('\n').to_owned();
        let moved = tasks.len();
        tasks.append(&mut self.checklist);
        self.checklist = tasks;
        moved
    }
}
