//! Refusals as the screen says them. What the command line says of them stands at the refusals themselves.

use super::{Things, Words};
use crate::board::due::DueError;
use crate::board::{Link, LinkKind};
use crate::edit::{Clash, Flaw, Missing, Refusal, Subject, Thing, Value};
use crate::query::QueryError;
use crate::store::Damaged;

/// How much of a value a line shows.
const SHOWN: usize = 40;

impl Words {
    /// Returns why an edit cannot be.
    pub(crate) fn refused(&self, refusal: &Refusal) -> String {
        let said = &self.refusals;
        match refusal {
            Refusal::NoCard(card) => self.cards.no_such(card),
            Refusal::NoColumn(column) => said.no_column(self.names.column_number(column.0)),
            Refusal::NoSuch(Missing::Item(card, item)) => {
                said.no_item(card, self.names.item(item.0))
            }
            Refusal::NoSuch(Missing::Comment(card, comment)) => {
                said.no_item(card, self.names.comment_number(comment.0))
            }
            Refusal::NoSuch(Missing::Label(label)) => said.no_label(label),
            Refusal::Clash(clash) => self.clashed(clash),
            Refusal::Stale {
                card,
                expected,
                now,
            } => said.stale(card, now, expected),
            Refusal::NameTaken(name) => said.name_taken(name),
            Refusal::NotEmpty { name, cards } => said.not_empty(name, cards),
            Refusal::Invalid(flaw) => self.flawed(flaw),
            Refusal::Nothing("undo") => said.nothing_to_undo().to_owned(),
            Refusal::Nothing(_) => said.nothing_to_redo().to_owned(),
        }
    }

    fn flawed(&self, flaw: &Flaw) -> String {
        let said = &self.refusals;
        let named = |thing: &Thing| self.things.of(*thing);
        match flaw {
            Flaw::Empty(thing) => said.empty(named(thing)),
            Flaw::Bytes { thing, is, max } => said.too_many_bytes(named(thing), is, max),
            Flaw::Letters { thing, is, max } => said.too_many_letters(named(thing), is, max),
            Flaw::Blanks(thing, word) => said.blanks(named(thing), word),
            Flaw::Begins(thing, word) => {
                let first = word.chars().next().unwrap_or_default();
                said.begins(named(thing), first, word)
            }
            Flaw::Back(what) => said.back_already(what),
            Flaw::Others { card, name, who } => said.others(card, name, who),
            Flaw::Nobodys(card) => said.nobodys(card),
            Flaw::Taken(card, name) => said.taken(card, name),
            Flaw::Archived(card) => said.archived(card),
            Flaw::Blocked(card) => said.blocked(card),
            Flaw::Itself(card) => said.to_itself(card),
            Flaw::TooManyLead { card, max } => said.too_many_lead(max, card),
            Flaw::WaitsFor(card, other) => said.waits_for(card, other),
            Flaw::IsUnder(card, other) => said.is_under(card, other),
            Flaw::LongList { is, max } => said.long_list(is, max),
            // Cards come by the command line only.
            Flaw::Comes { .. } | Flaw::Said(_) => flaw.to_string(),
        }
    }

    /// Returns what two people touched.
    pub(crate) fn subject(&self, subject: &Subject) -> String {
        let said = &self.names;
        match subject {
            Subject::Card(card) => card.to_string(),
            Subject::Item(item, card) => said.item_of(said.item(item.0), card),
            Subject::Comment(comment, card) => {
                said.comment_on(said.comment_number(comment.0), card)
            }
            Subject::Column(name) => said.column_named(name),
            Subject::Label(label) => said.label_named(label),
        }
    }

    /// Returns one of two values.
    pub(crate) fn value(&self, value: &Value) -> String {
        let (said, story) = (&self.names, &self.story);
        match value {
            Value::None => said.none().to_owned(),
            Value::Text(text) => text.clone(),
            Value::Priority(priority) => self.priority(Some(*priority)).to_owned(),
            Value::Color(color) => self.color(Some(*color)).to_owned(),
            Value::Done(true) => said.done().to_owned(),
            Value::Done(false) => said.not_done().to_owned(),
            Value::Archived(true) => said.archived().to_owned(),
            Value::Archived(false) => said.on_the_board().to_owned(),
            Value::In(column) => said.in_column(column),
            Value::InColumn(column) => said.column_number(column.0),
            Value::Comments(count) => said.comments(count),
            Value::Links(links) => {
                let link = |link: &Link| match link.kind {
                    LinkKind::Blocks => story.blocks(link.card),
                    LinkKind::Parent => story.parent_of(link.card),
                    LinkKind::Relates => story.relates_to(link.card),
                };
                let links = links.iter().map(link);
                links.collect::<Vec<_>>().join(said.comma())
            }
            Value::LinkedFrom(card) => said.linked_from(card),
        }
    }

    /// Returns which two values there are for one field.
    pub(crate) fn clashed(&self, clash: &Clash) -> String {
        let by = clash.by.as_deref().unwrap_or(self.names.someone());
        let (field, what) = (self.field(clash.field), self.subject(&clash.what));
        let short = |value: &Value| short(&self.value(value));
        let (yours, theirs) = (short(&clash.yours), short(&clash.theirs));
        self.refusals.clash(by, field, what, yours, theirs)
    }

    /// Returns what became of a damaged board, and what to do.
    pub(crate) fn damaged(&self, damaged: &Damaged) -> String {
        let said = &self.refusals;
        let path = damaged.path.display();
        let repair = match &damaged.copy {
            Ok(copy) => said.repair_copy(&path, copy.display()),
            Err(why) => said.repair_no_copy(&path, self.why(why)),
        };
        said.damaged(&path, &damaged.reason, repair)
    }

    /// Returns why a text is no filter.
    pub(crate) fn misread(&self, error: &QueryError) -> String {
        let said = &self.refusals;
        match error {
            QueryError::Priority(word) => said.no_priority(word),
            QueryError::State(word) => said.no_state(word),
            QueryError::Part(word) => said.no_part(word),
            QueryError::Due(error) => self.no_day(error),
            QueryError::DueNone => said.due_none().to_owned(),
        }
    }

    /// Returns why words name no day.
    pub(crate) fn no_day(&self, error: &DueError) -> String {
        match error {
            DueError::Unknown(word) => self.refusals.no_day(word),
            DueError::NoSuchDay(word) => self.refusals.no_such_day(word),
        }
    }
}

impl Things {
    fn of(&self, thing: Thing) -> &str {
        match thing {
            Thing::Title => self.title(),
            Thing::Body => self.body(),
            Thing::Reason => self.reason(),
            Thing::Source => self.source(),
            Thing::Name => self.name(),
            Thing::Label => self.label(),
            Thing::ColumnName => self.column_name(),
            Thing::Item => self.item(),
            Thing::Comment => self.comment(),
        }
    }
}

/// Returns the beginning of a value's first line.
fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
