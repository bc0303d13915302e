//! Which part of the board an edit needs.

use crate::board::{CardField, CardId, ColumnId, Link, LinkKind, Rank, Relation};
use crate::change::{Diff, Touch};
use crate::outline::Outline;

use super::{Act, At, ClaimAct, Draft, Edit, Place};

/// A part of the board that an edit needs, so that it need not be read whole. Columns, and the colours of
/// labels, are always all there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// That card.
    Card(CardId),
    /// That card, but for what it has several of: its labels, checklist, comments and links.
    Row(CardId),
    /// That card, and what [`Need::From`] asks for the rank it has.
    Home(CardId),
    /// The two cards on either side of a place, and the next ones outward, each as in [`Need::Row`].
    Beside(Place),
    /// The first two cards of the column that stand at the rank or below it, each as in [`Need::Row`].
    From(ColumnId, Rank),
    /// All cards of the column, archived ones included.
    All(ColumnId),
    /// That card, and all that have a link to it.
    Linked(CardId),
    /// That card, and all that lead to it by links of that kind, as far as [`LINKS_MAX`](super::LINKS_MAX) goes.
    Upstream(CardId, LinkKind),
    /// All cards with that label, archived ones included.
    Labelled(String),
    /// The last two cards of every column, each as in [`Need::Row`].
    Bottoms,
    /// The card that an import took from there.
    Source(String),
    /// The card that an import took from there, and all that lead to it by links of that kind.
    SourceUpstream(String, LinkKind),
}

impl Edit {
    /// Returns the parts of the board that applying it looks at.
    pub fn needs(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        for act in &self.acts {
            match act {
                Act::AddColumn { .. }
                | Act::RenameColumn { .. }
                | Act::LimitColumn { .. }
                | Act::DoneColumn { .. }
                | Act::PaintColumn { .. }
                | Act::MoveColumn { .. }
                | Act::Saw { .. }
                | Act::PaintLabel { .. } => {}
                Act::RemoveColumn { column, into } => {
                    needs.push(Need::All(*column));
                    needs.extend(into.map(|column| {
                        let at = At::Bottom;
                        Need::Beside(Place { column, at })
                    }));
                }
                Act::AddCard { at, draft } => {
                    needs.push(Need::Beside(*at));
                    of_draft(draft, &mut needs);
                }
                Act::MoveCard { card, to } => needs.extend([Need::Row(*card), Need::Beside(*to)]),
                Act::SetCard { card, .. }
                | Act::Expect { card, .. }
                | Act::Stands { card, .. }
                | Act::Archive(card) => needs.push(Need::Row(*card)),
                Act::Label { card, .. } | Act::Item { card, .. } | Act::Comment { card, .. } => {
                    needs.push(Need::Card(*card));
                }
                Act::Claim { card, act } => match act {
                    ClaimAct::Take { to, .. } => {
                        needs.push(Need::Linked(*card));
                        needs.extend(to.map(|column| {
                            let at = At::Bottom;
                            Need::Beside(Place { column, at })
                        }));
                    }
                    _ => needs.push(Need::Row(*card)),
                },
                Act::Link {
                    card,
                    relation,
                    other,
                    ..
                } => {
                    let (at, link) = relation.stored(*card, *other);
                    of_link(at, link, &mut needs);
                }
                Act::Import(outline) => of_import(outline, &mut needs),
                Act::RenameLabel { label, .. } | Act::RemoveLabel { label } => {
                    needs.push(Need::Labelled(label.clone()));
                }
                Act::Restore(card) => needs.push(Need::Home(*card)),
                Act::Delete(card) => needs.push(Need::Linked(*card)),
                Act::Revert(diff) => match &**diff {
                    Diff::Card(touch) => of_revert(touch, &mut needs),
                    Diff::Column(touch) => needs.push(Need::All(touch.id)),
                    Diff::Label(_) => {}
                },
            }
        }
        needs
    }
}

/// The cards it is linked with, and what leads to those that lead to it: no card may lead to itself.
fn of_draft(draft: &Draft, needs: &mut Vec<Need>) {
    for (relation, other) in &draft.links {
        needs.push(match relation {
            Relation::BlockedBy => Need::Upstream(*other, LinkKind::Blocks),
            Relation::Child => Need::Upstream(*other, LinkKind::Parent),
            Relation::Blocks | Relation::Parent | Relation::Relates => Need::Card(*other),
        });
    }
}

fn of_import(outline: &Outline, needs: &mut Vec<Need>) {
    needs.push(Need::Bottoms);
    let keys = outline.entries.iter().map(|entry| &entry.key);
    needs.extend(keys.cloned().map(Need::Source));
    let straight = outline
        .ties
        .iter()
        .filter(|tie| tie.kind != LinkKind::Relates);
    needs.extend(straight.map(|tie| Need::SourceUpstream(tie.from.clone(), tie.kind)));
}

fn of_link(at: CardId, link: Link, needs: &mut Vec<Need>) {
    needs.push(Need::Card(link.card));
    needs.push(match link.kind {
        LinkKind::Relates => Need::Card(at),
        kind => Need::Upstream(at, kind),
    });
}

fn of_revert(touch: &Touch<CardId, CardField>, needs: &mut Vec<Need>) {
    needs.push(Need::Home(touch.id));
    if touch.before.is_none() {
        needs.push(Need::Linked(touch.id));
    }
    for field in touch.before.iter().flatten() {
        match field {
            CardField::Place(spot) => needs.push(Need::From(spot.column, spot.rank.clone())),
            CardField::Links(links) => {
                for link in links {
                    of_link(touch.id, *link, needs);
                }
            }
            _ => {}
        }
    }
}
