//! The rules of an import: what is here already stays as it is, what is missing is made.

use std::collections::HashMap;

use super::{Applied, ITEMS_MAX};
use crate::board::{Board, CardField, CardId, Column, ColumnField, ColumnId, Relation};
use crate::change::{Diff, Stamp};
use crate::edit::{Along, At, Draft, DraftComment, DraftItem, Edit, Flaw, Place, Refusal};
use crate::outline::{Entry, Outline, same_name};

/// Who said something when that is not known.
const UNKNOWN: &str = "unknown";

/// What the cards of an outline are here, by their keys.
struct Known<'a> {
    cards: HashMap<&'a str, CardId>,
    /// Whether none of them was here before.
    first: bool,
}

impl Board {
    /// Takes an outline in. Each change builds on the one before: a card on its column, a link on its cards.
    pub(super) fn import(
        &mut self,
        outline: &Outline,
        edit: &Edit,
        stamp: &Stamp,
        applied: &mut Applied,
    ) -> Result<(), Refusal> {
        let mut known = self.known(outline);
        let is_new = |entry: &&Entry| !known.cards.contains_key(entry.key.as_str());
        let new: Vec<&Entry> = outline.entries.iter().filter(is_new).collect();
        let columns = self.import_columns(outline, &new, known.first, edit, stamp, applied)?;
        for entry in &new {
            let column = columns.get(entry.column.as_str());
            let column = *column.ok_or_else(|| {
                let name = &entry.column;
                Flaw::Said(format!(
                    "“{name}” is not among the columns that come with the cards"
                ))
            })?;
            let id = self.next_card();
            for diff in self.import_card(entry, column, stamp)? {
                self.happen(diff, edit, stamp, applied);
            }
            known.cards.insert(&entry.key, id);
        }
        self.import_links(outline, &new, &known, edit, stamp, applied);
        for (label, color) in &outline.paints {
            let worn = new.iter().any(|entry| entry.labels.contains(label));
            if worn
                && self.paint(label).is_none()
                && let Some(diff) = self.paint_label(label, Some(*color))?
            {
                self.happen(diff, edit, stamp, applied);
            }
        }
        Ok(())
    }

    /// Finds the cards that came before.
    fn known<'a>(&self, outline: &'a Outline) -> Known<'a> {
        let mut sources: HashMap<&str, CardId> = HashMap::new();
        for card in self.cards() {
            if let Some(source) = card.source.as_deref() {
                // Of several that say so the oldest is meant, for whoever looks, in whatever order.
                let known = sources.entry(source).or_insert(card.id);
                *known = card.id.min(*known);
            }
        }
        let keys = outline.entries.iter().map(|entry| entry.key.as_str());
        let cards: HashMap<&str, CardId> = keys
            .filter_map(|key| Some((key, *sources.get(key)?)))
            .collect();
        let first = cards.is_empty();
        Known { cards, first }
    }

    /// Finds the columns by their names, and makes those that are missing: all of them the first time, later only those
    /// that new cards need.
    fn import_columns<'a>(
        &mut self,
        outline: &'a Outline,
        new: &[&Entry],
        first: bool,
        edit: &Edit,
        stamp: &Stamp,
        applied: &mut Applied,
    ) -> Result<HashMap<&'a str, ColumnId>, Refusal> {
        let mut columns = HashMap::new();
        let mut left: Option<ColumnId> = None;
        for (at, heading) in outline.headings.iter().enumerate() {
            let needed = first || new.iter().any(|entry| entry.column == heading.name);
            let id = match self.column_like(&heading.name) {
                Some(column) => column.id,
                None if !needed => continue,
                None => {
                    let id = self.next_column();
                    let right = outline.headings[at..].iter();
                    let right = right.filter_map(|it| self.column_like(&it.name)).next();
                    let at = match (left, right) {
                        (Some(left), _) => Along::After(left),
                        (None, Some(right)) => Along::Before(right.id),
                        (None, None) => Along::Last,
                    };
                    let made = self.add_column(&heading.name, heading.limit, heading.done, at)?;
                    let color = heading.paint.map(|color| ColumnField::Color(Some(color)));
                    if let Some(mut diff) = made {
                        paint(&mut diff, color);
                        self.happen(diff, edit, stamp, applied);
                    }
                    id
                }
            };
            left = Some(id);
            columns.insert(heading.name.as_str(), id);
        }
        Ok(columns)
    }

    /// Returns the column of that name; else the only one whose name differs just in blanks, `-` and `_`.
    fn column_like(&self, name: &str) -> Option<&Column> {
        let alike = |column: &&Column| same_name(&column.name, name);
        self.column_named(name).or_else(|| {
            let mut alike = self.columns().iter().filter(alike);
            alike.next().filter(|_| alike.next().is_none())
        })
    }

    fn import_card(
        &self,
        entry: &Entry,
        column: ColumnId,
        stamp: &Stamp,
    ) -> Result<Vec<Diff>, Refusal> {
        let at = At::Bottom;
        let mut diffs = self
            .add_card(Place { column, at }, &draft(entry, stamp))
            .map_err(|refusal| match refusal {
                Refusal::Invalid(why) => {
                    let (title, why) = (entry.title.clone(), Box::new(why));
                    Flaw::Comes { title, why }.into()
                }
                other => other,
            })?;
        if let Some(Diff::Card(touch)) = diffs.first_mut().filter(|_| entry.archived) {
            for field in touch.after.iter_mut().flatten() {
                if let CardField::Archived(archived) = field {
                    *archived = true;
                }
            }
        }
        Ok(diffs)
    }

    /// Links the new cards with each other and with those that came before.
    fn import_links(
        &mut self,
        outline: &Outline,
        new: &[&Entry],
        known: &Known<'_>,
        edit: &Edit,
        stamp: &Stamp,
        applied: &mut Applied,
    ) {
        let new: std::collections::HashSet<&str> =
            new.iter().map(|entry| entry.key.as_str()).collect();
        for tie in &outline.ties {
            let (from, to) = (tie.from.as_str(), tie.to.as_str());
            let one_is_new = new.contains(from) || new.contains(to);
            let ids = known.cards.get(from).zip(known.cards.get(to));
            if let Some((from, to)) = ids.filter(|_| one_is_new) {
                // With links that were made here it may close a circle; then the ones made here stay.
                let diff = self.link(*from, Relation::from(tie.kind), *to, true);
                if let Ok(Some(diff)) = diff {
                    self.happen(diff, edit, stamp, applied);
                }
            }
        }
    }
}

fn paint(diff: &mut Diff, color: Option<ColumnField>) {
    if let Diff::Column(touch) = diff
        && let Some(fields) = &mut touch.after
    {
        fields.extend(color);
    }
}

fn draft(entry: &Entry, stamp: &Stamp) -> Draft {
    let items = entry.checklist.iter().take(ITEMS_MAX);
    let comments = entry.comments.iter().map(|said| DraftComment {
        at: said.at.or(entry.created).unwrap_or(stamp.at),
        by: said.by.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
        text: said.text.clone(),
    });
    Draft {
        title: entry.title.clone(),
        body: entry.body.clone(),
        labels: entry.labels.clone(),
        assignee: entry.assignee.clone(),
        priority: entry.priority,
        due: entry.due,
        checklist: items
            .map(|step| DraftItem {
                text: step.text.clone(),
                done: step.done,
            })
            .collect(),
        comments: comments.collect(),
        links: Vec::new(),
        blocked: entry.blocked.clone(),
        source: Some(entry.key.clone()),
        created: entry.created,
    }
}
