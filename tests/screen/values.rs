//! What is set on cards and columns.

use insta::assert_snapshot;
use walboard::board::Priority;
use walboard::edit::Act;

use crate::desk::{Desk, desk};

// ---- labels, people, priorities, dates

fn labels<'a>(desk: &'a Desk, title: &str) -> Vec<&'a str> {
    let card = desk.model.board().card(desk.card(title)).unwrap();
    card.labels.iter().map(String::as_str).collect()
}

#[test]
fn labels_are_made_put_on_and_taken_off_in_one_list() {
    let mut desk = desk();
    desk.press("tbug<space>+ux");
    let frame = desk.frame(80, 24);
    assert!(frame.contains("▸ make +ux"), "{frame}");
    assert_eq!(
        labels(&desk, "one"),
        [""; 0],
        "nothing is done before Enter"
    );
    desk.press("<enter>").save();
    assert_eq!(labels(&desk, "one"), ["bug", "ux"]);
    // One that is on goes off, another comes: one edit, and one undo.
    desk.press("tux<space>api<space>");
    let frame = desk.frame(80, 24);
    for row in ["☐ +ux", "☑ +api", "☑ +bug"] {
        assert!(frame.contains(row), "{row} is not in\n{frame}");
    }
    desk.press("<enter>").save();
    assert_eq!(labels(&desk, "one"), ["api", "bug"]);
    desk.press("u").save();
    assert_eq!(labels(&desk, "one"), ["bug", "ux"]);
    desk.press("t@no<enter>");
    assert!(desk.frame(80, 24).contains("a label cannot begin with @"));
    desk.press("<c-u>no<enter>").save();
    assert_eq!(labels(&desk, "one"), ["bug", "no", "ux"]);
}

#[test]
fn labels_are_found_by_a_part_and_marked_cards_get_them_at_once() {
    let mut desk = desk();
    desk.press("tregression<enter>lt+docs<enter>h").save();
    // Two cards, of which one has it.
    desk.press("<space><space>trgr");
    let frame = desk.frame(80, 24);
    assert!(
        frame.contains("▸ ◪ +regression") && frame.contains("on 1 of 2   1 card"),
        "{frame}"
    );
    assert!(!frame.contains("☐ +docs"), "{frame}");
    desk.press("<enter>").save();
    assert_eq!(labels(&desk, "one"), ["regression"]);
    assert_eq!(labels(&desk, "two"), ["regression"]);
    desk.press("u").save();
    assert_eq!(
        (labels(&desk, "one").len(), labels(&desk, "two").len()),
        (1, 0)
    );
    desk.press("U").save();
    desk.press("t<enter>").save();
    assert_eq!(
        (labels(&desk, "one").len(), labels(&desk, "two").len()),
        (0, 0)
    );
}

#[test]
fn labels_are_renamed_coloured_and_removed_for_the_whole_board() {
    let mut desk = desk();
    desk.press("tbug<enter>jtbug<enter>").save();
    desk.press("t<c-r>");
    assert!(desk.frame(80, 24).contains("Rename +bug on all cards"));
    desk.press("<c-u>fault<enter>").save();
    assert!(
        desk.frame(80, 24).contains("☑ +fault"),
        "the list is up to date"
    );
    assert_eq!(
        (labels(&desk, "one"), labels(&desk, "two")),
        (vec!["fault"], vec!["fault"])
    );
    desk.press("<c-t>1").save();
    let paint = desk.model.board().paint("fault");
    assert_eq!(paint, Some(walboard::board::Paint::Red));
    desk.press("<c-x>").save();
    assert_eq!(desk.notice(), "took +fault off 2 cards – u undo");
    assert!(desk.frame(80, 24).contains("No labels yet"));
    desk.press("<esc>u").save();
    assert_eq!(labels(&desk, "one"), ["fault"]);
}

#[test]
fn what_was_chosen_stays_while_others_make_labels() {
    let mut desk = desk();
    desk.press("tbug<space>");
    let (card, label) = (desk.card("two"), "zeal".to_owned());
    desk.other(
        "bob",
        vec![Act::Label {
            card,
            label,
            on: true,
        }],
    );
    let frame = desk.frame(80, 24);
    assert!(
        frame.contains("☑ +bug") && frame.contains("☐ +zeal"),
        "{frame}"
    );
    desk.press("<enter>").save();
    assert_eq!(labels(&desk, "one"), ["bug"]);
}

#[test]
fn the_list_of_labels_looks_so() {
    for (size, name) in [
        ((40, 12), "40x12"),
        ((80, 24), "80x24"),
        ((120, 40), "120x40"),
    ] {
        let mut desk = desk();
        desk.resize(size.0, size.1);
        desk.press("tbug<enter>jtbug<enter>tdocs<enter>").save();
        desk.press("<space>k<space>tux<space>").save();
        assert_snapshot!(format!("labels_{name}"), desk.frame(size.0, size.1));
    }
}

#[test]
fn aa_assigns_to_me_and_others_are_picked_or_typed() {
    let mut desk = desk();
    let who = |desk: &Desk| {
        let card = desk.model.board().card(desk.card("one")).unwrap();
        card.assignee.clone().unwrap_or_default()
    };
    assert_eq!(who(desk.press("aa")), "ann");
    assert_eq!(who(desk.press("an")), "");
    // Nobody of that name is known yet.
    desk.press("a/bob");
    assert!(desk.frame(80, 24).contains("▸ assign to bob"));
    assert_eq!(who(desk.press("<enter>")), "bob");
    desk.press("a");
    let frame = desk.frame(80, 24);
    assert!(frame.contains("1 bob") && frame.contains("•"), "{frame}");
    desk.press("<esc>jaak");
    assert_eq!(who(desk.press("a/an<enter>")), "ann");
    assert_eq!(who(desk.press("a/@carla<enter>")), "carla");
    desk.save();
}

#[test]
fn priorities_are_picked_raised_and_lowered() {
    let mut desk = desk();
    let priority = |desk: &Desk| desk.model.board().card(desk.card("one")).unwrap().priority;
    assert_eq!(priority(desk.press("ph")), Some(Priority::High));
    assert_eq!(priority(desk.press("++")), Some(Priority::Urgent));
    assert_eq!(priority(desk.press("-----")), None);
    assert_eq!(priority(desk.press("+")), Some(Priority::Low));
    assert_eq!(priority(desk.press("pn")), None);
    desk.save();
}

#[test]
fn a_due_date_that_cannot_be_read_is_said_where_it_was_typed() {
    let mut desk = desk();
    desk.press("@fri");
    let frame = desk.frame(80, 24);
    assert!(frame.contains("fri → Fri 2026-11-27, in 4 days"), "{frame}");
    desk.press("<c-u>soonish<enter>");
    assert!(desk.frame(80, 24).contains("! "));
    desk.press("<c-u>tomorrow<enter>").save();
    let due = desk.model.board().card(desk.card("one")).unwrap().due;
    assert_eq!(due, Some("2026-11-24".parse().unwrap()));
    desk.press("@<c-u>none<enter>").save();
}

// ---- columns

#[test]
fn columns_are_made_renamed_limited_moved_and_removed() {
    let mut desk = desk();
    desk.press("NReview<enter>");
    let names = |desk: &Desk| {
        let columns = desk.model.board().columns().iter();
        columns
            .map(|column| column.name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&desk), ["Todo", "Review", "Doing", "Done"]);
    desk.press("Er<c-u>Check<enter>El3<enter>>").save();
    assert_eq!(names(&desk), ["Todo", "Doing", "Check", "Done"]);
    let check = desk.model.board().column_named("check").unwrap();
    assert_eq!(check.limit, Some(3));
    assert_eq!(desk.model.cursor().column, Some(check.id));
    desk.press("<lt>El<c-u>x<enter>");
    assert!(desk.frame(80, 24).contains("a limit is a whole number"));
    desk.press("<esc>Ed").save();
    assert_eq!(names(&desk), ["Todo", "Doing", "Done"]);
    assert_eq!(desk.notice(), "removed column Check – u undo");
}

#[test]
fn a_column_with_cards_is_removed_once_others_take_them() {
    let mut desk = desk();
    desk.press("Ed");
    assert!(desk.frame(80, 24).contains("Remove Todo: its 2 cards"));
    desk.press("2").save();
    assert_eq!(desk.column("Done"), ["five", "six", "one", "two"]);
    assert_eq!(desk.at(), "one", "the cursor went with its card");
}

#[test]
fn a_name_that_is_taken_is_said_where_it_was_typed() {
    let mut desk = desk();
    desk.press("Ndone<enter>");
    assert!(
        desk.frame(80, 24)
            .contains("there is a column named “Done” already")
    );
}
