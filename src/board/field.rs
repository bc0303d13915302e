//! The fields of a card that a change can touch, each with its value.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Card, ColumnId, Comment, Item, Link, Priority, Remark, Spot};

/// What a card had before it was deleted and gets back when the deletion is undone; also what an imported card had
/// where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birth {
    /// When the card was first saved.
    pub created: Timestamp,
    /// How many changes it had seen.
    pub rev: u64,
    /// When it came into its column, if that was before it was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Timestamp>,
    /// The column before that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<ColumnId>,
    /// The highest number an item of its checklist had.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub last_item: i64,
    /// The highest number a comment had.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub last_comment: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(number: &i64) -> bool {
    *number == 0
}

/// A field of a card that one value replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// One line of text.
    Title(String),
    /// Markdown, as many lines as wanted.
    Body(String),
    /// Who works on it.
    Assignee(Option<String>),
    /// How pressing it is.
    Priority(Option<Priority>),
    /// The day it is due.
    Due(Option<Date>),
    /// Why it cannot go on.
    Blocked(Option<String>),
    /// When a worker's claim to it ends.
    Lease(Option<Timestamp>),
    /// Where an import took it from.
    Source(Option<String>),
}

impl Detail {
    /// Returns the field's name as the command line and JSON spell it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Title(_) => "title",
            Self::Body(_) => "body",
            Self::Assignee(_) => "assignee",
            Self::Priority(_) => "priority",
            Self::Due(_) => "due",
            Self::Blocked(_) => "blocked",
            Self::Lease(_) => "lease",
            Self::Source(_) => "source",
        }
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn or_none<T: fmt::Display>(value: Option<&T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match value {
                Some(value) => value.fmt(f),
                None => f.write_str("none"),
            }
        }
        match self {
            Self::Title(text) | Self::Body(text) => f.write_str(text),
            Self::Assignee(text) | Self::Blocked(text) | Self::Source(text) => {
                or_none(text.as_ref(), f)
            }
            Self::Priority(priority) => or_none(priority.as_ref(), f),
            Self::Due(date) => or_none(date.as_ref(), f),
            Self::Lease(end) => or_none(end.as_ref(), f),
        }
    }
}

/// A field of a card that a change can touch, with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CardField {
    /// All labels of the card.
    Labels(BTreeSet<String>),
    /// The whole checklist.
    Checklist(Vec<Item>),
    /// One comment.
    Comment(Remark),
    /// All comments: written when the card is added or deleted only.
    Comments(Vec<Comment>),
    /// All links that the card has of its own.
    Links(BTreeSet<Link>),
    /// Whether the card is off the board, kept for later.
    Archived(bool),
    /// Where it stands.
    Place(Spot),
    /// Kept with a deleted card, and with one that was imported.
    Born(Birth),
    /// A field that one value replaces.
    #[serde(untagged)]
    Detail(Detail),
}

impl CardField {
    /// Returns the field's name as the command line and JSON spell it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Labels(_) => "labels",
            Self::Checklist(_) => "checklist",
            Self::Comment(_) => "comment",
            Self::Comments(_) => "comments",
            Self::Links(_) => "links",
            Self::Archived(_) => "archived",
            Self::Place(_) => "place",
            Self::Born(_) => "born",
            Self::Detail(detail) => detail.name(),
        }
    }
}

impl Card {
    /// Puts a value into its field.
    pub(crate) fn put(&mut self, field: CardField) {
        match field {
            CardField::Labels(labels) => self.labels = labels.into(),
            CardField::Checklist(items) => self.put_checklist(items),
            CardField::Comment(remark) => self.put_remark(remark),
            CardField::Comments(comments) => self.put_comments(comments),
            CardField::Links(links) => self.links = links,
            CardField::Archived(archived) => self.archived = archived,
            CardField::Place(place) => self.place = place,
            CardField::Born(birth) => {
                self.created = birth.created;
                self.rev = birth.rev;
                self.entered = birth.entered.unwrap_or(self.entered);
                self.previous = birth.previous;
                self.last_item = self.last_item.max(birth.last_item);
                self.last_comment = self.last_comment.max(birth.last_comment);
            }
            CardField::Detail(detail) => match detail {
                Detail::Title(title) => self.title = title,
                Detail::Body(body) => self.body = body.into(),
                Detail::Assignee(assignee) => self.assignee = assignee,
                Detail::Priority(priority) => self.priority = priority,
                Detail::Due(due) => self.due = due,
                Detail::Blocked(why) => self.blocked = why,
                Detail::Lease(end) => self.lease = end,
                Detail::Source(source) => self.source = source,
            },
        }
    }

    /// Returns the card's own value of the field that `like` names.
    pub fn get(&self, like: &CardField) -> CardField {
        match like {
            CardField::Labels(_) => CardField::Labels((*self.labels).clone()),
            CardField::Checklist(_) => CardField::Checklist(self.checklist.clone()),
            CardField::Comment(remark) => CardField::Comment(self.remark(remark.id())),
            CardField::Comments(_) => CardField::Comments(self.comments.clone()),
            CardField::Links(_) => CardField::Links(self.links.clone()),
            CardField::Archived(_) => CardField::Archived(self.archived),
            CardField::Place(_) => CardField::Place(self.place.clone()),
            CardField::Born(_) => CardField::Born(self.birth()),
            CardField::Detail(detail) => CardField::Detail(self.detail(detail)),
        }
    }

    /// Returns the card's own value of the detail that `like` names.
    pub fn detail(&self, like: &Detail) -> Detail {
        match like {
            Detail::Title(_) => Detail::Title(self.title.clone()),
            Detail::Body(_) => Detail::Body(self.body.text().to_owned()),
            Detail::Assignee(_) => Detail::Assignee(self.assignee.clone()),
            Detail::Priority(_) => Detail::Priority(self.priority),
            Detail::Due(_) => Detail::Due(self.due),
            Detail::Blocked(_) => Detail::Blocked(self.blocked.clone()),
            Detail::Lease(_) => Detail::Lease(self.lease),
            Detail::Source(_) => Detail::Source(self.source.clone()),
        }
    }

    /// Returns what its deletion keeps besides its fields.
    pub(crate) fn birth(&self) -> Birth {
        Birth {
            created: self.created,
            rev: self.rev,
            entered: Some(self.entered),
            previous: self.previous,
            last_item: self.last_item,
            last_comment: self.last_comment,
        }
    }

    /// Returns its fields: what its adding or deleting writes into the journal. What few cards have is left out where
    /// there is nothing.
    pub(crate) fn fields(&self) -> Vec<CardField> {
        let details = [
            Detail::Title(self.title.clone()),
            Detail::Body(self.body.text().to_owned()),
            Detail::Assignee(self.assignee.clone()),
            Detail::Priority(self.priority),
            Detail::Due(self.due),
        ];
        let mut fields: Vec<_> = details.into_iter().map(CardField::Detail).collect();
        fields.extend([
            CardField::Labels((*self.labels).clone()),
            CardField::Archived(self.archived),
            CardField::Place(self.place.clone()),
        ]);
        let mut add = |there: bool, field: CardField| fields.extend(there.then_some(field));
        add(
            !self.checklist.is_empty(),
            CardField::Checklist(self.checklist.clone()),
        );
        add(
            !self.comments.is_empty(),
            CardField::Comments(self.comments.clone()),
        );
        add(!self.links.is_empty(), CardField::Links(self.links.clone()));
        let rare = [
            (
                self.blocked.is_some(),
                Detail::Blocked(self.blocked.clone()),
            ),
            (self.lease.is_some(), Detail::Lease(self.lease)),
            (self.source.is_some(), Detail::Source(self.source.clone())),
        ];
        for (there, detail) in rare {
            add(there, CardField::Detail(detail));
        }
        fields
    }
}
