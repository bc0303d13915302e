//! A card opened in the user's editor as one text, with nothing locked meanwhile.

use std::io::{self, IsTerminal as _};

use super::out::{Line, Out};
use super::report;
use crate::board::{Board, CardField, CardId, Detail};
use crate::change::{Change, Diff};
use crate::clock;
use crate::edit::page::{self, Around, Basis, Fault};
use crate::edit::{Act, Edit, Flaw, Need, Refusal};
use crate::editor;
use crate::store::Store;

/// Opens a card in the editor and saves the fields that were changed. Where others changed the same ones, or a line
/// cannot be, the editor opens once more on a terminal; elsewhere the text is kept in a file.
pub(super) fn edit(
    id: CardId,
    expect: Option<Act>,
    editor: &str,
    store: &mut Store,
    out: &mut Out,
) -> anyhow::Result<()> {
    let seen = store.last_seq()?;
    let board = read(store, id)?;
    let card = board.card(id).ok_or(Refusal::NoCard(id))?;
    let mut basis = Basis::of(card, &board);
    let mut marks = Vec::new();
    let mut given = basis.page(&board);
    loop {
        let text = editor::edit_text(editor, &given)?;
        if text.trim().is_empty() {
            return unchanged(id, store, out);
        }
        let fault = match acts(&basis, &marks, &text, store)? {
            Ok(acts) if acts.is_empty() => return unchanged(id, store, out),
            Ok(acts) => {
                let acts = expect.clone().into_iter().chain(acts);
                let edit = Edit::new(super::new_id(), acts.collect());
                let refused = match store.write(&edit) {
                    Ok(changes) => return saved(id, seen, &edit, &changes, store, out),
                    Err(refused) => refused,
                };
                match refused.downcast_ref::<Refusal>() {
                    Some(Refusal::Clash(clash)) if is_attended() => {
                        let (me, board) = (store.actor().name.clone(), read(store, id)?);
                        let by = clash.by.as_deref().unwrap_or("someone");
                        let (field, theirs) = (clash.field, &clash.theirs);
                        let meanwhile = format!("{by} changed the {field} meanwhile: {theirs}");
                        let text = page::uncomplained(&text);
                        let again = basis.again(text, clash, &board, &me, &meanwhile);
                        (basis, marks, given) = (again.basis, again.marks, again.text);
                        continue;
                    }
                    _ => return Err(kept(refused, page::uncomplained(&text))),
                }
            }
            Err(fault) => fault,
        };
        // Who closes the editor with nothing mended does not want it open again.
        let mended = text != given;
        given = page::complain(&text, &fault.to_string());
        if !mended || !is_attended() {
            return Err(kept(
                Refusal::from(Flaw::Said(fault.to_string())).into(),
                &given,
            ));
        }
    }
}

fn read(store: &Store, id: CardId) -> anyhow::Result<Board> {
    store.part(&[Need::Card(id)])
}

/// Tells whether somebody is there to answer.
fn is_attended() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Returns what was changed on the page, or why it cannot be.
fn acts(
    basis: &Basis,
    marks: &[String],
    text: &str,
    store: &Store,
) -> anyhow::Result<Result<Vec<Act>, Fault>> {
    if let Some(fault) = page::mark_left(text, marks) {
        return Ok(Err(fault));
    }
    let around = Around {
        board: &read(store, basis.card.id)?,
        me: &store.actor().name,
        today: clock::today(),
    };
    Ok(basis.acts(text, &around))
}

fn unchanged(id: CardId, store: &Store, out: &mut Out) -> anyhow::Result<()> {
    match out.json {
        true => report::card(out, store, id, &[]),
        false => out.line(&Line::new("the card was left as it is")),
    }
}

/// Tells what was saved, and whose text it was merged with.
fn saved(
    id: CardId,
    seen: i64,
    edit: &Edit,
    changes: &[Change],
    store: &Store,
    out: &mut Out,
) -> anyhow::Result<()> {
    report::card(out, store, id, changes)?;
    if out.json || edit.merged(changes).is_none() {
        return Ok(());
    }
    let first = changes.first().map_or(i64::MAX, |change| change.seq);
    let mut by = "someone".to_owned();
    for change in store.journal(Some(id), seen, usize::MAX)? {
        if change.seq < first && touches_body(&change) {
            by = change.actor.name;
        }
    }
    out.line(&Line::new(&format!(
        "the text was merged with {by}'s change of it"
    )))
}

fn touches_body(change: &Change) -> bool {
    let Diff::Card(touch) = &change.diff else {
        return false;
    };
    let mut fields = touch.after.iter().flatten();
    fields.any(|field| matches!(field, CardField::Detail(Detail::Body(_))))
}

/// Keeps a text that could not be saved in a file, and says so with the reason.
fn kept(reason: anyhow::Error, text: &str) -> anyhow::Error {
    reason.context(match editor::keep(text) {
        Ok(path) => format!(
            "the card was not saved; your text is kept in {}",
            path.display()
        ),
        Err(error) => {
            format!("the card was not saved, and your text could not be kept ({error})")
        }
    })
}
