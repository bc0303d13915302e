//! The items of a card, and the boxes in its text.

use walboard::board::{Board, CardId, Detail};
use walboard::edit::{Act, ItemAct, Slot};

use crate::card::{BODY, open, set};

fn body(board: &Board) -> &str {
    board.card(CardId(1)).unwrap().body.text()
}

fn items(board: &Board) -> Vec<String> {
    let card = board.card(CardId(1)).unwrap();
    let say = |item: &walboard::board::Item| {
        let tick = if item.done { "x " } else { "" };
        format!("{tick}{}", item.text.split(' ').next().unwrap())
    };
    card.checklist.iter().map(say).collect()
}

#[test]
fn space_ticks_what_the_cursor_is_on() {
    let mut desk = open();
    desk.press("2<space>").save();
    assert_eq!(items(&desk.file), ["ask", "count", "carry"]);
    desk.press("jj<space>").save();
    assert_eq!(items(&desk.file), ["ask", "count", "x carry"]);
    desk.press("uu").save();
    assert_eq!(items(&desk.file), ["x ask", "count", "carry"]);
}

#[test]
fn a_box_in_the_text_is_ticked_in_place_and_what_others_write_meanwhile_stays() {
    let mut desk = open();
    // The second box; the store has not answered when bob writes another line.
    desk.press("jj");
    assert!(desk.bars().contains("tick") && !desk.bars().contains("remove"));
    desk.press("<space>");
    assert!(body(desk.model.board()).contains("- [x] green tea"));
    let card = CardId(1);
    let theirs = BODY.replace("Boil **one litre**", "Boil **two litres**");
    desk.other("bob", vec![set(card, Detail::Body(theirs))]);
    assert!(body(desk.model.board()).contains("two litres"));
    assert!(body(desk.model.board()).contains("- [x] green tea"));
    desk.save();
    let now = body(&desk.file).to_owned();
    assert!(
        now.contains("two litres") && now.contains("- [x] green tea"),
        "{now}"
    );
    // The cursor is still on that box, whatever came before it.
    let more = now.replace("- [x] a pot", "- [ ] a cup\n- [x] a pot");
    desk.other("bob", vec![set(card, Detail::Body(more))]);
    desk.press("<space>").save();
    assert!(body(&desk.file).contains("- [ ] a cup\n- [x] a pot\n- [ ] green tea"));
}

#[test]
fn items_are_written_renamed_moved_and_removed_in_place() {
    let mut desk = open();
    // One after the other until nothing is typed.
    desk.press("2nsweep<enter>wipe<enter><enter>").save();
    assert_eq!(
        items(&desk.file),
        ["x ask", "sweep", "wipe", "count", "carry"]
    );
    desk.press("J").save();
    assert_eq!(
        items(&desk.file),
        ["x ask", "sweep", "count", "wipe", "carry"]
    );
    desk.press("KK").save();
    assert_eq!(
        items(&desk.file),
        ["x ask", "wipe", "sweep", "count", "carry"]
    );
    desk.press("<enter><c-u>dry<enter>").save();
    assert_eq!(
        items(&desk.file),
        ["x ask", "dry", "sweep", "count", "carry"]
    );
    desk.press("X").save();
    assert_eq!(items(&desk.file), ["x ask", "sweep", "count", "carry"]);
    assert!(desk.notice().contains("removed “dry”"), "{}", desk.notice());
    // The next one is under the cursor.
    desk.press("X").save();
    assert_eq!(items(&desk.file), ["x ask", "count", "carry"]);
    desk.press("uu").save();
    assert_eq!(
        items(&desk.file),
        ["x ask", "dry", "sweep", "count", "carry"]
    );
}

#[test]
fn the_cursor_stays_on_its_item_whatever_others_do_to_the_list() {
    let mut desk = open();
    desk.press("2j");
    let card = CardId(1);
    let id = desk.file.card(card).unwrap().checklist[1].id;
    let first = Act::Item {
        card,
        act: ItemAct::Add {
            text: "first".to_owned(),
            done: false,
            at: Slot::First,
        },
    };
    desk.other("bob", vec![first]).press("<space>").save();
    assert_eq!(items(&desk.file), ["first", "x ask", "x count", "carry"]);
    let gone = Act::Item {
        card,
        act: ItemAct::Remove { item: id },
    };
    assert!(desk.bars().contains("Space tick"), "{}", desk.bars());
    desk.other("bob", vec![gone]);
    assert!(!desk.bars().contains("Space tick"), "{}", desk.bars());
    desk.press("<space>");
    assert!(desk.asked.is_empty(), "nothing is under the cursor");
    assert!(
        desk.notice().contains("nothing to tick"),
        "{}",
        desk.notice()
    );
}
