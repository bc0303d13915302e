//! Every key there is, by the headings of the help.

use super::{Action, Binding, Mode};
use Action as A;

const BOARD: &[Mode] = &[Mode::Board];
const CARD: &[Mode] = &[Mode::Card];
const BOTH: &[Mode] = &[Mode::Board, Mode::Card];
const LISTS: &[Mode] = &[Mode::Pick, Mode::Archived, Mode::People];
const TYPED: &[Mode] = &[Mode::Find, Mode::Labels];
const LABELS: &[Mode] = &[Mode::Labels];
const ARCHIVED: &[Mode] = &[Mode::Archived];
const PEOPLE: &[Mode] = &[Mode::People];
const CONFIRM: &[Mode] = &[Mode::Confirm];
const TEXT: &[Mode] = &[Mode::Prompt];
const SEARCH: &[Mode] = &[Mode::Search];
const HELP: &[Mode] = &[Mode::Help];
const EVERY: &[Mode] = &[
    Mode::Board,
    Mode::Card,
    Mode::Pick,
    Mode::Find,
    Mode::Labels,
    Mode::Archived,
    Mode::People,
    Mode::Confirm,
    Mode::Prompt,
    Mode::Search,
    Mode::Help,
];

const GO: &str = "Look around";
const CARDS: &str = "Cards";
const COLUMNS: &str = "Columns";
const ALL: &str = "Board";

type Foot = Option<(u8, &'static str)>;

const fn line(
    modes: &'static [Mode],
    keys: &'static [&'static str],
    action: Action,
    words: &'static str,
    group: &'static str,
    foot: Foot,
) -> Binding {
    Binding {
        modes,
        keys,
        action,
        words,
        group,
        foot,
    }
}

/// The table of keys.
#[rustfmt::skip]
pub static TABLE: &[Binding] = &[
    // The board: looking around.
    line(BOARD, &["h", "<left>"], A::Left, "column to the left", GO, Some((9, "go"))),
    line(BOARD, &["j", "<down>"], A::Down, "card below", GO, Some((9, "go"))),
    line(BOARD, &["k", "<up>"], A::Up, "card above", GO, Some((9, "go"))),
    line(BOARD, &["l", "<right>"], A::Right, "column to the right", GO, Some((9, "go"))),
    line(BOARD, &["gg", "<home>"], A::Top, "top card", GO, None),
    line(BOARD, &["G", "<end>"], A::Bottom, "bottom card", GO, None),
    line(BOARD, &["<c-d>", "<pagedown>"], A::HalfDown, "half a page down", GO, None),
    line(BOARD, &["<c-u>", "<pageup>"], A::HalfUp, "half a page up", GO, None),
    line(BOARD, &["<tab>"], A::NextColumn, "next column, from the last to the first", GO, None),
    line(BOARD, &["<s-tab>"], A::PreviousColumn, "previous column", GO, None),
    line(BOARD, &["1", "2", "3", "4", "5", "6", "7", "8", "9"], A::Column, "column of that number", GO, None),
    line(BOARD, &["/"], A::Search, "search: words, #12, @me, +label, !high", GO, Some((3, "search"))),
    line(BOARD, &["f"], A::Narrow, "show only cards of a label, a person, a priority …", GO, Some((18, "filter"))),
    line(BOARD, &["F"], A::Searches, "saved searches: take, save, forget one", GO, None),
    line(BOARD, &["}"], A::NextShown, "next card found, through all columns", GO, None),
    line(BOARD, &["{"], A::PreviousShown, "previous card found", GO, None),
    line(BOARD, &["z"], A::Side, "the card beside the board, from 110 cells on", GO, None),
    line(BOARD, &["s"], A::Order, "order of the column, for your eyes only: the board's own, priority, due, age …", GO, None),
    line(BOARD, &["S"], A::Reverse, "that order the other way round", GO, None),
    line(BOARD, &["w"], A::Lanes, "lanes by assignee, label or priority", GO, Some((17, "lanes"))),
    line(BOARD, &["A"], A::Archived, "archived cards", GO, None),
    line(BOARD, &["I"], A::Activity, "what happened, from what you have not seen on", GO, None),
    line(BOARD, &["P"], A::People, "people here", GO, None),

    // The board and a card shown in full: cards.
    line(BOARD, &["<enter>"], A::Open, "show the card in full", CARDS, Some((2, "open"))),
    line(BOARD, &["n"], A::New, "new card at the end of the column", CARDS, Some((1, "new"))),
    line(BOARD, &["o"], A::NewBelow, "new card below this one", CARDS, None),
    line(BOARD, &["O"], A::NewAbove, "new card above this one", CARDS, None),
    line(BOARD, &["<space>"], A::Select, "mark the card, or take the mark off; keys are about all marked cards", CARDS, Some((16, "mark"))),
    line(BOARD, &["v"], A::SelectRange, "mark from here to where you go", CARDS, None),
    line(BOARD, &["V"], A::SelectColumn, "mark all cards of the column", CARDS, None),
    line(BOTH, &["r"], A::Rename, "rename", CARDS, Some((6, "rename"))),
    line(BOTH, &["e"], A::EditBody, "edit the whole card in your editor", CARDS, Some((5, "edit"))),
    line(BOARD, &["H", "<s-left>"], A::MoveLeft, "move the card to the column on the left", CARDS, Some((4, "move"))),
    line(BOARD, &["J", "<s-down>"], A::MoveDown, "move the card down", CARDS, Some((4, "move"))),
    line(BOARD, &["K", "<s-up>"], A::MoveUp, "move the card up", CARDS, Some((4, "move"))),
    line(BOARD, &["L", "<s-right>"], A::MoveRight, "move the card to the column on the right", CARDS, Some((4, "move"))),
    line(BOTH, &["m"], A::MoveTo, "move to another column", CARDS, None),
    line(BOTH, &["d"], A::Archive, "archive", CARDS, Some((7, "archive"))),
    line(BOTH, &["c"], A::Complete, "complete: to the done column; again: back to where it was", CARDS, Some((7, "complete"))),
    line(BOTH, &["t"], A::Labels, "labels", CARDS, Some((11, "labels"))),
    line(BOTH, &["a"], A::Assign, "assign; aa to me", CARDS, Some((12, "assign"))),
    line(BOTH, &["p"], A::Priority, "priority", CARDS, Some((13, "priority"))),
    line(BOTH, &["+"], A::Raise, "raise the priority", CARDS, None),
    line(BOTH, &["-"], A::Lower, "lower the priority", CARDS, None),
    line(BOTH, &["@"], A::Due, "due date", CARDS, Some((14, "due"))),
    line(BOTH, &["C"], A::Comment, "comment", CARDS, Some((20, "comment"))),
    line(BOTH, &["!"], A::Block, "say why it is blocked, or unblock it", CARDS, Some((21, "block"))),
    line(BOTH, &["&"], A::Link, "link with another card: blocks, is blocked by, parent, child, relates to", CARDS, Some((22, "link"))),
    line(BOTH, &["y"], A::CopyNumber, "copy the number", CARDS, None),
    line(BOTH, &["Y"], A::CopyCard, "copy the card as Markdown", CARDS, None),

    // The board: columns.
    line(BOARD, &["N"], A::NewColumn, "new column", COLUMNS, Some((15, "new column"))),
    line(BOARD, &["E"], A::EditColumn, "rename, limit or remove the column", COLUMNS, None),
    line(BOARD, &["<lt>"], A::ColumnLeft, "move the column to the left", COLUMNS, None),
    line(BOARD, &[">"], A::ColumnRight, "move the column to the right", COLUMNS, None),

    // A card shown in full.
    line(CARD, &["j", "<down>"], A::Down, "scroll down", GO, Some((2, "scroll"))),
    line(CARD, &["k", "<up>"], A::Up, "scroll up", GO, Some((2, "scroll"))),
    line(CARD, &["<c-d>", "<pagedown>", "<space>"], A::HalfDown, "half a page down", GO, None),
    line(CARD, &["<c-u>", "<pageup>"], A::HalfUp, "half a page up", GO, None),
    line(CARD, &["gg", "<home>"], A::Top, "to the top", GO, None),
    line(CARD, &["G", "<end>"], A::Bottom, "to the bottom", GO, None),
    line(CARD, &["<esc>", "<enter>", "q", "<c-c>"], A::Back, "back to the board", GO, Some((1, "back"))),

    // Lists.
    line(LISTS, &["j", "<down>"], A::Down, "down", GO, Some((3, "go"))),
    line(LISTS, &["k", "<up>"], A::Up, "up", GO, Some((3, "go"))),
    line(LISTS, &["g", "<home>"], A::Top, "to the top", GO, None),
    line(LISTS, &["G", "<end>"], A::Bottom, "to the bottom", GO, None),
    line(LISTS, &["<pagedown>", "<c-d>"], A::HalfDown, "half a page down", GO, None),
    line(LISTS, &["<pageup>", "<c-u>"], A::HalfUp, "half a page up", GO, None),
    line(LISTS, &["/"], A::Search, "find by a part of the words", GO, Some((5, "find"))),
    line(&[Mode::Pick], &["<enter>"], A::Accept, "take it", GO, Some((1, "take"))),
    line(ARCHIVED, &["r", "<enter>"], A::Restore, "restore the card", CARDS, Some((1, "restore"))),
    line(ARCHIVED, &["X"], A::Delete, "delete the card for good", CARDS, Some((4, "delete for good"))),
    line(PEOPLE, &["<enter>"], A::Accept, "go to their card", CARDS, Some((1, "go to their card"))),
    line(PEOPLE, &["f"], A::Follow, "follow, until I move", CARDS, Some((2, "follow"))),
    line(ARCHIVED, &["u"], A::Undo, "undo my last change", ALL, None),
    line(LISTS, &["<esc>", "q", "<c-c>"], A::Back, "back", GO, Some((2, "back"))),

    // Lists that are narrowed by what is typed.
    line(&[Mode::Find], &["<enter>"], A::Accept, "take it", GO, Some((1, "take"))),
    line(LABELS, &["<enter>"], A::Accept, "put on and take off what was chosen", CARDS, Some((1, "apply"))),
    line(LABELS, &["<space>"], A::Select, "choose it, and the next one", CARDS, Some((2, "choose"))),
    line(LABELS, &["<c-r>"], A::Rename, "rename the label on all cards", CARDS, Some((6, "rename"))),
    line(LABELS, &["<c-t>"], A::Paint, "colour the label", CARDS, Some((7, "colour"))),
    line(LABELS, &["<c-x>"], A::Delete, "take the label off all cards", CARDS, Some((8, "remove"))),
    line(TYPED, &["<up>", "<c-p>"], A::Up, "up", GO, Some((4, "go"))),
    line(TYPED, &["<down>", "<c-n>"], A::Down, "down", GO, Some((4, "go"))),
    line(TYPED, &["<pagedown>", "<c-d>"], A::HalfDown, "half a page down", GO, None),
    line(TYPED, &["<pageup>"], A::HalfUp, "half a page up", GO, None),
    line(TYPED, &["<esc>", "<c-c>"], A::Back, "back", GO, Some((3, "back"))),

    // A question, a line of text, the list of keys.
    line(CONFIRM, &["y"], A::Accept, "yes", GO, Some((2, "yes"))),
    line(CONFIRM, &["n", "<esc>", "<enter>", "q", "<c-c>"], A::Back, "no", GO, Some((1, "no"))),
    line(TEXT, &["<enter>"], A::Accept, "take it", GO, Some((1, "save"))),
    line(TEXT, &["<c-o>"], A::InEditor, "go on in your editor, with as many lines as wanted", GO, Some((3, "editor"))),
    line(TEXT, &["<esc>", "<c-c>"], A::Back, "back", GO, Some((2, "back"))),
    line(SEARCH, &["<enter>"], A::Accept, "keep the search", GO, Some((1, "keep"))),
    line(SEARCH, &["<esc>", "<c-c>"], A::Back, "show all cards", GO, Some((2, "clear"))),
    line(SEARCH, &["<up>"], A::Up, "card above", GO, Some((3, "go"))),
    line(SEARCH, &["<down>"], A::Down, "card below", GO, Some((3, "go"))),
    line(HELP, &["<enter>"], A::Accept, "run the line", GO, Some((2, "run"))),
    line(HELP, &["<up>", "<c-p>"], A::Up, "up", GO, Some((4, "go"))),
    line(HELP, &["<down>", "<c-n>"], A::Down, "down", GO, Some((4, "go"))),
    line(HELP, &["<pagedown>", "<c-d>"], A::HalfDown, "half a page down", GO, None),
    line(HELP, &["<pageup>", "<c-u>"], A::HalfUp, "half a page up", GO, None),
    line(HELP, &["<esc>", "?", "<c-c>"], A::Back, "back", GO, Some((1, "back"))),

    // Everywhere.
    line(BOTH, &["u"], A::Undo, "undo my last change", ALL, Some((8, "undo"))),
    line(BOTH, &["U", "<c-r>"], A::Redo, "redo what I undid", ALL, None),
    line(BOARD, &["<esc>"], A::Back, "clear the message, the marks, or the search", ALL, Some((1, "clear"))),
    line(BOARD, &[","], A::Settings, "settings: theme, borders, mouse", ALL, None),
    line(EVERY, &["<c-l>"], A::Redraw, "draw the screen anew", ALL, None),
    line(EVERY, &["<c-z>"], A::Suspend, "suspend", ALL, None),
    line(&[Mode::Board, Mode::Card, Mode::Pick, Mode::Archived, Mode::People], &["?", ":", "<c-p>"], A::Help, "keys and commands: type what you look for, or the number of a card", ALL, Some((0, "help"))),
    line(BOARD, &["b"], A::Boards, "another board", ALL, Some((19, "boards"))),
    line(BOARD, &["["], A::PreviousBoard, "the board before", ALL, None),
    line(BOARD, &["]"], A::NextBoard, "the next board", ALL, None),
    line(BOARD, &["q", "<c-c>"], A::Quit, "quit", ALL, Some((10, "quit"))),
];
