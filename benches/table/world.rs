//! What every measurement has at hand: a folder on a real disk, and boards in it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::PathBuf;

use tempfile::TempDir;
use walboard::store::Store;

use crate::boards;

/// The folder, and the boards made so far.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    /// Fewer repetitions: to see whether it works, not to quote.
    pub(crate) quick: bool,
    boards: RefCell<BTreeMap<usize, PathBuf>>,
    copies: Cell<usize>,
}

impl World {
    pub(crate) fn new(quick: bool) -> Self {
        // Not in /tmp, which may be memory.
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        Self {
            folder,
            quick,
            boards: RefCell::default(),
            copies: Cell::default(),
        }
    }

    /// Returns a number of repetitions.
    pub(crate) fn times(&self, full: usize) -> usize {
        if self.quick { full.div_ceil(10) } else { full }
    }

    /// Returns a copy of the board of that many cards, which nobody else has.
    pub(crate) fn board(&self, cards: usize) -> PathBuf {
        let mut boards = self.boards.borrow_mut();
        let board = boards.entry(cards).or_insert_with(|| {
            eprintln!("making a board of {cards} cards");
            boards::make(self.folder.path(), cards)
        });
        let number = self.copies.replace(self.copies.get() + 1);
        let folder = self.folder.path().join(number.to_string());
        std::fs::create_dir(&folder).expect("a folder");
        let copy = folder.join("board.db");
        let store = Store::open(board, boards::options("ana")).expect("the board opens");
        store
            .backup(&copy, &mut |_, _| {})
            .expect("the board is copied");
        copy
    }
}
