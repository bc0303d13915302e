//! What can be open on top of the board. Six shapes, each carrying what it will commit.

mod pick;

use std::path::PathBuf;

use jiff::civil::Date;
use tui_input::Input;

use crate::board::{CardId, ColumnId, CommentId, ItemId, Relation};
use crate::edit::page::Basis;
use crate::edit::{Act, Place};
use crate::tui::keymap::{Action, Mode};
use crate::tui::model::Cursor;
use crate::tui::model::charts::Charts;
use crate::tui::model::lanes::By;
use crate::tui::model::order::Field;
use crate::tui::model::pending::Wish;
use crate::tui::model::sheet::Sheet;
use crate::tui::model::unread::Activity;
use crate::tui::msg::Choice;
use crate::tui::words::Names;

pub(crate) use pick::Ticked;

/// Something on top of the board that has the keys.
#[derive(Debug)]
pub(crate) enum Overlay {
    /// The list of keys.
    Help(Help),
    /// One line of text.
    Prompt(Prompt),
    /// A list to pick from.
    Pick(Pick),
    /// A question.
    Confirm(Confirm),
    /// A card in full.
    Card(Sheet),
    /// Pictures of how work flows.
    Charts(Charts),
}

impl Overlay {
    /// Returns what the keys mean while it is on top.
    pub(crate) fn mode(&self) -> Mode {
        match self {
            Self::Help(_) => Mode::Help,
            Self::Prompt(prompt) if matches!(prompt.ask, Ask::Search { .. }) => Mode::Search,
            Self::Prompt(_) => Mode::Prompt,
            Self::Pick(Pick {
                about: About::Labels(_),
                ..
            }) => Mode::Labels,
            Self::Pick(pick) if pick.typed.is_some() => Mode::Find,
            Self::Pick(pick) if pick.about == About::Archived => Mode::Archived,
            Self::Pick(pick) if pick.about == About::People => Mode::People,
            Self::Pick(_) => Mode::Pick,
            Self::Confirm(_) => Mode::Confirm,
            Self::Card(_) => Mode::Card,
            Self::Charts(_) => Mode::Charts,
        }
    }
}

/// The list of keys of a mode, narrowed by what is typed.
#[derive(Debug)]
pub(crate) struct Help {
    pub(crate) of: Mode,
    pub(crate) wanted: Input,
    pub(crate) at: usize,
}

impl Help {
    /// Returns the card to go to, when it is a number that is typed.
    pub(crate) fn number(&self) -> Option<CardId> {
        self.wanted.value().trim().parse().ok()
    }
}

/// One line of text, and what it answers.
#[derive(Debug)]
pub(crate) struct Prompt {
    pub(crate) ask: Ask,
    pub(crate) input: Input,
    /// Why the text cannot be taken.
    pub(crate) error: Option<String>,
}

/// What a line of text is asked for. What the user saw comes along, so that a clash is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    /// The title of a new card.
    New { place: Place, body: String },
    /// Another title.
    Title { card: CardId, base: String },
    /// What is to be said about cards.
    Comment(Vec<CardId>),
    /// Why cards cannot go on, and why they could not.
    Blocked(Vec<(CardId, Option<String>)>),
    /// Another name of a label, on all cards.
    LabelName(String),
    /// The day they are due, and were.
    Due(Vec<(CardId, Option<Date>)>),
    /// The name of a new column.
    Column { after: Option<ColumnId> },
    /// Another name of a column.
    ColumnName { column: ColumnId, base: String },
    /// The WIP limit of a column.
    ColumnLimit { column: ColumnId, base: Option<u32> },
    /// The whole card, in the editor; the marks are lines that must be gone from it.
    Page {
        basis: Box<Basis>,
        marks: Vec<String>,
    },
    /// A new item of a card's checklist; without one to stand after, at the end.
    NewItem { card: CardId, after: Option<ItemId> },
    /// Another text of an item.
    ItemText {
        card: CardId,
        item: ItemId,
        base: String,
    },
    /// Another text of a comment.
    CommentText {
        card: CardId,
        comment: CommentId,
        base: String,
    },
    /// The name to save a search under.
    SearchName(String),
    /// What to show; whoever gives up goes back to where they were.
    Search { from: Cursor },
}

impl Ask {
    /// Returns what asks for it.
    pub(crate) fn action(&self) -> Action {
        match self {
            Self::New { .. } => Action::New,
            Self::Title { .. } => Action::Rename,
            Self::Comment(_) => Action::Comment,
            Self::Blocked(_) => Action::Block,
            Self::LabelName(_) => Action::Labels,
            Self::Due(_) => Action::Due,
            Self::Column { .. } => Action::NewColumn,
            Self::ColumnName { .. } | Self::ColumnLimit { .. } => Action::EditColumn,
            Self::Page { .. } => Action::EditBody,
            Self::NewItem { .. } => Action::NewItem,
            Self::ItemText { .. } | Self::CommentText { .. } => Action::Accept,
            Self::SearchName(_) => Action::Searches,
            Self::Search { .. } => Action::Search,
        }
    }

    /// Returns the card that is changed by it, the first one of several.
    pub(crate) fn card(&self) -> Option<CardId> {
        match self {
            Self::Title { card, .. } => Some(*card),
            Self::Due(cards) => cards.first().map(|(card, _)| *card),
            Self::Blocked(cards) => cards.first().map(|(card, _)| *card),
            Self::Page { basis, .. } => Some(basis.card.id),
            Self::NewItem { card, .. }
            | Self::ItemText { card, .. }
            | Self::CommentText { card, .. } => Some(*card),
            _ => None,
        }
    }

    /// Tells whether its answer may have several lines.
    pub(crate) fn takes_lines(&self) -> bool {
        matches!(self, Self::Comment(_) | Self::CommentText { .. })
    }

    /// Tells whether a text typed for the other may be offered here.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::New { .. }, Self::New { .. }) | (Self::Column { .. }, Self::Column { .. }) => {
                true
            }
            (Self::Title { card, .. }, Self::Title { card: other, .. }) => card == other,
            (Self::Comment(cards), Self::Comment(others)) => cards == others,
            (Self::Blocked(cards), Self::Blocked(others)) => same_cards(cards, others),
            (Self::LabelName(label), Self::LabelName(other)) => label == other,
            (Self::Due(cards), Self::Due(others)) => same_cards(cards, others),
            (Self::ColumnName { column, .. }, Self::ColumnName { column: other, .. })
            | (Self::ColumnLimit { column, .. }, Self::ColumnLimit { column: other, .. }) => {
                column == other
            }
            (Self::Page { basis, .. }, Self::Page { basis: other, .. }) => {
                basis.card.id == other.card.id
            }
            (Self::NewItem { card, .. }, Self::NewItem { card: other, .. }) => card == other,
            (Self::ItemText { card, item, .. }, other) => {
                matches!(other, Self::ItemText { card: at, item: same, .. } if (card, item) == (at, same))
            }
            (Self::CommentText { card, comment, .. }, other) => {
                matches!(other, Self::CommentText { card: at, comment: same, .. } if (card, comment) == (at, same))
            }
            _ => false,
        }
    }
}

fn same_cards<T>(some: &[(CardId, T)], others: &[(CardId, T)]) -> bool {
    let ids = |cards: &[(CardId, T)]| cards.iter().map(|(card, _)| *card).collect::<Vec<_>>();
    ids(some) == ids(others)
}

/// A list to pick from.
#[derive(Debug)]
pub(crate) struct Pick {
    pub(crate) title: String,
    pub(crate) about: About,
    pub(crate) rows: Vec<Row>,
    /// Which of the rows that are shown is pointed at.
    pub(crate) at: usize,
    /// What the rows are narrowed by; `None` while letters are the rows' own keys.
    pub(crate) typed: Option<Input>,
    /// A row made of what is typed, after those that fit.
    pub(crate) offer: Option<Row>,
}

/// What a list is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum About {
    /// The cards that keys were about.
    Cards,
    /// The labels of these cards, and of the board.
    Labels(Vec<CardId>),
    /// Who works on these cards.
    Assign(Vec<CardId>),
    /// The card that these are linked with.
    LinkTo(Vec<CardId>, Relation),
    /// A column.
    Column(ColumnId),
    /// The archived cards.
    Archived,
    /// The other sessions on the board.
    People,
    /// What happened on the board.
    Activity(Activity),
    /// What the user sets.
    Settings,
    /// The themes; whoever gives up goes back to the one before.
    Themes { before: usize },
    /// The languages.
    Languages,
    /// Two values of which one is to stand.
    Clash,
}

/// One line of a list.
#[derive(Debug)]
pub(crate) struct Row {
    /// The keys that take it at once.
    pub(crate) keys: String,
    pub(crate) words: String,
    /// Whether it is so already.
    pub(crate) now: bool,
    pub(crate) then: Then,
}

/// What taking a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Then {
    /// Commits this.
    Commit(Vec<Act>),
    /// Asks further.
    Ask(Ask),
    /// Puts a label on, or takes it off.
    Tick(Ticked),
    /// Puts a label on that was not there before.
    NewLabel(String),
    /// Asks which card these are linked with.
    LinkTo(Vec<CardId>, Relation),
    /// Commits what is left of refused acts once it is decided whose value stands, with what was typed for them.
    Settle {
        acts: Vec<Act>,
        typed: Option<(Ask, String)>,
    },
    /// Asks once more, with these words.
    Again(Ask, String),
    /// Takes back, or brings back, in another way than was refused.
    TakeBack(Wish),
    /// Puts a column into the order of a field, or back into the board's own.
    Order(ColumnId, Option<Field>),
    /// Makes lanes, or none.
    Lanes(Option<By>),
    /// Asks for one value of a part of cards, to show only those that have it.
    Narrow(Part),
    /// Opens the line that filters the board.
    Search,
    /// Shows only what a search finds.
    Find(String),
    /// Forgets the saved search of that name.
    Forget(String),
    /// Asks which board these cards go to.
    Send(Vec<CardId>),
    /// Sends these cards to another board.
    SendTo(Vec<CardId>, PathBuf),
    /// Opens another board.
    OpenBoard(PathBuf),
    /// Removes a column, after asking where its cards go if it has some.
    RemoveColumn(ColumnId),
    /// Takes up what the user set.
    Set(Choice),
    /// Lists the themes.
    Themes,
    /// Lists the languages.
    Languages,
    /// Goes to the card that the session of that name is about.
    Visit(String),
    /// Goes to the card that the change of that number was about, if it was about one.
    GoTo(Option<CardId>, i64),
}

/// A part of cards that a search can be narrowed down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Label,
    Assignee,
    Priority,
    Due,
    Column,
    State,
}

impl Part {
    /// Every part, as the list of them shows it.
    pub(crate) const ALL: [Self; 6] = [
        Self::Label,
        Self::Assignee,
        Self::Priority,
        Self::Due,
        Self::Column,
        Self::State,
    ];

    /// Returns the key that takes it in the list.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Label => "l",
            Self::Assignee => "a",
            Self::Priority => "p",
            Self::Due => "d",
            Self::Column => "c",
            Self::State => "s",
        }
    }

    /// Returns what it is called on the screen.
    pub(crate) fn words(self, names: &Names) -> &str {
        match self {
            Self::Label => names.label(),
            Self::Assignee => names.assignee(),
            Self::Priority => names.priority(),
            Self::Due => names.due_date(),
            Self::Column => names.column(),
            Self::State => names.state(),
        }
    }
}

/// A question whose answer is no unless `y` is pressed.
#[derive(Debug)]
pub(crate) struct Confirm {
    pub(crate) question: String,
    /// What `y` does, in words.
    pub(crate) yes: String,
    pub(crate) acts: Vec<Act>,
}
