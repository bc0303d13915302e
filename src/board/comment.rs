//! What people say about a card.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Card;

/// The number of a comment; unique on its card, and never used again there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommentId(pub i64);

impl fmt::Display for CommentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "comment {}", self.0)
    }
}

/// A comment on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its number.
    pub id: CommentId,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub by: String,
    /// Markdown.
    pub text: String,
}

/// One comment as a change touches it: the journal never holds all of them for the sake of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Remark {
    /// There is such a comment.
    Said(Comment),
    /// There is none of that number.
    Unsaid {
        /// The number.
        id: CommentId,
    },
}

impl Remark {
    /// Returns the comment's number.
    pub fn id(&self) -> CommentId {
        match self {
            Self::Said(comment) => comment.id,
            Self::Unsaid { id } => *id,
        }
    }
}

impl Card {
    /// Returns a comment.
    pub fn comment(&self, id: CommentId) -> Option<&Comment> {
        self.comments.iter().find(|comment| comment.id == id)
    }

    /// Returns what there is of that number.
    pub(crate) fn remark(&self, id: CommentId) -> Remark {
        self.comment(id).map_or(Remark::Unsaid { id }, |comment| {
            Remark::Said(comment.clone())
        })
    }

    /// Returns the number the next comment gets.
    pub(crate) fn next_comment(&self) -> CommentId {
        CommentId(self.last_comment.saturating_add(1))
    }

    /// Puts a comment where its number belongs, or takes it away.
    pub(crate) fn put_remark(&mut self, remark: Remark) {
        let id = remark.id();
        self.last_comment = self.last_comment.max(id.0);
        let at = self.comments.partition_point(|comment| comment.id < id);
        let there = self
            .comments
            .get(at)
            .is_some_and(|comment| comment.id == id);
        match remark {
            Remark::Said(comment) if there => self.comments[at] = comment,
            Remark::Said(comment) => self.comments.insert(at, comment),
            Remark::Unsaid { .. } if there => {
                self.comments.remove(at);
            }
            Remark::Unsaid { .. } => {}
        }
    }

    /// Puts all comments, in the order of their numbers.
    pub(crate) fn put_comments(&mut self, mut comments: Vec<Comment>) {
        comments.sort_by_key(|comment| comment.id);
        let last = comments.last().map_or(0, |comment| comment.id.0);
        self.last_comment = self.last_comment.max(last);
        self.comments = comments;
    }
}
