//! Links between cards.

use walboard::board::{CardId, ColumnId, Detail, Relation};
use walboard::edit::{Act, At, Edit, Place, Refusal};

use crate::common::board::{add, card_of, edit, fresh_id};
use crate::{CARD, card, is_sound, link, refusal, with_cards};

#[test]
fn links_of_a_card_that_went_meanwhile_do_not_stand_in_the_way() {
    let board = with_cards(3);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    ann.write(&link(1, Relation::Blocks, 2)).unwrap();
    ann.write(&link(2, Relation::Blocks, 3)).unwrap();
    ann.write(&edit(Act::Delete(CardId(2)))).unwrap();
    bob.write(&edit(Act::Delete(CARD))).unwrap();
    bob.write(&edit(Act::Delete(CardId(3)))).unwrap();
    ann.undo(fresh_id()).unwrap();
    assert!(card(&mut ann, CardId(2)).links.is_empty());
    is_sound(&mut ann);
}

#[test]
fn what_comes_back_closes_no_circle() {
    let board = with_cards(3);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    ann.write(&link(1, Relation::Blocks, 2)).unwrap();
    ann.write(&link(2, Relation::Blocks, 3)).unwrap();
    ann.write(&edit(Act::Delete(CardId(2)))).unwrap();
    bob.write(&link(3, Relation::Blocks, 1)).unwrap();
    let refused = refusal(ann.undo(fresh_id()));
    assert!(refused.to_string().contains("circle"), "{refused}");
    // All or nothing.
    assert_eq!(ann.read().unwrap().card(CardId(2)), None);
    is_sound(&mut ann);
}

#[test]
fn a_long_way_round_is_a_circle_too() {
    let board = with_cards(60);
    let mut ann = board.open("ann");
    for at in 1..60 {
        ann.write(&link(at, Relation::Parent, at + 1)).unwrap();
    }
    let refused = refusal(ann.write(&link(1, Relation::Child, 60)));
    assert_eq!(
        refused.to_string(),
        "#60 is under #1 already, straight or through others: that would be a circle"
    );
    ann.write(&link(60, Relation::Blocks, 1)).unwrap();
}

#[test]
fn an_adding_stays_when_somebody_has_linked_to_it() {
    let board = with_cards(1);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let new = card_of(&ann.write(&add("new")).unwrap());
    bob.write(&link(1, Relation::Blocks, new.0)).unwrap();
    let refused = refusal(ann.undo(fresh_id()));
    assert!(matches!(refused, Refusal::Clash(_)), "{refused}");
    bob.undo(fresh_id()).unwrap();
    ann.undo(fresh_id()).unwrap();
    assert_eq!(ann.read().unwrap().card(new), None);
}

#[test]
fn a_blocker_counts_until_it_is_done_or_archived() {
    let board = with_cards(2);
    let mut ann = board.open("ann");
    ann.write(&link(1, Relation::Blocks, 2)).unwrap();
    let mut blocked = |acts: Vec<Act>| {
        ann.write(&Edit::new(fresh_id(), acts)).unwrap();
        let board = ann.read().unwrap();
        board.is_blocked(board.card(CardId(2)).unwrap())
    };
    assert!(blocked(vec![]));
    let go = |column| Act::MoveCard {
        card: CARD,
        to: Place {
            column,
            at: At::Top,
        },
    };
    // The last column of a new board is where cards are done.
    let done = ColumnId(3);
    assert!(!blocked(vec![go(done)]));
    assert!(blocked(vec![Act::DoneColumn {
        column: done,
        done: false
    }]));
    assert!(!blocked(vec![Act::Archive(CARD)]));
    let to = Detail::Blocked(Some("rain".to_owned()));
    let base = None;
    let card = CardId(2);
    assert!(blocked(vec![Act::SetCard { card, to, base }]));
}
