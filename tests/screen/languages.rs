//! The screen in other languages than English; `matrix` has every screen in them.

use insta::assert_snapshot;
use walboard::tui::msg::{Choice, Effect, Msg, Unkept};

use crate::desk::{Desk, desk};
use crate::look::team;

/// A board as a small team may have it, in Chinese.
fn chinese(size: (u16, u16)) -> Desk {
    let mut desk = team(size);
    desk.press(",l2<esc>");
    desk
}

#[test]
fn a_language_is_taken_in_the_list_and_kept() {
    let mut desk = desk();
    assert!(desk.press(",").frame(80, 24).contains("English"));
    assert_snapshot!("languages", desk.press("l").frame(80, 24));
    // Back is back to what it was.
    desk.press("j<esc>");
    assert!(desk.frame(80, 24).contains("Settings"));
    desk.press("lj<enter>");
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Keep(Choice::Language("zh-CN")))
    );
    assert!(desk.frame(80, 24).contains("简体中文"));
    desk.press("<esc>");
    assert!(desk.bars().contains("新建"), "{}", desk.bars());
    desk.send(Msg::Kept(Err(Unkept::NoHome)));
    let notice = desk.notice();
    assert!(
        notice.contains("$HOME") && !notice.contains("setting"),
        "{notice}"
    );
}

#[test]
fn keys_are_found_by_chinese_words_and_by_the_names_of_actions() {
    let mut desk = chinese((80, 24));
    for wanted in ["归档", "archive"] {
        desk.press("?").press(wanted);
        let frame = desk.frame(80, 24);
        assert!(frame.contains("▸ d"), "{frame}");
        desk.press("<esc>");
    }
}
