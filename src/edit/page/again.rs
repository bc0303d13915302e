//! A page that was refused because of a clash, made ready to be edited once more.

use crate::board::{Board, Card};
use crate::edit::{Clash, merge};

use super::{Basis, body, complain, with_body};

/// A page with both sides of a clash on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// What it is based on: in the field that clashed, on what the board has now.
    pub basis: Basis,
    /// The page.
    pub text: String,
    /// The lines that must be gone from it.
    pub marks: Vec<String>,
}

impl Basis {
    /// Returns a refused page with both sides on it: two bodies between marks, another field's value in a word on top,
    /// which is `meanwhile`.
    pub fn again(
        &self,
        page: &str,
        clash: &Clash,
        board: &Board,
        me: &str,
        meanwhile: &str,
    ) -> Again {
        let (mut basis, mut marks, mut text) = (self.clone(), Vec::new(), page.to_owned());
        let by = clash.by.as_deref().unwrap_or("someone");
        if let Some(now) = board.card(self.card.id) {
            if clash.field == "body" {
                let theirs = clash.theirs.to_string();
                // This copy of the board may have left the body in the file; the clash has it.
                let base = self.card.body.text();
                let marked = merge::mark(base, body(page), &theirs, me, by);
                text = with_body(page, &marked.text);
                marks = marked.marks;
                basis.card.body = theirs.into();
            } else {
                text = complain(page, meanwhile);
                basis.rebase(clash.field, now, board);
            }
        }
        Again { basis, text, marks }
    }

    /// Takes what the card has now for what was seen of a field.
    fn rebase(&mut self, field: &str, now: &Card, board: &Board) {
        let mut fields = now.fields().into_iter();
        if let Some(field) = fields.find(|there| there.name() == field) {
            self.card.put(field);
        }
        if field == "place" {
            self.column = Self::of(now, board).column;
        }
    }
}
