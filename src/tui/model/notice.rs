//! What is said to the user, and the marks on cards that others changed.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use crate::board::CardId;
use crate::tui::model::Model;
use crate::tui::msg::Warning;
use crate::tui::words::Words;

/// How long a notice or a mark stays.
const STAYS: SignedDuration = SignedDuration::from_secs(4);

/// One line for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    /// When it goes; errors stay until read.
    pub(crate) until: Option<Timestamp>,
}

/// What a notice is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What I did, or could do.
    Mine,
    /// What others did since then; more of the kind joins it for as long as a notice stays. Who never stops is told of
    /// anew, or the list of the cards would grow without end.
    Theirs { deeds: Deeds, since: Timestamp },
    /// What went wrong.
    Error,
}

/// Who changed what, for one notice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Deeds {
    pub(crate) people: BTreeSet<String>,
    pub(crate) cards: BTreeSet<CardId>,
    pub(crate) count: usize,
    /// In words; it is shown while it is the only one.
    pub(crate) first: String,
}

impl Deeds {
    /// Returns what happened in one line.
    pub(crate) fn words(&self, words: &Words) -> String {
        let (names, said) = (&words.names, &words.people);
        let people: Vec<&str> = self.people.iter().map(String::as_str).collect();
        let who = match people.as_slice() {
            [] => names.someone().to_owned(),
            [one] => (*one).to_owned(),
            [one, two] => names.two(one, two),
            [one, rest @ ..] => names.several(one, rest.len()),
        };
        match (self.count, self.cards.len()) {
            (1, _) => words.deeds.did(who, &self.first),
            (count, 0) => said.made_changes(who, count),
            (_, 1) => {
                let card = self.cards.first().expect("there is one card");
                said.changed(who, card)
            }
            (_, cards) => said.changed_cards(who, cards),
        }
    }
}

/// Who changed a card just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) who: String,
    /// What they did, in words.
    pub(crate) deed: String,
    pub(crate) until: Timestamp,
}

impl Model {
    /// Says something for a few seconds, unless an error is still to be read.
    pub(crate) fn say(&mut self, text: impl Into<String>) {
        if self.complains() {
            return;
        }
        let until = Some(self.soon());
        let (text, kind) = (text.into(), Kind::Mine);
        self.notice = Some(Notice { text, kind, until });
    }

    /// Says what went wrong, until it is read.
    pub(crate) fn complain(&mut self, text: impl Into<String>) {
        let (text, kind, until) = (text.into(), Kind::Error, None);
        self.notice = Some(Notice { text, kind, until });
    }

    /// Says what is wrong in the configuration: the first thing in full, for most have one.
    pub(crate) fn warn(&mut self, warnings: &[Warning]) {
        match warnings {
            [] => {}
            [one] => self.complain(self.words.warning(one)),
            [first, rest @ ..] => {
                let (first, count) = (self.words.warning(first), rest.len());
                self.complain(self.words.saving.more_problems(first, count));
            }
        }
    }

    /// Takes an error for read: the user goes on.
    pub(crate) fn dismiss(&mut self) {
        if self.complains() {
            self.notice = None;
        }
    }

    /// Says what others did, unless something more important is being said.
    pub(crate) fn tell(&mut self, mut deeds: Deeds) {
        let (until, mut since) = (Some(self.soon()), self.now);
        match self.notice.as_ref().map(|notice| &notice.kind) {
            Some(Kind::Theirs {
                deeds: before,
                since: began,
            }) if since.duration_since(*began) < STAYS => {
                deeds.people.extend(before.people.iter().cloned());
                deeds.cards.extend(&before.cards);
                deeds.count += before.count;
                since = *began;
            }
            Some(Kind::Theirs { .. }) | None => {}
            Some(_) => return,
        }
        let text = deeds.words(self.words);
        let kind = Kind::Theirs { deeds, since };
        self.notice = Some(Notice { text, kind, until });
    }

    /// Marks a card as changed by someone, who did that.
    pub(crate) fn mark(&mut self, card: CardId, who: &str, deed: &str) {
        let until = self.soon();
        let (who, deed) = (who.to_owned(), deed.to_owned());
        self.marks.insert(card, Mark { who, deed, until });
    }

    /// Takes away what has been there long enough.
    pub(crate) fn expire(&mut self) {
        let now = self.now;
        self.marks.retain(|_, mark| mark.until > now);
        if self
            .notice
            .as_ref()
            .is_some_and(|notice| notice.until.is_some_and(|until| until <= now))
        {
            self.notice = None;
        }
    }

    /// Tells whether an error is being shown.
    pub(crate) fn complains(&self) -> bool {
        self.complaint().is_some()
    }

    /// Returns the error that is being shown.
    pub(crate) fn complaint(&self) -> Option<&Notice> {
        let notice = self.notice.as_ref();
        notice.filter(|notice| notice.kind == Kind::Error)
    }

    fn soon(&self) -> Timestamp {
        self.now.checked_add(STAYS).unwrap_or(Timestamp::MAX)
    }
}
