//! Lanes: the cards of all columns in bands across the board, by who works on them, by label or by priority.

use std::cmp::Reverse;

use crate::board::{Card, Detail, Priority};
use crate::edit::{Act, Draft};
use crate::tui::words::Names;

/// What the lanes are made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Who works on a card.
    Assignee,
    /// The first of a card's labels.
    Label,
    /// How pressing a card is.
    Priority,
}

impl By {
    /// Everything that lanes can be made by.
    pub(crate) const ALL: [Self; 3] = [Self::Assignee, Self::Label, Self::Priority];

    /// Returns the word for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Assignee => "assignee",
            Self::Label => "label",
            Self::Priority => "priority",
        }
    }

    /// Returns what it is called on the screen.
    pub(crate) fn words(self, names: &Names) -> &str {
        match self {
            Self::Assignee => names.assignee(),
            Self::Label => names.label(),
            Self::Priority => names.priority(),
        }
    }

    /// Returns the lanes that are there even when no card is in them.
    pub(crate) fn always(self) -> Vec<Lane> {
        let all = Priority::ALL.into_iter().map(Some).chain([None]);
        match self {
            Self::Assignee | Self::Label => Vec::new(),
            Self::Priority => all.map(Lane::Priority).collect(),
        }
    }
}

/// A value that the cards of a lane have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Lane {
    /// Who works on them.
    Assignee(Option<String>),
    /// Their first label.
    Label(Option<String>),
    /// How pressing they are.
    Priority(Option<Priority>),
}

impl Lane {
    /// Returns the lane a card is in.
    pub(crate) fn of(card: &Card, by: By) -> Self {
        match by {
            By::Assignee => Self::Assignee(card.assignee.clone()),
            By::Label => Self::Label(card.labels.first().cloned()),
            By::Priority => Self::Priority(card.priority),
        }
    }

    /// Returns what lanes are put in order by: names from A to Z, the most pressing first, and last the one of the
    /// cards that have no value.
    pub(crate) fn order(&self) -> (bool, Reverse<Option<Priority>>, String) {
        match self {
            Self::Assignee(name) | Self::Label(name) => {
                let word = name.as_deref().unwrap_or_default().to_lowercase();
                (name.is_none(), Reverse(None), word)
            }
            Self::Priority(priority) => (priority.is_none(), Reverse(*priority), String::new()),
        }
    }

    /// Returns what stands at its head, written as a search for its cards is.
    pub(crate) fn name(&self, names: &Names) -> String {
        match self {
            Self::Assignee(Some(name)) => format!("@{name}"),
            Self::Assignee(None) => names.nobody().to_owned(),
            Self::Label(Some(label)) => format!("+{label}"),
            Self::Label(None) => names.no_label().to_owned(),
            Self::Priority(Some(priority)) => format!("!{priority}"),
            Self::Priority(None) => names.no_priority().to_owned(),
        }
    }

    /// Returns the acts that bring a card from this lane into another one.
    pub(crate) fn acts(&self, card: &Card, to: &Self) -> Vec<Act> {
        let set = |to, base| {
            let (card, base) = (card.id, Some(base));
            vec![Act::SetCard { card, to, base }]
        };
        let label = |label: &String, on| {
            let (card, label) = (card.id, label.clone());
            Act::Label { card, label, on }
        };
        match (self, to) {
            (Self::Assignee(was), Self::Assignee(to)) => {
                set(Detail::Assignee(to.clone()), Detail::Assignee(was.clone()))
            }
            (Self::Priority(was), Self::Priority(to)) => {
                set(Detail::Priority(*to), Detail::Priority(*was))
            }
            // A label that comes before the lane's would hold the card back.
            (Self::Label(_), Self::Label(Some(to))) => {
                let before = card.labels.iter().filter(|label| *label < to);
                let off = self.label().filter(|was| *was > to);
                let off = before.chain(off).map(|was| label(was, false));
                off.chain([label(to, true)]).collect()
            }
            (Self::Label(_), Self::Label(None)) => {
                card.labels.iter().map(|was| label(was, false)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Gives a new card what makes it one of this lane.
    pub(crate) fn put_on(&self, draft: &mut Draft) {
        match self {
            Self::Assignee(name) => draft.assignee.clone_from(name),
            Self::Label(label) => draft.labels.extend(label.clone()),
            Self::Priority(priority) => draft.priority = *priority,
        }
    }

    fn label(&self) -> Option<&String> {
        match self {
            Self::Label(label) => label.as_ref(),
            _ => None,
        }
    }
}
