//! What is said about a card.

use walboard::board::CardId;
use walboard::tui::look::Look;
use walboard::tui::msg::{Effect, Msg};

use crate::card::{open, tea};
use crate::desk::Desk;

#[test]
fn comments_are_written_at_a_prompt_or_in_the_editor() {
    let mut desk = open();
    let said = |desk: &Desk| -> Vec<String> {
        let card = desk.file.card(CardId(1)).unwrap();
        card.comments.iter().map(|said| said.text.clone()).collect()
    };
    desk.press("Cmine, too<enter>").save();
    assert_eq!(said(&desk)[2], "mine, too");
    desk.press("Clonger<c-o>");
    let opened = Effect::OpenEditor("longer".to_owned());
    assert_eq!(desk.effects.last(), Some(&opened));
    let text = "longer\n\nmuch longer\n".to_owned();
    desk.send(Msg::Edited(Ok(text))).save();
    assert_eq!(said(&desk)[3], "longer\n\nmuch longer");
    // One's own: the last one, in the editor, for it has several lines.
    desk.press("3jjj<enter>");
    let opened = Effect::OpenEditor("longer\n\nmuch longer".to_owned());
    assert_eq!(desk.effects.last(), Some(&opened));
    desk.send(Msg::Edited(Ok("shorter".to_owned()))).save();
    assert_eq!(said(&desk)[3], "shorter");
    desk.press("<enter>!<enter>").save();
    assert_eq!(said(&desk)[3], "shorter!");
    desk.press("X").save();
    assert_eq!(said(&desk).len(), 3);
    // Somebody else's.
    for keys in ["3X", "3<enter>"] {
        desk.press(keys);
        assert!(desk.asked.is_empty());
        assert!(desk.notice().contains("said by bob"), "{}", desk.notice());
    }
    desk.press("C<c-o>").send(Msg::Edited(Ok("\n".to_owned())));
    assert!(desk.asked.is_empty());
}

#[test]
fn a_comment_is_written_from_the_board() {
    let mut desk = tea(Look::default(), (80, 24));
    desk.press("2Cfrom the board<enter>").save();
    let card = desk.card("Buy a pot");
    let card = desk.file.card(card).unwrap();
    assert_eq!(card.comments[0].text, "from the board");
    assert_eq!(card.comments[0].by, "ann");
}
