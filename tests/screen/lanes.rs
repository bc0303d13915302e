//! How a person looks at the board: columns in another order, cards in lanes.

use insta::assert_snapshot;
use walboard::board::{Detail, Priority};
use walboard::edit::{Act, At, Draft, Place};

use crate::desk::{Desk, Lane, board};

/// Returns a desk of two columns whose cards have an owner, a priority, a label and a due date by their titles.
fn mixed(size: (u16, u16)) -> Desk {
    let lanes: &[Lane<'_>] = &[
        ("Todo", None, &["delta", "alpha", "Charlie", "bravo"]),
        ("Doing", None, &["echo", "foxtrot"]),
        ("Done", None, &["golf"]),
    ];
    let mut desk = Desk::new(board(lanes), size);
    let set = |desk: &Desk, title: &str, to: Detail| {
        let (card, base) = (desk.card(title), None);
        Act::SetCard { card, to, base }
    };
    let who = |name: &str| Detail::Assignee(Some(name.to_owned()));
    let priority = |priority| Detail::Priority(Some(priority));
    let due = |day: &str| Detail::Due(Some(day.parse().unwrap()));
    let label = |desk: &Desk, title: &str, label: &str| {
        let (card, label, on) = (desk.card(title), label.to_owned(), true);
        Act::Label { card, label, on }
    };
    let acts = vec![
        set(&desk, "delta", who("bob")),
        set(&desk, "alpha", who("ann")),
        set(&desk, "Charlie", who("bob")),
        set(&desk, "echo", who("ann")),
        set(&desk, "foxtrot", who("bob")),
        set(&desk, "delta", priority(Priority::Low)),
        set(&desk, "bravo", priority(Priority::Urgent)),
        set(&desk, "Charlie", priority(Priority::High)),
        set(&desk, "delta", due("2026-12-01")),
        set(&desk, "bravo", due("2026-11-25")),
        label(&desk, "delta", "ux"),
        label(&desk, "alpha", "bug"),
        label(&desk, "alpha", "ux"),
        label(&desk, "echo", "bug"),
    ];
    desk.other("sam", acts).later(10);
    desk.press("<esc>gg");
    desk
}

/// Returns the titles of the cursor's column as the screen shows them, by going through it.
fn walk(desk: &mut Desk) -> Vec<String> {
    desk.press("gg");
    let mut titles = vec![desk.at().to_owned()];
    loop {
        desk.press("j");
        if Some(desk.at()) == titles.last().map(String::as_str) {
            return titles;
        }
        titles.push(desk.at().to_owned());
    }
}

// ---- order

#[test]
fn a_column_is_ordered_by_a_field_and_back_and_nobody_else_sees_it() {
    let mut desk = mixed((80, 24));
    assert_eq!(
        walk(desk.press("sp")),
        ["bravo", "Charlie", "delta", "alpha"]
    );
    assert_eq!(
        walk(desk.press("sd")),
        ["bravo", "delta", "alpha", "Charlie"]
    );
    assert_eq!(
        walk(desk.press("S")),
        ["delta", "bravo", "alpha", "Charlie"]
    );
    assert_eq!(
        walk(desk.press("st")),
        ["alpha", "bravo", "Charlie", "delta"]
    );
    assert_eq!(
        walk(desk.press("sa")),
        ["delta", "alpha", "Charlie", "bravo"]
    );
    assert_eq!(
        walk(desk.press("sb")),
        ["delta", "alpha", "Charlie", "bravo"]
    );
    assert!(desk.asked.is_empty(), "nothing was written");
    assert_eq!(walk(desk.press("l")), ["echo", "foxtrot"]);
}

#[test]
fn the_column_says_what_it_is_ordered_by() {
    let mut desk = mixed((80, 24));
    assert!(desk.press("sd").frame(80, 24).contains("Todo 4 by due"));
    assert!(desk.press("S").frame(80, 24).contains("Todo 4 by -due"));
}

#[test]
fn cards_are_not_moved_by_hand_in_an_order_that_would_hide_it() {
    let mut desk = mixed((80, 24));
    desk.press("stJ");
    assert!(desk.asked.is_empty());
    assert!(
        desk.notice().contains("ordered by title"),
        "{}",
        desk.notice()
    );
    // To another column they go as ever.
    desk.press("L");
    assert_eq!(desk.column("Doing").len(), 3);
    assert!(desk.press("3S").notice().contains("no other way round"));
}

#[test]
fn the_cursor_stays_on_its_card_when_others_change_the_order() {
    let mut desk = mixed((80, 24));
    desk.press("stggj");
    assert_eq!(desk.at(), "bravo");
    let (card, base) = (desk.card("bravo"), None);
    let to = Detail::Title("zulu".to_owned());
    desk.other("bob", vec![Act::SetCard { card, to, base }]);
    assert_eq!(desk.at(), "zulu");
    assert_eq!(walk(&mut desk), ["alpha", "Charlie", "delta", "zulu"]);
}

#[test]
fn a_search_and_an_order_go_together() {
    let mut desk = mixed((80, 24));
    assert_eq!(walk(desk.press("st/@bob<enter>")), ["Charlie", "delta"]);
}

// ---- lanes

#[test]
fn lanes_at_three_sizes() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut desk = mixed((width, height));
        desk.press("wa");
        assert_snapshot!(format!("lanes_{width}x{height}"), desk.frame(width, height));
    }
    let mut desk = mixed((80, 24));
    assert_snapshot!("lanes_pick", desk.press("w").frame(80, 24));
    assert_snapshot!("lanes_by_priority", desk.press("p").frame(80, 24));
}

#[test]
fn the_cursor_goes_from_lane_to_lane_and_stays_in_one_between_columns() {
    let mut desk = mixed((80, 24));
    assert_eq!(
        walk(desk.press("wa")),
        ["alpha", "delta", "Charlie", "bravo"]
    );
    // bob's lane.
    assert_eq!(desk.press("ggjl").at(), "foxtrot");
    assert_eq!(desk.press("h").at(), "delta");
    // Nobody's lane has no card in Doing: the nearest one has.
    assert_eq!(desk.press("Gl").at(), "foxtrot");
}

#[test]
fn a_card_that_goes_over_the_edge_of_its_lane_changes_the_field_in_one_edit() {
    let mut desk = mixed((80, 24));
    desk.press("wa");
    assert_eq!(desk.at(), "delta");
    desk.press("K");
    assert_eq!(desk.asked.len(), 1);
    let who = |desk: &Desk, title: &str| {
        desk.model
            .board()
            .card(desk.card(title))
            .unwrap()
            .assignee
            .clone()
    };
    assert_eq!(who(&desk, "delta").as_deref(), Some("ann"));
    assert_eq!(desk.at(), "delta");
    assert_eq!(walk(&mut desk), ["alpha", "delta", "Charlie", "bravo"]);
    desk.press("ggj").save();
    desk.press("J").save();
    assert_eq!(who(&desk, "delta").as_deref(), Some("bob"));
    desk.press("u").save();
    assert_eq!(who(&desk, "delta").as_deref(), Some("ann"));
    // Inside its lane a card just moves.
    desk.press("ggJ").save();
    assert_eq!(who(&desk, "alpha").as_deref(), Some("ann"));
    assert_eq!(walk(&mut desk), ["delta", "alpha", "Charlie", "bravo"]);
}

#[test]
fn cards_go_to_the_lanes_of_labels_and_priorities() {
    let mut desk = mixed((80, 24));
    let labels = |desk: &Desk, title: &str| -> Vec<String> {
        let card = desk.model.board().card(desk.card(title)).unwrap();
        card.labels.iter().cloned().collect()
    };
    desk.press("wl");
    assert_eq!(walk(&mut desk), ["alpha", "delta", "Charlie", "bravo"]);
    // The lane's label comes off, and those that would hold the card back.
    desk.press("ggJ").save();
    assert_eq!(labels(&desk, "alpha"), ["ux"]);
    desk.press("K").save();
    assert_eq!(labels(&desk, "alpha"), ["bug"]);
    desk.press("JJJ").save();
    assert!(labels(&desk, "alpha").is_empty());
    desk.press("J").save().press("J").save();
    assert_eq!(
        desk.press("J").asked.len(),
        0,
        "below the last lane is nothing"
    );
    // Every priority has its lane, with cards or without.
    desk.press("wp").press("ggJ").save();
    let card = desk.model.board().card(desk.card("bravo")).unwrap();
    assert_eq!(card.priority, Some(Priority::High));
}

#[test]
fn moving_sideways_keeps_the_lane_and_a_new_card_is_made_in_it() {
    let mut desk = mixed((80, 24));
    desk.press("waL").save();
    let card =
        |desk: &Desk, title: &str| desk.model.board().card(desk.card(title)).unwrap().clone();
    assert_eq!(card(&desk, "delta").assignee.as_deref(), Some("bob"));
    assert_eq!(desk.column("Doing"), ["echo", "foxtrot", "delta"]);
    desk.press("nnew<enter>").save();
    assert_eq!(card(&desk, "new").assignee.as_deref(), Some("bob"));
}

#[test]
fn marked_cards_cross_together() {
    let mut desk = mixed((80, 24));
    // bob's two cards in Todo go to ann, in their order.
    desk.press("wavjK").save();
    assert_eq!(walk(&mut desk), ["alpha", "delta", "Charlie", "bravo"]);
    let owned = desk
        .file
        .cards()
        .filter(|card| card.assignee.as_deref() == Some("ann"));
    assert_eq!(owned.count(), 4);
    desk.press("u").save();
    let owned = desk
        .file
        .cards()
        .filter(|card| card.assignee.as_deref() == Some("ann"));
    assert_eq!(owned.count(), 2);
}

#[test]
fn a_lane_higher_than_the_screen_scrolls_and_the_cursor_is_always_in_view() {
    let titles: Vec<String> = (0..40).map(|at| format!("card {at}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let lanes: &[Lane<'_>] = &[("Todo", None, &titles), ("Doing", None, &["other"])];
    let mut desk = Desk::new(board(lanes), (80, 24));
    let column = desk.file.column_named("Todo").unwrap().id;
    for at in (0..40).step_by(3) {
        let (card, base) = (desk.card(&format!("card {at}")), None);
        let to = Detail::Assignee(Some("bob".to_owned()));
        desk.other("bob", vec![Act::SetCard { card, to, base }]);
    }
    let draft = Box::new(Draft {
        title: "last".to_owned(),
        ..Draft::default()
    });
    let at = Place {
        column,
        at: At::Bottom,
    };
    desk.other("bob", vec![Act::AddCard { at, draft }])
        .later(10);
    for size in [(80, 24), (40, 12), (80, 7), (30, 5), (10, 3), (1, 1)] {
        desk.resize(size.0, size.1).press("wagg");
        for key in ["j"; 41].into_iter().chain(["k"; 41]) {
            desk.press(key);
            let frame = desk.frame(size.0, size.1);
            let wanted = desk.at().to_owned();
            let in_view = frame.contains(&wanted) || size.1 < 7 || size.0 < 20;
            assert!(in_view, "{wanted} at {size:?}\n{frame}");
        }
        desk.press("wn");
    }
}
