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
