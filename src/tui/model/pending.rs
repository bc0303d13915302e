//! My edits that are not saved yet: laid over the board as the file has it, lifted to let others' changes in, and
//! laid over it again.

use std::collections::VecDeque;

use crate::board::{Board, CardId};
use crate::change::{Change, EditId, Stamp, Was};
use crate::edit::{Act, Applied, Edit, Refusal, Takeback};
use crate::tui::model::Model;
use crate::tui::model::overlay::Ask;
use crate::tui::model::renumber::{Born, Numbers};
use crate::tui::model::touched::Touched;
use crate::tui::msg::Effect;

/// What was asked of the store and is not done.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) wish: Wish,
    /// What it touched was so before.
    were: Vec<Was>,
    touched: Touched,
    /// What it makes; a guess until it is saved.
    pub(crate) born: Born,
    /// Whether its changes came with the news already.
    landed: bool,
    /// What the user typed for it.
    pub(crate) typed: Option<(Ask, String)>,
}

/// Something asked of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wish {
    Edit(Edit),
    Undo(Takeback),
    Redo(Takeback),
}

impl Wish {
    fn name(&self) -> &EditId {
        match self {
            Self::Edit(edit) => &edit.id,
            Self::Undo(wish) | Self::Redo(wish) => &wish.id,
        }
    }

    fn effect(&self) -> Effect {
        match self {
            Self::Edit(edit) => Effect::Commit(edit.clone()),
            Self::Undo(wish) => Effect::Undo(wish.clone()),
            Self::Redo(wish) => Effect::Redo(wish.clone()),
        }
    }
}

impl Pending {
    /// Takes in what applying it brought.
    fn laid(&mut self, applied: Applied) {
        self.touched = Touched::by(&applied.changes);
        self.born = Born::of(&applied.changes);
        self.were = applied.were;
    }
}

impl Model {
    /// Does an edit on the screen at once, and has it saved. `Ok(false)`: all was so already.
    pub(crate) fn commit(
        &mut self,
        acts: Vec<Act>,
        typed: Option<(Ask, String)>,
    ) -> Result<bool, Refusal> {
        self.dismiss();
        let id = self.next_name();
        let edit = Edit::new(id, acts);
        let stamp = self.stamp();
        let heirs = self.heirs();
        let applied = self.board.apply(&edit, &stamp)?;
        if applied.changes.is_empty() {
            return Ok(false);
        }
        let mut pending = pending(Wish::Edit(edit), typed);
        pending.laid(applied);
        let touched = pending.touched.clone();
        let card = self.cursor.card;
        let added = pending.born.card;
        self.push(pending);
        // A new card is shown, whatever is searched for.
        self.arrange_touched(touched, added.or(card));
        self.follow(&heirs);
        Ok(true)
    }

    /// Asks the store for an undo or a redo.
    pub(crate) fn ask_store(&mut self, wish: impl FnOnce(EditId) -> Wish) {
        self.dismiss();
        let wish = wish(self.next_name());
        self.push(pending(wish, None));
    }

    fn push(&mut self, pending: Pending) {
        if self.pending.is_empty() {
            self.outbox.push(pending.wish.effect());
        }
        self.pending.push_back(pending);
    }

    /// Sends the first one that waits.
    pub(crate) fn send_next(&mut self) {
        self.waiting = None;
        if let Some(next) = self.pending.front() {
            self.outbox.push(next.wish.effect());
        }
    }

    /// Tells whether an edit of a card is not saved yet.
    pub(crate) fn is_pending(&self, card: CardId) -> bool {
        self.pending
            .iter()
            .any(|pending| pending.touched.cards.contains(&card) && !pending.landed)
    }

    /// Tells whether the number of a card is still a guess.
    pub(crate) fn is_guess(&self, card: CardId) -> bool {
        self.pending
            .iter()
            .any(|pending| pending.born.card == Some(card) && !pending.landed)
    }

    /// Takes my edits off the board: what is left is what the file has.
    fn lift(&mut self) {
        for pending in self.pending.iter_mut().rev() {
            self.board.put_back(std::mem::take(&mut pending.were));
        }
    }

    /// Lays my edits over the board again. What cannot be applied any more is left out; the store will say why.
    fn lay(&mut self, mut numbers: Numbers) {
        let stamp = self.stamp();
        let Self { pending, board, .. } = self;
        for (at, pending) in pending.iter_mut().enumerate() {
            if pending.landed {
                continue;
            }
            lay_one(board, pending, &stamp, &mut numbers, at);
        }
        self.renumber(&numbers);
    }

    /// Lets the board be changed beneath my edits, and no more of it than that. The cursor stays on its card, or the card
    /// it lost is returned.
    pub(crate) fn beneath(
        &mut self,
        mut touched: Touched,
        change: impl FnOnce(&mut Board, &mut VecDeque<Pending>, &mut Numbers),
    ) -> Option<CardId> {
        let heirs = self.heirs();
        self.touch_pending(&mut touched);
        self.lift();
        let mut numbers = Numbers::default();
        change(&mut self.board, &mut self.pending, &mut numbers);
        self.lay(numbers);
        self.touch_pending(&mut touched);
        self.arrange_touched(touched, self.cursor.card);
        self.follow(&heirs)
    }

    /// Adds what my edits that are not saved yet touch.
    fn touch_pending(&self, touched: &mut Touched) {
        for pending in &self.pending {
            touched.add(&pending.touched);
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            seq: 0,
            at: self.now,
            actor: self.me.clone(),
        }
    }
}

fn pending(wish: Wish, typed: Option<(Ask, String)>) -> Pending {
    Pending {
        wish,
        were: Vec::new(),
        touched: Touched::default(),
        born: Born::default(),
        landed: false,
        typed,
    }
}

fn lay_one(
    board: &mut Board,
    pending: &mut Pending,
    stamp: &Stamp,
    numbers: &mut Numbers,
    at: usize,
) {
    let Wish::Edit(edit) = &mut pending.wish else {
        return;
    };
    numbers.put_into(edit);
    let before = pending.born.clone();
    match board.apply(edit, stamp) {
        Ok(applied) => pending.laid(applied),
        Err(_) => {
            // Its guessed numbers may be someone else's by now: it gets impossible ones, so that no later edit of
            // mine can meet a stranger.
            let nobody = -1 - i64::try_from(at).unwrap_or_default();
            pending.born = before.nowhere(nobody);
            pending.touched = Touched::default();
        }
    }
    numbers.learn(&before, &pending.born);
}

/// Notes which of my edits the changes are from: they are on the board for good.
pub(crate) fn land(pending: &mut VecDeque<Pending>, changes: &[Change], numbers: &mut Numbers) {
    for pending in pending.iter_mut().filter(|pending| !pending.landed) {
        let name = pending.wish.name();
        let mine = changes.iter().filter(|change| change.edit == *name);
        let mine: Vec<Change> = mine.cloned().collect();
        if !mine.is_empty() {
            pending.landed = true;
            let born = Born::of(&mine);
            numbers.learn(&pending.born, &born);
            pending.born = born;
        }
    }
}

/// Drops the edits that speak of what a failed edit would have made; returns how many.
pub(crate) fn drop_orphans(pending: &mut VecDeque<Pending>, born: &Born) -> usize {
    let before = pending.len();
    pending.retain(|pending| match &pending.wish {
        Wish::Edit(edit) => !born.is_in(edit),
        Wish::Undo(_) | Wish::Redo(_) => true,
    });
    before - pending.len()
}
