//! Cards that go to another board: added there, then archived here with a word of where they went.

use std::path::Path;

use uuid::Uuid;

use crate::board::{Board, Card, CardId, Column};
use crate::change::{Change, EditId};
use crate::edit::{
    Act, At, CommentAct, Draft, DraftComment, DraftItem, Edit, Need, Place, Refusal,
};
use crate::store::{Cause, Saying as _, Store};
use crate::tui::msg::{Sending, Sent};

/// Sends cards. When it fails, nothing is changed, or the cards are on both boards, which is said.
pub(super) fn send(
    open: &dyn Fn(&Path) -> anyhow::Result<Store>,
    here: &Path,
    sending: &Sending,
) -> anyhow::Result<Sent> {
    let mut home = open(here)?;
    let needs: Vec<Need> = sending.cards.iter().map(|card| Need::Card(*card)).collect();
    let part = home.part(&needs)?;
    let card = |id: &CardId| part.card(*id).ok_or(Refusal::NoCard(*id));
    let cards: Vec<&Card> = sending.cards.iter().map(card).collect::<Result<_, _>>()?;
    let mut away = open(&sending.to)?;
    let board = away.title().to_owned();
    let add = adding(here, &cards, &part, &away.part(&[])?)?;
    let added = away.write(&add)?;
    let new: Vec<CardId> = added.iter().filter_map(born).collect();
    let archive = Edit::new(sending.edit.clone(), archiving(&cards, &new, &board));
    let archived = home.write(&archive);
    archived.saying(|| Cause::OnBoth(sending.to.clone()))?;
    Ok(Sent { board, new })
}

/// Returns the edit that adds cards to a board: each to the column of the same name, else to the first one. Sent again
/// because the answer was lost, it has the same name, and adds nothing twice.
fn adding(here: &Path, cards: &[&Card], from: &Board, to: &Board) -> anyhow::Result<Edit> {
    let first = to.columns().first().ok_or(Cause::NoColumns)?;
    let add = |card: &&Card| {
        let home = from.column(card.place.column);
        let same = home.and_then(|home| to.column_named(&home.name));
        let column: &Column = same.unwrap_or(first);
        let at = Place {
            column: column.id,
            at: At::Bottom,
        };
        let draft = Box::new(draft(card));
        Act::AddCard { at, draft }
    };
    let named = cards
        .iter()
        .map(|card| format!(" {}@{}", card.id, card.rev));
    let name = format!("{}{}", here.display(), named.collect::<String>());
    let name = Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes());
    let acts = cards.iter().map(add).collect();
    Ok(Edit::new(EditId(format!("moved-{name}")), acts))
}

/// Returns what goes along: all that is on the card itself. Links lead to cards that stay.
fn draft(card: &Card) -> Draft {
    let item = |item: &crate::board::Item| DraftItem {
        text: item.text.clone(),
        done: item.done,
    };
    let comment = |comment: &crate::board::Comment| DraftComment {
        at: comment.at,
        by: comment.by.clone(),
        text: comment.text.clone(),
    };
    Draft {
        title: card.title.clone(),
        body: card.body.text().to_owned(),
        labels: (*card.labels).clone(),
        assignee: card.assignee.clone(),
        priority: card.priority,
        due: card.due,
        checklist: card.checklist.iter().map(item).collect(),
        comments: card.comments.iter().map(comment).collect(),
        links: Vec::new(),
        blocked: card.blocked.clone(),
        source: card.source.clone(),
        created: Some(card.created),
    }
}

/// Returns the acts that archive cards as they were sent: whoever changed one meanwhile is not to lose that.
fn archiving(cards: &[&Card], new: &[CardId], board: &str) -> Vec<Act> {
    let archive = |(card, new): (&&Card, &CardId)| {
        let (id, rev) = (card.id, card.rev);
        let text = format!("Moved to “{board}” as {new}");
        let act = CommentAct::Add { text };
        [
            Act::Expect { card: id, rev },
            Act::Comment { card: id, act },
            Act::Archive(id),
        ]
    };
    cards.iter().zip(new).flat_map(archive).collect()
}

/// Returns the card that a change added.
fn born(change: &Change) -> Option<CardId> {
    (change.kind() == "add").then(|| change.card())?
}
