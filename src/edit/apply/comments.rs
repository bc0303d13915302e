//! The rules of comments.

use crate::board::{Board, CardField, CardId, Comment, Remark};
use crate::change::{Diff, Stamp};
use crate::edit::{CommentAct, Flaw, Missing, Refusal, Subject, Thing, Value};

use super::clash;
use super::values::lines;

impl Board {
    pub(super) fn comment(
        &self,
        id: CardId,
        act: &CommentAct,
        stamp: &Stamp,
    ) -> Result<Option<Diff>, Refusal> {
        let card = self.need_card(id)?;
        let find = |comment| {
            let found = card.comment(comment).cloned();
            found.ok_or(Refusal::NoSuch(Missing::Comment(id, comment)))
        };
        let remark = match act {
            CommentAct::Add { text } => Remark::Said(Comment {
                id: card.next_comment(),
                at: stamp.at,
                by: stamp.actor.name.clone(),
                text: valid(text)?,
            }),
            CommentAct::Edit {
                comment,
                text,
                base,
            } => {
                let (now, text) = (find(*comment)?, valid(text)?);
                if base
                    .as_ref()
                    .is_some_and(|base| *base != now.text && text != now.text)
                {
                    let what = Subject::Comment(*comment, id);
                    let (yours, theirs) = (Value::Text(text), Value::Text(now.text));
                    return Err(clash(what, "text", yours, theirs));
                }
                Remark::Said(Comment { text, ..now })
            }
            CommentAct::Remove { comment } => {
                let id = find(*comment)?.id;
                Remark::Unsaid { id }
            }
        };
        self.set_fields(id, vec![CardField::Comment(remark)])
    }
}

/// Returns what is said as it may be saved.
pub(super) fn valid(text: &str) -> Result<String, Refusal> {
    let text = lines(text, Thing::Comment)?;
    let text = text.trim_end().trim_start_matches('\n');
    if text.trim().is_empty() {
        return Err(Flaw::Empty(Thing::Comment).into());
    }
    Ok(text.to_owned())
}

/// Returns who said it as it is saved: a name from elsewhere, which may be anything.
pub(super) fn author(name: &str) -> String {
    let kept = name.chars().filter(|letter| !letter.is_control());
    kept.take(super::NAME_MAX).collect()
}
