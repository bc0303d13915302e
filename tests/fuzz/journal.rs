//! Entries of a real journal, made wrong in a few places.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use walboard::board::Board;
use walboard::change::{Change, Diff};

use crate::imports::demo_store;
use crate::mutate::slips;
use crate::{any_json, config};

/// The journal of the sample board, and the board.
static REAL: LazyLock<(Vec<Change>, Board)> = LazyLock::new(|| {
    let (_demo, mut store) = demo_store();
    let journal = store.journal(None, 0, usize::MAX).unwrap();
    assert!(journal.len() > 50, "{}", journal.len());
    (journal, store.read().unwrap())
});

/// Reads the two sides as an entry about what that one is about.
fn read(of: &Diff, before: Option<Value>, after: Option<Value>) -> Option<Diff> {
    let diff = match of {
        Diff::Card(touch) => Diff::card(touch.id, before, after),
        Diff::Column(touch) => Diff::column(touch.id, before, after),
        Diff::Label(touch) => Diff::label(touch.id.clone(), before, after),
    };
    diff.ok()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_real_entry_made_wrong_is_read_or_refused(which in any::<Index>(), slips in slips(any_json()), side in any::<bool>()) {
        let (journal, board) = &*REAL;
        let real = &journal[which.index(journal.len())];
        let (mut before, mut after) = real.diff.to_json();
        let wrong = if side { &mut before } else { &mut after };
        for slip in &slips {
            wrong.iter_mut().for_each(|value| slip.in_json(value));
        }
        let Some(diff) = read(&real.diff, before, after) else { return Ok(()) };
        let (before, after) = diff.to_json();
        let again = read(&diff, before, after);
        prop_assert_eq!(again.as_ref(), Some(&diff), "what was written can be read");
        let change = Change { diff, ..real.clone() };
        prop_assert!(!change.kind().is_empty());
        let _ = change.ran_out();
        // It follows from the board or it does not; and it can be taken back or is refused.
        let mut board = board.clone();
        let _ = board.absorb(&change);
        let _ = board.absorb(&change);
    }
}
