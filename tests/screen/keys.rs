//! What keys do.

use crossterm::event::Event;
use walboard::board::Detail;
use walboard::edit::Act;
use walboard::store::Mode;
use walboard::tui::model::Start;
use walboard::tui::msg::{Effect, Msg};

use crate::desk::{Desk, board, desk, said, start};

fn paste(text: &str) -> Msg {
    Msg::Terminal(Event::Paste(text.to_owned()))
}

// ---- the cursor

#[test]
fn arrows_and_letters_go_the_same_ways() {
    for keys in ["jlkj", "<down><right><up><down>"] {
        let mut desk = desk();
        desk.press(keys);
        assert_eq!(desk.at(), "four");
    }
}

#[test]
fn top_and_bottom_column_numbers_and_tab() {
    let mut desk = desk();
    assert_eq!(desk.press("G").at(), "two");
    assert_eq!(desk.press("gg").at(), "one");
    assert_eq!(desk.press("<end>").at(), "two");
    assert_eq!(desk.press("<home>").at(), "one");
    assert_eq!(desk.press("3").at(), "five");
    assert_eq!(desk.press("9").at(), "five");
    assert_eq!(desk.press("<tab>").at(), "one");
    assert_eq!(desk.press("<s-tab>").at(), "five");
}

#[test]
fn each_column_remembers_its_card() {
    let mut desk = desk();
    assert_eq!(desk.press("jl").at(), "three");
    assert_eq!(desk.press("h").at(), "two");
}

#[test]
fn half_of_a_sequence_is_shown_and_a_wrong_end_does_nothing() {
    let mut desk = desk();
    desk.press("jg");
    assert!(desk.bars().contains("g…  g top card"), "{}", desk.bars());
    desk.press("d");
    assert_eq!(desk.at(), "two");
    assert!(desk.asked.is_empty());
    assert!(!desk.bars().contains("g…"));
}

#[test]
fn keys_without_a_meaning_are_quiet() {
    let mut desk = desk();
    desk.press("xDR<c-q>");
    assert_eq!(desk.notice(), "");
    assert!(desk.effects.is_empty() && desk.asked.is_empty());
}

// ---- moving cards

#[test]
fn moving_right_keeps_the_cursor_on_the_card() {
    let mut desk = desk();
    desk.press("L");
    assert_eq!(desk.column("Doing"), ["three", "four", "one"]);
    assert_eq!(desk.at(), "one");
    desk.save();
    assert_eq!(desk.at(), "one");
}

#[test]
fn moving_past_the_ends_does_nothing() {
    let mut desk = desk();
    desk.press("HKjJ");
    assert_eq!(desk.column("Todo"), ["one", "two"]);
    assert!(desk.asked.is_empty());
}

#[test]
fn moving_down_and_up_and_by_arrows() {
    let mut desk = desk();
    assert_eq!(desk.press("J").column("Todo"), ["two", "one"]);
    assert_eq!(desk.press("<s-up>").column("Todo"), ["one", "two"]);
    desk.press("<s-right><s-right><s-left>");
    assert_eq!(desk.column("Doing"), ["three", "four", "one"]);
    desk.save();
}

#[test]
fn the_picker_moves_by_number_and_by_neighbour() {
    let mut desk = desk();
    assert_eq!(desk.press("m3").column("Done"), ["five", "six", "one"]);
    assert_eq!(desk.press("mh").column("Doing"), ["three", "four", "one"]);
    assert_eq!(desk.press("mk<enter>").column("Todo"), ["two", "one"]);
    assert_eq!(desk.at(), "one");
    desk.save();
}

// ---- writing cards

#[test]
fn a_new_card_goes_to_the_end_and_gets_the_cursor() {
    let mut desk = desk();
    desk.press("nFix it<enter>");
    assert_eq!(desk.column("Todo"), ["one", "two", "Fix it"]);
    assert_eq!(desk.at(), "Fix it");
    desk.save();
    assert_eq!(desk.at(), "Fix it");
}

#[test]
fn new_cards_go_below_and_above() {
    let mut desk = desk();
    desk.press("obelow<enter>");
    assert_eq!(desk.column("Todo"), ["one", "below", "two"]);
    desk.press("Oabove<enter>");
    assert_eq!(desk.column("Todo"), ["one", "above", "below", "two"]);
    desk.save();
}

#[test]
fn a_new_card_left_half_written_is_gone_on_with() {
    let mut desk = desk();
    desk.press("nHalf a<esc>");
    assert_eq!(desk.column("Todo"), ["one", "two"]);
    desk.press("ln thought<enter>");
    assert_eq!(desk.column("Doing"), ["three", "four", "Half a thought"]);
    desk.press("n<enter>");
    assert_eq!(desk.column("Doing").len(), 3, "an empty one is none");
}

#[test]
fn a_line_is_edited_by_graphemes_and_words() {
    let mut desk = desk();
    desk.press("nfamily 👩‍👩‍👧<backspace>e\u{301}<left><delete>tree of mine<a-b><a-b><c-w><end>!<home>A <enter>");
    assert_eq!(desk.at(), "A family of mine!");
    desk.press("r<c-u>new<c-a>re<enter>");
    assert_eq!(desk.at(), "renew");
}

#[test]
fn a_rename_carries_the_title_that_was_seen() {
    let mut desk = desk();
    desk.press("r!<enter>");
    let Some(Effect::Commit(edit)) = desk.asked.front() else {
        panic!("no commit")
    };
    let card = desk.card("one!");
    let (to, base) = (
        Detail::Title("one!".to_owned()),
        Detail::Title("one".to_owned()),
    );
    let base = Some(base);
    assert_eq!(edit.acts, [Act::SetCard { card, to, base }]);
    assert_eq!(edit.id.0, "s1-1");
}

#[test]
fn an_empty_title_is_refused_where_it_was_typed() {
    let mut desk = desk();
    desk.press("r<c-u><enter>");
    assert!(desk.frame(80, 24).contains("a title cannot be empty"));
    desk.press("x<enter>");
    assert_eq!(desk.at(), "x");
}

#[test]
fn archiving_asks_nothing_and_tells_how_to_take_it_back() {
    let mut desk = desk();
    desk.press("d");
    assert_eq!(desk.notice(), "archived #1 – u undo");
    assert_eq!(desk.at(), "two", "the next one has the cursor");
    desk.press("u").save();
    assert_eq!(desk.column("Todo"), ["one", "two"]);
    assert_eq!(desk.at(), "one", "the cursor goes where the undo was");
    assert_eq!(desk.notice(), "undo: restored #1 – U redoes");
    desk.press("U").save();
    assert_eq!(desk.column("Todo"), ["two"]);
    desk.press("uu").answer().answer();
    assert!(
        desk.notice().contains("nothing of yours to undo"),
        "{}",
        desk.notice()
    );
}

#[test]
fn archived_cards_are_restored_and_deleted_after_the_only_question() {
    let mut desk = desk();
    desk.press("dd").save();
    desk.press("A");
    assert!(desk.frame(80, 24).contains("Archived cards"));
    desk.press("X");
    assert!(desk.frame(80, 24).contains("for good?"));
    desk.press("<enter>");
    assert_eq!(desk.model.board().archived().len(), 2, "Enter is no");
    desk.press("jXy").save();
    assert_eq!(desk.model.board().archived().len(), 1);
    desk.press("r").save();
    assert_eq!(desk.column("Todo").len(), 1);
    assert!(desk.frame(80, 24).contains("Nothing here"));
    desk.press("<esc>q");
    assert_eq!(desk.effects, [Effect::Quit]);
}

// ---- search

#[test]
fn the_board_is_searched_while_typing() {
    let mut desk = desk();
    desk.press("/f");
    assert!(desk.bars().contains("2 of 6 cards"), "{}", desk.bars());
    desk.press("i<enter>");
    assert_eq!(desk.at(), "five");
    assert!(
        desk.bars().contains("/fi   1 of 6 cards, Esc shows all"),
        "{}",
        desk.bars()
    );
    desk.press("<esc>");
    assert_eq!(desk.at(), "five", "the cursor stays on its card");
    assert!(desk.frame(80, 24).contains("three"));
    desk.press("/zzz<esc>");
    assert!(desk.frame(80, 24).contains("three"), "Esc clears");
}

#[test]
fn what_is_half_typed_does_not_blank_the_board() {
    let mut desk = desk();
    for half in ["due<", "!", "@", "+", "\""] {
        desk.press("/");
        for letter in half.chars() {
            desk.press(if letter == '<' { "<lt>" } else { "" });
            if letter != '<' {
                desk.press(&letter.to_string());
            }
        }
        assert!(desk.frame(80, 24).contains("three"), "{half}");
        desk.press("<esc>");
    }
}

#[test]
fn a_new_card_that_does_not_match_the_search_is_seen_all_the_same() {
    let mut desk = desk();
    desk.press("/one<enter>nother<enter>");
    assert_eq!(desk.at(), "other");
    assert!(desk.frame(80, 24).contains("other"));
    desk.save();
    assert_eq!(desk.at(), "other");
}

// ---- a card in full, help, pastes

#[test]
fn a_card_in_full_takes_the_keys_of_a_card() {
    let mut desk = desk();
    desk.press("j<enter>p");
    assert!(desk.frame(80, 24).contains("Priority of #2"));
    desk.press("ur!<enter>");
    assert!(desk.frame(80, 24).contains("two!"));
    assert!(desk.frame(80, 24).contains("urgent"));
    desk.press("q");
    assert!(desk.effects.is_empty(), "q goes back to the board");
    desk.press("<enter>d");
    assert_eq!(desk.column("Todo"), ["one"]);
    desk.save();
}

#[test]
fn a_long_card_scrolls_no_further_than_its_end() {
    let mut desk = desk();
    let card = desk.card("one");
    let lines: Vec<String> = (1..=60).map(|line| format!("line {line}")).collect();
    let (to, base) = (Detail::Body(lines.join("\n")), None);
    desk.other("bob", vec![Act::SetCard { card, to, base }]);
    desk.press("<enter>");
    assert!(desk.frame(80, 24).contains("line 1\u{20}"));
    desk.press("G<pagedown>j");
    assert!(desk.frame(80, 24).contains("line 60"));
    assert!(!desk.frame(80, 24).contains('↓'));
    desk.press("k");
    assert!(desk.frame(80, 24).contains("↓1 more"));
    desk.press("gg");
    assert!(desk.frame(80, 24).contains("more"));
}

#[test]
fn help_is_searched_and_runs_the_line() {
    let mut desk = desk();
    desk.press("?");
    assert!(desk.frame(80, 24).contains("Look around"));
    desk.press("archive");
    assert!(!desk.frame(80, 24).contains("Look around\n"));
    desk.press("<enter>");
    assert_eq!(desk.notice(), "archived #1 – u undo");
    desk.press("?zzzz");
    assert!(desk.frame(80, 24).contains("No key does that."));
    desk.press("<enter><esc>");
}

#[test]
fn a_paste_never_runs_as_keys() {
    let mut desk = desk();
    desk.send(paste("dy\nX"));
    assert!(desk.asked.is_empty());
    assert_eq!(desk.column("Todo"), ["one", "two"]);
    assert!(desk.notice().contains("paste"));
    desk.press("A").send(paste("X\ny"));
    desk.press("<esc>");
    desk.press("n")
        .send(paste("two\nlines\u{1b}[31m\r\nand\ta tab"));
    desk.press("<enter>");
    assert_eq!(desk.at(), "two lines[31m and a tab");
}

// ---- a board that cannot be written, a board without anything

#[test]
fn a_read_only_board_says_why_it_does_nothing() {
    let lanes: &[crate::desk::Lane<'_>] = &[("Todo", None, &["one"])];
    let mode = Mode::ReadOnly(said("no permission to write it"));
    let mut desk = Desk::with(Start {
        mode,
        ..start(board(lanes), (80, 24))
    });
    desk.press("d");
    assert_eq!(
        desk.notice(),
        "this board is read-only: no permission to write it"
    );
    assert!(desk.bars().contains("read-only"));
    desk.press("neatmLuNEr@ta");
    assert!(desk.asked.is_empty() && desk.effects.is_empty());
    desk.press("<enter>q");
    assert_eq!(desk.at(), "one");
}

#[test]
fn a_board_without_columns_takes_no_harm_from_keys() {
    let mut desk = Desk::new(board(&[]), (80, 24));
    desk.press("jkhlgGG<tab><s-tab>1HJKLmnoO<esc>eErdtap+-@<lt>><enter>");
    assert!(desk.asked.is_empty());
    assert!(desk.frame(80, 24).contains("Press N to make one."));
    desk.press("NTodo<enter>nCard<enter>").save();
    assert_eq!(desk.column("Todo"), ["Card"]);
}
