//! Long texts as they were laid out last: a body of a megabyte is measured once for each width, not for each frame.

use std::collections::HashMap;
use std::sync::Arc;

use crate::board::{CardId, CommentId};
use crate::tui::layout::markdown::{self, Laid};
use crate::tui::layout::{self, sheet};
use crate::tui::look::Addresses;
use crate::tui::model::Model;

/// Which text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TextOf {
    Body(CardId),
    Comment(CardId, CommentId),
}

/// The texts in view, by which they are and how wide.
#[derive(Debug, Default)]
pub(crate) struct Texts(HashMap<(TextOf, usize), Kept>);

#[derive(Debug)]
struct Kept {
    text: String,
    addresses: Addresses,
    laid: Arc<Laid>,
}

impl Texts {
    fn find(&self, key: (TextOf, usize), text: &str, addresses: Addresses) -> Option<&Kept> {
        let kept = self.0.get(&key)?;
        (kept.addresses == addresses && kept.text == text).then_some(kept)
    }
}

impl Model {
    /// Returns a text as lines of a width.
    pub(crate) fn laid(&self, of: TextOf, text: &str, width: usize) -> Arc<Laid> {
        let addresses = self.look.addresses;
        match self.texts.find((of, width), text, addresses) {
            Some(kept) => Arc::clone(&kept.laid),
            None => Arc::new(markdown::lay(text, width, addresses)),
        }
    }

    /// Lays out the texts that are in view, and forgets those that are not.
    pub(crate) fn lay_texts(&mut self) {
        let screen = self.screen();
        let full = self.sheet().map(|card| (card, sheet::area(&screen)));
        let beside = self.beside().zip(screen.side);
        let mut kept = Texts::default();
        for (card, area) in full.into_iter().chain(beside) {
            let width = sheet::text_width(layout::inside(area).width);
            let Some(card) = self.board.card(card) else {
                continue;
            };
            let comments = card.comments.iter().map(|comment| {
                let of = TextOf::Comment(card.id, comment.id);
                (of, comment.text.as_str(), sheet::comment_width(width))
            });
            let body = (TextOf::Body(card.id), card.body.text(), width);
            for (of, text, width) in comments.chain([body]) {
                let laid = self.laid(of, text, width);
                let (text, addresses) = (text.to_owned(), self.look.addresses);
                kept.0.insert(
                    (of, width),
                    Kept {
                        text,
                        addresses,
                        laid,
                    },
                );
            }
        }
        self.texts = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Board, Detail};
    use crate::change::{Actor, EditId, Stamp};
    use crate::edit::{Act, Along, At, Draft, Edit, Place};
    use crate::store::Mode;
    use crate::tui::keymap::Keys;
    use crate::tui::look::Look;
    use crate::tui::model::overlay::Overlay;
    use crate::tui::model::sheet::Sheet;
    use crate::tui::model::{Before, Start};
    use crate::tui::words::Words;

    fn stamp() -> Stamp {
        let name = "ann".to_owned();
        let user = name.clone();
        let at = "2026-11-23T09:00:00Z".parse().expect("a time");
        let (seq, actor) = (1, Actor { name, user });
        Stamp { seq, at, actor }
    }

    fn apply(board: &mut Board, act: Act) {
        let edit = Edit::new(EditId("e".to_owned()), vec![act]);
        board.apply(&edit, &stamp()).expect("it can be");
    }

    /// Returns a screen with a card of that text open.
    fn open(text: &str) -> Model {
        let mut board = Board::default();
        let (name, limit, done, at) = ("To do".to_owned(), None, false, Along::Last);
        apply(
            &mut board,
            Act::AddColumn {
                name,
                limit,
                done,
                at,
            },
        );
        let column = board.columns()[0].id;
        let at = Place {
            column,
            at: At::Bottom,
        };
        let draft = Box::new(Draft {
            title: "long".to_owned(),
            body: text.to_owned(),
            ..Draft::default()
        });
        apply(&mut board, Act::AddCard { at, draft });
        let mut model = Model::new(Start {
            board,
            title: String::new(),
            file: String::new(),
            me: stamp().actor,
            session: "s".to_owned(),
            mode: Mode::ReadWrite,
            size: (80, 24),
            look: Look::default(),
            mouse: false,
            keys: Keys::default(),
            words: Words::english(),
            warnings: Vec::new(),
            before: Before::default(),
            now: stamp().at,
            today: "2026-11-23".parse().expect("a day"),
        });
        let sheet = Sheet::of(CardId(1));
        model.overlays.push(Overlay::Card(sheet));
        model.lay_texts();
        model
    }

    fn body(model: &Model) -> Arc<Laid> {
        let screen = model.screen();
        let width = sheet::text_width(layout::inside(sheet::area(&screen)).width);
        let card = model.board.card(CardId(1)).expect("it is there");
        model.laid(TextOf::Body(card.id), card.body.text(), width)
    }

    #[test]
    fn a_text_of_a_megabyte_is_laid_out_once_for_each_width() {
        let mut model = open(&"- [ ] one of many *lines*\n".repeat(40_000));
        let first = body(&model);
        assert_eq!(first.tasks.len(), 40_000);
        model.lay_texts();
        assert!(Arc::ptr_eq(&first, &body(&model)));
        // Another width, and another text, are another matter.
        model.size = (60, 24);
        model.lay_texts();
        let narrow = body(&model);
        assert!(!Arc::ptr_eq(&first, &narrow));
        let (to, base) = (Detail::Body("short".to_owned()), None);
        let card = CardId(1);
        apply(&mut model.board, Act::SetCard { card, to, base });
        model.lay_texts();
        assert_eq!(body(&model).lines.len(), 1);
        // Closed, it is forgotten.
        model.overlays.clear();
        model.lay_texts();
        assert!(model.texts.0.is_empty());
    }
}
