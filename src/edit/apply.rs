//! The rules: the only place where an edit is judged and turned into changes.

use std::collections::BTreeSet;

use super::{Act, Along, At, Clash, Draft, Edit, Place, Refusal};
use crate::board::{
    Birth, Board, CardField, CardId, Column, ColumnField, ColumnId, Detail, Rank, Spot,
};
use crate::change::{Change, Diff, Stamp, Touch, Was};

/// The longest title, in characters.
pub const TITLE_MAX: usize = 1000;
/// The longest body, in bytes.
pub const BODY_MAX: usize = 1 << 20;
/// The longest name of a column, a label or a person, in characters.
pub const NAME_MAX: usize = 100;

/// What applying an edit brought: the changes, and what the touched things were, to put back exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// What happened, in order; empty when everything was so already.
    pub changes: Vec<Change>,
    /// For [`Board::put_back`].
    pub were: Vec<Was>,
}

impl Board {
    /// Applies an edit, or refuses it and leaves the board as it was.
    ///
    /// # Errors
    /// The reason why the edit cannot be.
    pub fn apply(&mut self, edit: &Edit, stamp: &Stamp) -> Result<Applied, Refusal> {
        let mut applied = Applied::default();
        for act in &edit.acts {
            if let Err(refusal) = self.act(act, edit, stamp, &mut applied) {
                self.put_back(applied.were);
                return Err(refusal);
            }
        }
        Ok(applied)
    }

    fn act(
        &mut self,
        act: &Act,
        edit: &Edit,
        stamp: &Stamp,
        applied: &mut Applied,
    ) -> Result<(), Refusal> {
        let mut happen = |board: &mut Self, mut diff: Diff| {
            diff.sort();
            let seq =
                stamp.seq + i64::try_from(applied.changes.len()).expect("an edit has few changes");
            let change = Change {
                seq,
                at: stamp.at,
                actor: stamp.actor.clone(),
                edit: edit.id.clone(),
                undoes: edit.undoes.clone(),
                diff,
            };
            applied.were.push(board.was(&change.diff));
            board
                .absorb(&change)
                .expect("the change was made on this board");
            applied.changes.push(change);
        };
        let diff = match act {
            Act::AddColumn { name, limit, at } => {
                let name = self.free_name(name, None)?;
                let column = Column::new(
                    self.next_column(),
                    name,
                    *limit,
                    self.column_rank(*at, None),
                );
                column_diff(column.id, None, Some(column.fields()))
            }
            Act::RenameColumn { column, name } => {
                let name = self.free_name(name, Some(*column))?;
                self.set_column(*column, ColumnField::Name(name))?
            }
            Act::LimitColumn { column, limit } => {
                self.set_column(*column, ColumnField::Limit(*limit))?
            }
            Act::MoveColumn { column, at } => {
                let beside =
                    matches!(at, Along::Before(other) | Along::After(other) if other == column);
                let rank = match beside {
                    true => return Ok(()),
                    false => self.column_rank(*at, Some(*column)),
                };
                self.set_column(*column, ColumnField::Rank(rank))?
            }
            Act::RemoveColumn { column, into } => {
                for diff in self.empty_column(*column, *into)? {
                    happen(self, diff);
                }
                let fields = self.need_column(*column)?.fields();
                column_diff(*column, Some(fields), None)
            }
            Act::AddCard { at, draft } => Some(self.add_card(*at, draft)?),
            Act::SetCard { card, to, base } => self.set_card(*card, to, base.as_ref())?,
            Act::Label { card, label, on } => {
                let label = word(label, "a label")?;
                let mut labels = self.need_card(*card)?.labels.clone();
                if *on {
                    labels.insert(label)
                } else {
                    labels.remove(&label)
                };
                self.set_fields(*card, vec![CardField::Labels(labels)])?
            }
            Act::MoveCard { card, to } => self.move_card(*card, *to)?,
            Act::Archive(card) => self.set_fields(*card, vec![CardField::Archived(true)])?,
            Act::Restore(card) => self.restore(*card)?,
            Act::Delete(card) => {
                let gone = self.need_card(*card)?;
                let birth = CardField::Born(Birth {
                    created: gone.created,
                    rev: gone.rev,
                });
                let mut fields = gone.fields();
                fields.push(birth);
                Some(Diff::Card(Touch {
                    id: *card,
                    before: Some(fields),
                    after: None,
                }))
            }
            Act::Expect { card, rev } => {
                let now = self.need_card(*card)?.rev;
                if now != *rev {
                    return Err(Refusal::Stale {
                        card: *card,
                        expected: *rev,
                        now,
                    });
                }
                None
            }
            Act::Revert(diff) => self.revert(diff)?,
        };
        if let Some(diff) = diff {
            happen(self, diff);
        }
        Ok(())
    }

    fn need_card(&self, id: CardId) -> Result<&crate::board::Card, Refusal> {
        self.card(id).ok_or(Refusal::NoCard(id))
    }

    fn need_column(&self, id: ColumnId) -> Result<&Column, Refusal> {
        self.column(id).ok_or(Refusal::NoColumn(id))
    }

    // ---- columns

    fn free_name(&self, name: &str, own: Option<ColumnId>) -> Result<String, Refusal> {
        let name = line(name, "a column's name", NAME_MAX)?;
        match self.column_named(&name) {
            Some(column) if Some(column.id) != own => Err(Refusal::NameTaken(column.name.clone())),
            _ => Ok(name),
        }
    }

    fn set_column(&self, id: ColumnId, to: ColumnField) -> Result<Option<Diff>, Refusal> {
        let was = self.need_column(id)?.get(&to);
        Ok(if was == to {
            None
        } else {
            column_diff(id, Some(vec![was]), Some(vec![to]))
        })
    }

    /// Returns a rank for a column at that place, itself left out of account.
    fn column_rank(&self, at: Along, own: Option<ColumnId>) -> Rank {
        let others: Vec<&Column> = self
            .columns()
            .iter()
            .filter(|column| Some(column.id) != own)
            .collect();
        let find = |id: ColumnId| others.iter().position(|column| column.id == id);
        let slot = match at {
            Along::First => 0,
            Along::Last => others.len(),
            Along::Before(column) => find(column).unwrap_or(others.len()),
            Along::After(column) => find(column).map_or(others.len(), |at| at + 1),
        };
        let low = slot.checked_sub(1).map(|at| &others[at].rank);
        Rank::between(low, others.get(slot).map(|column| &column.rank))
    }

    /// Returns the moves that empty a column.
    fn empty_column(&self, id: ColumnId, into: Option<ColumnId>) -> Result<Vec<Diff>, Refusal> {
        let column = self.need_column(id)?;
        let mut cards: Vec<_> = self
            .cards()
            .filter(|card| card.place.column == id)
            .collect();
        cards.sort_by_key(|card| (&card.place.rank, card.id));
        if cards.is_empty() {
            return Ok(Vec::new());
        }
        let Some(into) = into.filter(|into| *into != id) else {
            let name = column.name.clone();
            return Err(Refusal::NotEmpty {
                name,
                cards: cards.len(),
            });
        };
        let mut low = self.last_rank(self.need_column(into)?);
        let to_target = |card: &crate::board::Card| {
            let rank = Rank::between(low.as_ref(), None);
            low = Some(rank.clone());
            let to = CardField::Place(Spot { column: into, rank });
            card_diff(card.id, vec![card.get(&to)], vec![to])
        };
        Ok(cards.into_iter().map(to_target).collect())
    }

    fn last_rank(&self, column: &Column) -> Option<Rank> {
        let last = column.cards().last()?;
        self.card(*last).map(|card| card.place.rank.clone())
    }

    // ---- cards

    fn add_card(&self, at: Place, draft: &Draft) -> Result<Diff, Refusal> {
        let column = self.need_column(at.column)?;
        let details = [
            Detail::Title(draft.title.clone()),
            Detail::Body(draft.body.clone()),
            Detail::Assignee(draft.assignee.clone()),
            Detail::Priority(draft.priority),
            Detail::Due(draft.due),
        ];
        let labels: BTreeSet<String> = draft
            .labels
            .iter()
            .map(|label| word(label, "a label"))
            .collect::<Result<_, _>>()?;
        let rank = self
            .rank_at(column, at.at, None)
            .unwrap_or_else(|| Rank::between(self.last_rank(column).as_ref(), None));
        let mut fields = Vec::with_capacity(8);
        for detail in details {
            fields.push(CardField::Detail(valid(&detail)?));
        }
        fields.extend([
            CardField::Labels(labels),
            CardField::Archived(false),
            CardField::Place(Spot {
                column: column.id,
                rank,
            }),
        ]);
        Ok(Diff::Card(Touch {
            id: self.next_card(),
            before: None,
            after: Some(fields),
        }))
    }

    fn set_card(
        &self,
        id: CardId,
        to: &Detail,
        base: Option<&Detail>,
    ) -> Result<Option<Diff>, Refusal> {
        let to = valid(to)?;
        let now = self.need_card(id)?.detail(&to);
        if base.is_some_and(|base| *base != now && to != now) {
            return Err(clash(
                id.to_string(),
                to.name(),
                to.to_string(),
                now.to_string(),
            ));
        }
        self.set_fields(id, vec![CardField::Detail(to)])
    }

    /// Returns the diff that gives a card these fields; the ones it has already are left out.
    fn set_fields(&self, id: CardId, mut fields: Vec<CardField>) -> Result<Option<Diff>, Refusal> {
        let card = self.need_card(id)?;
        fields.retain(|field| card.get(field) != *field);
        let before = fields.iter().map(|field| card.get(field)).collect();
        Ok((!fields.is_empty()).then(|| card_diff(id, before, fields)))
    }

    fn move_card(&self, id: CardId, to: Place) -> Result<Option<Diff>, Refusal> {
        let card = self.need_card(id)?;
        if card.archived {
            return Err(Refusal::Invalid(format!(
                "{id} is archived; restore it first"
            )));
        }
        let column = self.need_column(to.column)?;
        let stays = card.place.column == column.id;
        let rank = match self.rank_at(column, to.at, Some(id)) {
            Some(rank) => rank,
            None if stays => return Ok(None),
            None => Rank::between(self.last_rank(column).as_ref(), None),
        };
        self.set_fields(
            id,
            vec![CardField::Place(Spot {
                column: column.id,
                rank,
            })],
        )
    }

    /// Returns a rank for a place, the card itself left out of account: its own rank when it stands there already,
    /// `None` when the neighbour it was to go next to is not in the column.
    fn rank_at(&self, column: &Column, at: At, own: Option<CardId>) -> Option<Rank> {
        let cards = column.cards();
        let is_other = |id: &&CardId| Some(**id) != own;
        let rank_of = |id: &CardId| self.card(*id).map(|card| &card.place.rank);
        let find = |id: CardId| cards.iter().position(|card| *card == id);
        // The neighbours above and below, among the other cards.
        let (above, below) = match at {
            At::Top => (None, cards.iter().find(is_other)),
            At::Bottom => (cards.iter().rev().find(is_other), None),
            At::Before(id) | At::After(id) if Some(id) == own => {
                return find(id).and_then(|at| rank_of(&cards[at]).cloned());
            }
            At::Before(id) => {
                let at = find(id)?;
                (cards[..at].iter().rev().find(is_other), Some(&cards[at]))
            }
            At::After(id) => {
                let at = find(id)?;
                (Some(&cards[at]), cards[at + 1..].iter().find(is_other))
            }
        };
        let (low, high) = (above.and_then(rank_of), below.and_then(rank_of));
        let stands_there = |id: &CardId| {
            let at = find(*id)?;
            let next_to =
                at.checked_sub(1).map(|at| &cards[at]) == above && cards.get(at + 1) == below;
            next_to.then(|| rank_of(id).cloned()).flatten()
        };
        own.as_ref()
            .and_then(stands_there)
            .or_else(|| Some(Rank::between(low, high)))
    }

    /// Returns the spot itself, or the one right below it when another card has taken it.
    fn free_spot(&self, spot: &Spot, own: CardId) -> Result<Spot, Refusal> {
        let column = self.need_column(spot.column)?;
        let from = self.slot(column, &spot.rank, CardId(i64::MIN));
        let mut below = column.cards()[from..]
            .iter()
            .filter(|id| **id != own)
            .filter_map(|id| self.card(*id));
        let rank = match below.next() {
            Some(card) if card.place.rank == spot.rank => {
                Rank::between(Some(&spot.rank), below.next().map(|card| &card.place.rank))
            }
            _ => spot.rank.clone(),
        };
        Ok(Spot {
            column: column.id,
            rank,
        })
    }

    fn restore(&self, id: CardId) -> Result<Option<Diff>, Refusal> {
        let card = self.need_card(id)?;
        let place = self.free_spot(&card.place, id)?;
        self.set_fields(
            id,
            vec![CardField::Archived(false), CardField::Place(place)],
        )
    }

    // ---- undo

    fn revert(&self, diff: &Diff) -> Result<Option<Diff>, Refusal> {
        match diff {
            Diff::Card(touch) => self.revert_card(touch),
            Diff::Column(touch) => self.revert_column(touch),
        }
    }

    fn revert_card(&self, touch: &Touch<CardId, CardField>) -> Result<Option<Diff>, Refusal> {
        let id = touch.id;
        let Some(before) = &touch.before else {
            // It was added; it goes if nobody touched it.
            let card = self.need_card(id)?;
            for field in touch
                .after
                .iter()
                .flatten()
                .filter(|field| !matches!(field, CardField::Born(_)))
            {
                self.untouched(id, field, field)?;
            }
            let mut fields = card.fields();
            fields.push(card.get(&CardField::Born(Birth {
                created: card.created,
                rev: 0,
            })));
            return Ok(Some(Diff::Card(Touch {
                id,
                before: Some(fields),
                after: None,
            })));
        };
        let Some(after) = &touch.after else {
            // It was deleted; it comes back.
            if self.card(id).is_some() {
                return Err(Refusal::Invalid(format!("{id} is there again already")));
            }
            let archived = before.contains(&CardField::Archived(true));
            let back = |field: &CardField| match field {
                CardField::Place(spot) if !archived => {
                    self.free_spot(spot, id).map(CardField::Place)
                }
                field => Ok(field.clone()),
            };
            let fields = before.iter().map(back).collect::<Result<_, _>>()?;
            return Ok(Some(Diff::Card(Touch {
                id,
                before: None,
                after: Some(fields),
            })));
        };
        // An archived card takes nobody's place, so it goes back to exactly where it was.
        let archived = match before
            .iter()
            .find(|field| matches!(field, CardField::Archived(_)))
        {
            Some(field) => *field == CardField::Archived(true),
            None => self.need_card(id)?.archived,
        };
        let mut to = Vec::with_capacity(before.len());
        for before in before {
            // Both sides hold the same fields; their order is the writer's.
            let Some(after) = after.iter().find(|after| after.name() == before.name()) else {
                continue;
            };
            to.push(match (before, after) {
                // Labels that others put on or took off meanwhile stay so.
                (CardField::Labels(before), CardField::Labels(after)) => {
                    let mut labels = self.need_card(id)?.labels.clone();
                    labels.extend(before.difference(after).cloned());
                    labels.retain(|label| before.contains(label) || !after.contains(label));
                    CardField::Labels(labels)
                }
                (CardField::Place(spot), after) if !archived => {
                    self.untouched(id, after, before)?;
                    CardField::Place(self.free_spot(spot, id)?)
                }
                (before, after) => {
                    self.untouched(id, after, before)?;
                    before.clone()
                }
            });
        }
        if to.contains(&CardField::Archived(false))
            && !to.iter().any(|field| matches!(field, CardField::Place(_)))
        {
            let place = self.need_card(id)?.place.clone();
            to.push(CardField::Place(self.free_spot(&place, id)?));
        }
        self.set_fields(id, to)
    }

    /// Refuses when a card's field is not what a change left it as.
    fn untouched(&self, id: CardId, left: &CardField, want: &CardField) -> Result<(), Refusal> {
        let now = self.need_card(id)?.get(left);
        if now == *left {
            return Ok(());
        }
        let say = |field: &CardField| match field {
            CardField::Detail(detail) => detail.to_string(),
            CardField::Labels(labels) => labels.iter().cloned().collect::<Vec<_>>().join(" "),
            CardField::Archived(true) => "archived".to_owned(),
            CardField::Archived(false) => "on the board".to_owned(),
            CardField::Place(spot) => match self.column(spot.column) {
                Some(column) => format!("in {}", column.name),
                None => spot.column.to_string(),
            },
            CardField::Born(_) => String::new(),
        };
        Err(clash(id.to_string(), left.name(), say(want), say(&now)))
    }

    fn revert_column(&self, touch: &Touch<ColumnId, ColumnField>) -> Result<Option<Diff>, Refusal> {
        let id = touch.id;
        let untouched = |field: &ColumnField, want: &ColumnField| {
            let column = self.need_column(id)?;
            let now = column.get(field);
            let say = |field: &ColumnField| match field {
                ColumnField::Name(name) => name.clone(),
                ColumnField::Limit(limit) => {
                    limit.map_or("none".to_owned(), |limit| limit.to_string())
                }
                ColumnField::Rank(rank) => format!("at {rank}"),
            };
            if now == *field {
                return Ok(());
            }
            Err(clash(
                format!("column “{}”", column.name),
                field.name(),
                say(want),
                say(&now),
            ))
        };
        match (&touch.before, &touch.after) {
            (None, after) => {
                for field in after.iter().flatten() {
                    untouched(field, field)?;
                }
                self.empty_column(id, None)?;
                Ok(column_diff(id, Some(self.need_column(id)?.fields()), None))
            }
            (Some(before), None) => {
                if self.column(id).is_some() {
                    return Err(Refusal::Invalid(format!("{id} is there again already")));
                }
                for field in before {
                    if let ColumnField::Name(name) = field {
                        self.free_name(name, None)?;
                    }
                }
                Ok(column_diff(id, None, Some(before.clone())))
            }
            (Some(before), Some(after)) => {
                for before in before {
                    if let Some(after) = after.iter().find(|after| after.name() == before.name()) {
                        untouched(after, before)?;
                    }
                    if let ColumnField::Name(name) = before {
                        self.free_name(name, Some(id))?;
                    }
                }
                let column = self.need_column(id)?;
                let now = before.iter().map(|field| column.get(field)).collect();
                Ok(column_diff(id, Some(now), Some(before.clone())))
            }
        }
    }
}

fn card_diff(id: CardId, before: Vec<CardField>, after: Vec<CardField>) -> Diff {
    Diff::Card(Touch {
        id,
        before: Some(before),
        after: Some(after),
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the callers return an optional diff"
)]
fn column_diff(
    id: ColumnId,
    before: Option<Vec<ColumnField>>,
    after: Option<Vec<ColumnField>>,
) -> Option<Diff> {
    Some(Diff::Column(Touch { id, before, after }))
}

fn clash(what: String, field: &'static str, yours: String, theirs: String) -> Refusal {
    let by = None;
    Refusal::Clash(Box::new(Clash {
        what,
        field,
        yours,
        theirs,
        by,
    }))
}

/// Returns the detail as it may be saved.
fn valid(detail: &Detail) -> Result<Detail, Refusal> {
    Ok(match detail {
        Detail::Title(title) => Detail::Title(line(title, "a title", TITLE_MAX)?),
        Detail::Body(body) if body.len() > BODY_MAX => {
            let (is, max) = (body.len(), BODY_MAX);
            return Err(Refusal::Invalid(format!(
                "a body of {is} bytes is too long; the longest is {max}"
            )));
        }
        Detail::Body(body) => Detail::Body(body.replace("\r\n", "\n").replace('\0', "")),
        Detail::Assignee(Some(name)) => Detail::Assignee(Some(word(
            name.strip_prefix('@').unwrap_or(name),
            "a name",
        )?)),
        other => other.clone(),
    })
}

/// Returns one line of text: blanks at the ends and control characters taken out.
fn line(text: &str, what: &str, max: usize) -> Result<String, Refusal> {
    let spaced = text.replace(['\n', '\r', '\t'], " ");
    let kept: String = spaced
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    let len = kept.chars().count();
    if kept.is_empty() {
        return Err(Refusal::Invalid(format!("{what} cannot be empty")));
    }
    if len > max {
        return Err(Refusal::Invalid(format!(
            "{what} of {len} characters is too long; the longest is {max}"
        )));
    }
    Ok(kept)
}

/// Returns a name without blanks, as the query language needs it.
fn word(text: &str, what: &str) -> Result<String, Refusal> {
    let word = line(text, what, NAME_MAX)?;
    if word.contains(char::is_whitespace) {
        return Err(Refusal::Invalid(format!(
            "{what} cannot have blanks in it: “{word}”"
        )));
    }
    if word.starts_with(['+', '-', '@', '!', '#']) {
        let first = &word[..1];
        return Err(Refusal::Invalid(format!(
            "{what} cannot begin with {first}: “{word}”"
        )));
    }
    Ok(word)
}
