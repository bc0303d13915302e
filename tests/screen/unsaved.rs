//! What is not saved yet, what cannot be saved, and leaving.

use walboard::board::CardId;
use walboard::edit::{Act, Along, At, Draft, Place};
use walboard::store::{News, Report};
use walboard::tui::msg::{Effect, Msg};

use crate::desk::{desk, said};
use crate::shared::{add, retitle, to_column};

// ---- not saved yet

#[test]
fn an_edit_shows_at_once_and_is_marked_until_it_is_saved() {
    let mut desk = desk();
    assert!(desk.bars().contains("saved"));
    desk.press("r!<enter>");
    assert!(desk.frame(80, 24).contains("one!"));
    assert!(desk.frame(80, 24).contains("#1⋯"));
    assert!(desk.bars().contains("saving…"), "{}", desk.bars());
    desk.waits(3, true);
    assert!(
        desk.bars()
            .contains("waiting for bob (pid 4242, stopped) 3 s"),
        "{}",
        desk.bars()
    );
    desk.save();
    assert!(!desk.frame(80, 24).contains("⋯"));
    assert!(desk.bars().contains("saved"));
}

#[test]
fn one_edit_is_under_way_at_a_time_and_the_others_follow_in_order() {
    let mut desk = desk();
    desk.press("LLnnew<enter>du");
    assert_eq!(desk.model.unsaved(), 5);
    assert_eq!(desk.asked.len(), 1);
    desk.save();
    assert_eq!(desk.model.unsaved(), 0);
    assert_eq!(desk.column("Done"), ["five", "six", "one", "new"]);
}

#[test]
fn changes_of_others_come_in_beneath_mine() {
    let mut desk = desk();
    desk.press("r!<enter>L");
    let act = retitle(&desk, "two", "deux");
    desk.other("bob", vec![act]);
    let act = to_column(&desk, "one!", "Done");
    desk.other("bob", vec![act]);
    assert_eq!(desk.column("Todo"), ["deux"]);
    assert_eq!(desk.column("Doing"), ["three", "four", "one!"]);
    desk.save();
    assert_eq!(desk.column("Doing"), ["three", "four", "one!"]);
}

#[test]
fn a_new_card_whose_number_another_got_is_followed_to_its_own() {
    let mut desk = desk();
    desk.press("nmine<enter>");
    assert_eq!(desk.model.cursor().card, Some(CardId(7)));
    desk.press("r too<enter>t+bug<enter><enter>");
    let act = add(&desk, "Done", "theirs");
    desk.other("bob", vec![act]);
    assert_eq!(desk.model.cursor().card, Some(CardId(8)));
    assert_eq!(desk.at(), "mine too");
    assert!(
        desk.frame(80, 24).contains("mine too"),
        "the card open in full is mine"
    );
    desk.press("q").save();
    assert_eq!(desk.at(), "mine too");
    assert_eq!(desk.file.card(CardId(8)).unwrap().labels.len(), 1);
    assert_eq!(desk.file.card(CardId(7)).unwrap().title, "theirs");
}

#[test]
fn the_number_comes_with_my_own_news_too() {
    let mut desk = desk();
    desk.press("nmine<enter>L");
    // Another was quicker, and both come in one piece of news.
    let column = desk.file.column_named("Done").unwrap().id;
    let at = At::Bottom;
    let draft = Box::new(Draft {
        title: "theirs".to_owned(),
        ..Draft::default()
    });
    let place = Place { column, at };
    let id = walboard::change::EditId("x".to_owned());
    let edit = walboard::edit::Edit::new(id, vec![Act::AddCard { at: place, draft }]);
    let stamp = walboard::change::Stamp {
        seq: 1,
        at: desk.now,
        actor: crate::desk::actor("bob"),
    };
    let mut changes = desk.file.apply(&edit, &stamp).unwrap().changes;
    let Some(Effect::Commit(mine)) = desk.asked.pop_front() else {
        panic!("no commit")
    };
    let own = desk.file.apply(&mine, &stamp).unwrap().changes;
    changes.extend(own.clone());
    desk.report(Report::News(News::Changes(changes)));
    assert_eq!(desk.model.cursor().card, Some(CardId(8)));
    desk.report(Report::Done(Ok(own)));
    desk.save();
    assert_eq!(desk.column("Doing"), ["three", "four", "mine"]);
}

#[test]
fn a_new_column_whose_number_another_got_is_followed_to_its_own() {
    let mut desk = desk();
    desk.press("NMine<enter>nin it<enter>");
    let (name, limit, at) = ("Theirs".to_owned(), None, Along::Last);
    desk.other(
        "bob",
        vec![Act::AddColumn {
            name,
            limit,
            done: false,
            at,
        }],
    );
    desk.save();
    assert_eq!(desk.column("Mine"), ["in it"]);
    assert!(desk.column("Theirs").is_empty());
    assert_eq!(desk.at(), "in it");
}

// ---- refused or failed

#[test]
fn a_refused_edit_is_rolled_back_and_the_reason_stays() {
    let mut desk = desk();
    desk.press("L");
    // The refusal reaches the screen before the news of what caused it.
    let card = desk.card("one");
    let stamp = walboard::change::Stamp {
        seq: 1,
        at: desk.now,
        actor: crate::desk::actor("bob"),
    };
    let name = walboard::change::EditId("b".to_owned());
    let edit = walboard::edit::Edit::new(name, vec![Act::Archive(card)]);
    let changes = desk.file.apply(&edit, &stamp).unwrap().changes;
    desk.answer();
    assert_eq!(desk.column("Todo"), ["one", "two"]);
    assert!(desk.notice().contains("not saved"), "{}", desk.notice());
    desk.report(Report::News(News::Changes(changes)));
    desk.later(60);
    assert!(
        desk.notice().contains("not saved"),
        "it stays until it is read"
    );
    desk.press("j");
    assert!(desk.notice().contains("not saved"));
    desk.press("<esc>");
    assert_eq!(desk.notice(), "");
}

#[test]
fn text_that_could_not_be_saved_is_back_where_it_was_typed() {
    let mut desk = desk();
    desk.press("nPrecious words<enter>")
        .fails("the disk is full");
    assert_eq!(desk.column("Todo"), ["one", "two"]);
    let frame = desk.frame(80, 24);
    assert!(
        frame.contains("Precious words") && frame.contains("the disk is full"),
        "{frame}"
    );
    desk.press("<enter>").save();
    assert_eq!(desk.at(), "Precious words");
}

#[test]
fn text_that_could_not_be_saved_waits_while_something_else_is_typed() {
    let mut desk = desk();
    desk.press("r and more<enter>jr");
    desk.fails("the disk is full");
    assert!(
        desk.notice().ends_with("r has your words again"),
        "{}",
        desk.notice()
    );
    desk.press(" too<enter>").save();
    assert_eq!(desk.column("Todo"), ["one", "two too"]);
    assert_eq!(desk.notice(), "", "the next edit takes the error for read");
    desk.press("kr<enter>").save();
    assert_eq!(desk.column("Todo"), ["one and more", "two too"]);
}

#[test]
fn what_hangs_on_a_failed_new_card_never_meets_a_stranger() {
    let mut desk = desk();
    desk.press("nmine<enter>ph");
    let act = add(&desk, "Done", "theirs");
    desk.fails("the disk is full");
    desk.other("bob", vec![act]);
    desk.press("<esc>");
    assert_eq!(desk.model.unsaved(), 0);
    assert!(desk.asked.is_empty());
    assert_eq!(desk.file.card(CardId(7)).unwrap().priority, None);
}

#[test]
fn a_new_card_whose_column_went_away_keeps_its_words() {
    let mut desk = desk();
    desk.press("lNEmpty<enter>").save();
    desk.press("nmine<enter>p").press("h");
    let column = desk.file.column_named("Empty").unwrap().id;
    desk.other("bob", vec![Act::RemoveColumn { column, into: None }]);
    let act = add(&desk, "Done", "theirs");
    desk.other("bob", vec![act]);
    desk.answer();
    assert_eq!(
        desk.model.unsaved(),
        0,
        "what hung on it is dropped with it"
    );
    assert_eq!(desk.file.card(CardId(7)).unwrap().priority, None);
    desk.press("<enter>").save();
    assert_eq!(desk.at(), "mine");
}

// ---- leaving

#[test]
fn quitting_with_all_saved_quits() {
    assert_eq!(desk().press("q").effects, [Effect::Quit]);
    assert_eq!(desk().press("<c-c>").effects, [Effect::Quit]);
}

#[test]
fn quitting_waits_for_what_is_not_saved_and_leaves_by_itself() {
    let mut desk = desk();
    desk.press("L").waits(2, false).press("q");
    assert!(desk.effects.is_empty());
    assert!(
        desk.bars().contains("1 edit not saved yet"),
        "{}",
        desk.bars()
    );
    desk.save();
    assert_eq!(desk.effects, [Effect::Quit]);
}

#[test]
fn a_second_q_leaves_without() {
    let mut desk = desk();
    desk.press("Lqq");
    assert_eq!(desk.effects, [Effect::Quit]);
}

#[test]
fn going_on_working_takes_the_quitting_back() {
    let mut desk = desk();
    desk.press("Lqj").save();
    assert!(desk.effects.is_empty());
}

#[test]
fn an_edit_that_fails_keeps_the_screen_open() {
    let mut desk = desk();
    desk.press("Lq").fails("the disk is full");
    assert!(desk.effects.is_empty());
    assert!(desk.notice().contains("the disk is full"));
}

#[test]
fn suspending_waits_for_the_edit_under_way_only() {
    let mut desk = desk();
    assert_eq!(desk.press("<c-z>").effects, [Effect::Suspend]);
    desk.effects.clear();
    desk.press("LH<c-z>");
    assert!(desk.effects.is_empty());
    desk.answer();
    assert_eq!(desk.effects, [Effect::Suspend]);
    assert_eq!(desk.asked.len(), 1, "the next one is sent once it goes on");
    desk.save();
}

#[test]
fn the_end_of_the_session_waits_for_nothing() {
    let mut desk = desk();
    desk.press("L").send(Msg::Terminate);
    assert_eq!(desk.effects, [Effect::Quit]);
}

#[test]
fn trouble_with_the_file_is_said_until_it_is_over() {
    let mut desk = desk();
    let trouble = vec![said("locking is not to be had here")];
    desk.report(Report::Trouble(trouble));
    assert!(desk.bars().contains("locking is not to be had here"));
    desk.later(60);
    assert!(desk.bars().contains("locking is not to be had here"));
    desk.report(Report::Trouble(Vec::new()));
    assert!(!desk.bars().contains("locking"));
}
