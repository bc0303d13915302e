//! Every key there is, by the headings of the help.

use super::{Action, Binding, Group, Mode};
use Action as A;

const BOARD: &[Mode] = &[Mode::Board];
const CARD: &[Mode] = &[Mode::Card];
const CHARTS: &[Mode] = &[Mode::Charts];
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
    Mode::Charts,
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

const GO: Group = Group::LookAround;
const CARDS: Group = Group::Cards;
const COLUMNS: Group = Group::Columns;
const ALL: Group = Group::Board;

const fn line(
    modes: &'static [Mode],
    keys: &'static [&'static str],
    action: Action,
    group: Group,
    foot: Option<u8>,
) -> Binding {
    Binding {
        modes,
        keys,
        action,
        group,
        foot,
    }
}

/// The table of keys. What each does stands in `assets/words`, in every language.
#[rustfmt::skip]
pub static TABLE: &[Binding] = &[
    // The board: looking around.
    line(BOARD, &["h", "<left>"], A::Left, GO, Some(9)),
    line(BOARD, &["j", "<down>"], A::Down, GO, Some(9)),
    line(BOARD, &["k", "<up>"], A::Up, GO, Some(9)),
    line(BOARD, &["l", "<right>"], A::Right, GO, Some(9)),
    line(BOARD, &["gg", "<home>"], A::Top, GO, None),
    line(BOARD, &["G", "<end>"], A::Bottom, GO, None),
    line(BOARD, &["<c-d>", "<pagedown>"], A::HalfDown, GO, None),
    line(BOARD, &["<c-u>", "<pageup>"], A::HalfUp, GO, None),
    line(BOARD, &["<tab>"], A::NextColumn, GO, None),
    line(BOARD, &["<s-tab>"], A::PreviousColumn, GO, None),
    line(BOARD, &["1", "2", "3", "4", "5", "6", "7", "8", "9"], A::Column, GO, None),
    line(BOARD, &["/"], A::Search, GO, Some(3)),
    line(BOARD, &["f"], A::Narrow, GO, Some(18)),
    line(BOARD, &["F"], A::Searches, GO, None),
    line(BOARD, &["}"], A::NextShown, GO, None),
    line(BOARD, &["{"], A::PreviousShown, GO, None),
    line(BOARD, &["z"], A::Side, GO, None),
    line(BOARD, &["s"], A::Order, GO, None),
    line(BOARD, &["S"], A::Reverse, GO, None),
    line(BOARD, &["w"], A::Lanes, GO, Some(17)),
    line(BOARD, &["A"], A::Archived, GO, None),
    line(BOARD, &["I"], A::Activity, GO, None),
    line(BOARD, &["T"], A::Charts, GO, None),
    line(BOARD, &["P"], A::People, GO, None),

    // The board and a card shown in full: cards.
    line(BOARD, &["<enter>"], A::Open, CARDS, Some(2)),
    line(BOARD, &["n"], A::New, CARDS, Some(1)),
    line(BOARD, &["o"], A::NewBelow, CARDS, None),
    line(BOARD, &["O"], A::NewAbove, CARDS, None),
    line(BOARD, &["<space>"], A::Select, CARDS, Some(16)),
    line(BOARD, &["v"], A::SelectRange, CARDS, None),
    line(BOARD, &["V"], A::SelectColumn, CARDS, None),
    line(BOTH, &["r"], A::Rename, CARDS, Some(9)),
    line(BOTH, &["e"], A::EditBody, CARDS, Some(5)),
    line(BOARD, &["H", "<s-left>"], A::MoveLeft, CARDS, Some(4)),
    line(BOARD, &["J", "<s-down>"], A::MoveDown, CARDS, Some(4)),
    line(BOARD, &["K", "<s-up>"], A::MoveUp, CARDS, Some(4)),
    line(BOARD, &["L", "<s-right>"], A::MoveRight, CARDS, Some(4)),
    line(BOTH, &["m"], A::MoveTo, CARDS, None),
    line(BOTH, &["d"], A::Archive, CARDS, Some(7)),
    line(BOTH, &["c"], A::Complete, CARDS, Some(7)),
    line(BOTH, &["t"], A::Labels, CARDS, Some(11)),
    line(BOTH, &["a"], A::Assign, CARDS, Some(12)),
    line(BOTH, &["p"], A::Priority, CARDS, Some(13)),
    line(BOTH, &["+"], A::Raise, CARDS, None),
    line(BOTH, &["-"], A::Lower, CARDS, None),
    line(BOTH, &["@"], A::Due, CARDS, Some(14)),
    line(BOTH, &["C"], A::Comment, CARDS, Some(20)),
    line(BOTH, &["!"], A::Block, CARDS, Some(21)),
    line(BOTH, &["&"], A::Link, CARDS, Some(22)),
    line(BOTH, &["i"], A::History, GO, Some(23)),
    line(BOTH, &["y"], A::CopyNumber, CARDS, None),
    line(BOTH, &["Y"], A::CopyCard, CARDS, None),

    // The board: columns.
    line(BOARD, &["N"], A::NewColumn, COLUMNS, Some(15)),
    line(BOARD, &["E"], A::EditColumn, COLUMNS, None),
    line(BOARD, &["<lt>"], A::ColumnLeft, COLUMNS, None),
    line(BOARD, &[">"], A::ColumnRight, COLUMNS, None),

    // A card shown in full.
    line(CARD, &["j", "<down>"], A::Down, GO, Some(4)),
    line(CARD, &["k", "<up>"], A::Up, GO, Some(4)),
    line(CARD, &["1", "2", "3", "4", "5"], A::Section, GO, None),
    line(CARD, &["<c-d>", "<pagedown>"], A::HalfDown, GO, None),
    line(CARD, &["<c-u>", "<pageup>"], A::HalfUp, GO, None),
    line(CARD, &["gg", "<home>"], A::Top, GO, None),
    line(CARD, &["G", "<end>"], A::Bottom, GO, None),
    line(CARD, &["<enter>"], A::Accept, CARDS, Some(2)),
    line(CARD, &["<space>"], A::Tick, CARDS, Some(1)),
    line(CARD, &["n"], A::NewItem, CARDS, Some(4)),
    line(CARD, &["J", "<s-down>"], A::MoveDown, CARDS, Some(9)),
    line(CARD, &["K", "<s-up>"], A::MoveUp, CARDS, Some(9)),
    line(CARD, &["X", "<delete>"], A::Delete, CARDS, Some(3)),
    line(CARD, &["<esc>", "q", "<c-c>"], A::Back, GO, Some(1)),

    // The charts.
    line(CHARTS, &["1", "2", "3", "4", "5"], A::Column, GO, None),
    line(CHARTS, &["h", "<left>", "<s-tab>"], A::PreviousColumn, GO, Some(2)),
    line(CHARTS, &["l", "<right>", "<tab>"], A::NextColumn, GO, Some(2)),
    line(CHARTS, &["+"], A::Raise, GO, Some(3)),
    line(CHARTS, &["-"], A::Lower, GO, Some(3)),
    line(CHARTS, &["j", "<down>"], A::Down, GO, Some(4)),
    line(CHARTS, &["k", "<up>"], A::Up, GO, Some(4)),
    line(CHARTS, &["<c-d>", "<pagedown>"], A::HalfDown, GO, None),
    line(CHARTS, &["<c-u>", "<pageup>"], A::HalfUp, GO, None),
    line(CHARTS, &["<esc>", "<enter>", "q", "<c-c>"], A::Back, GO, Some(1)),

    // Lists.
    line(LISTS, &["j", "<down>"], A::Down, GO, Some(3)),
    line(LISTS, &["k", "<up>"], A::Up, GO, Some(3)),
    line(LISTS, &["g", "<home>"], A::Top, GO, None),
    line(LISTS, &["G", "<end>"], A::Bottom, GO, None),
    line(LISTS, &["<pagedown>", "<c-d>"], A::HalfDown, GO, None),
    line(LISTS, &["<pageup>", "<c-u>"], A::HalfUp, GO, None),
    line(LISTS, &["/"], A::Search, GO, Some(5)),
    line(&[Mode::Pick], &["<enter>"], A::Accept, GO, Some(1)),
    line(ARCHIVED, &["r", "<enter>"], A::Restore, CARDS, Some(1)),
    line(ARCHIVED, &["X"], A::Delete, CARDS, Some(4)),
    line(PEOPLE, &["<enter>"], A::Accept, CARDS, Some(1)),
    line(PEOPLE, &["f"], A::Follow, CARDS, Some(2)),
    line(ARCHIVED, &["u"], A::Undo, ALL, None),
    line(LISTS, &["<esc>", "q", "<c-c>"], A::Back, GO, Some(2)),

    // Lists that are narrowed by what is typed.
    line(&[Mode::Find], &["<enter>"], A::Accept, GO, Some(1)),
    line(LABELS, &["<enter>"], A::Accept, CARDS, Some(1)),
    line(LABELS, &["<space>"], A::Select, CARDS, Some(2)),
    line(LABELS, &["<c-r>"], A::Rename, CARDS, Some(6)),
    line(LABELS, &["<c-t>"], A::Paint, CARDS, Some(7)),
    line(LABELS, &["<c-x>"], A::Delete, CARDS, Some(8)),
    line(TYPED, &["<up>", "<c-p>"], A::Up, GO, Some(4)),
    line(TYPED, &["<down>", "<c-n>"], A::Down, GO, Some(4)),
    line(TYPED, &["<pagedown>", "<c-d>"], A::HalfDown, GO, None),
    line(TYPED, &["<pageup>"], A::HalfUp, GO, None),
    line(TYPED, &["<esc>", "<c-c>"], A::Back, GO, Some(3)),

    // A question, a line of text, the list of keys.
    line(CONFIRM, &["y"], A::Accept, GO, Some(2)),
    line(CONFIRM, &["n", "<esc>", "<enter>", "q", "<c-c>"], A::Back, GO, Some(1)),
    line(TEXT, &["<enter>"], A::Accept, GO, Some(1)),
    line(TEXT, &["<c-o>"], A::InEditor, GO, Some(3)),
    line(TEXT, &["<esc>", "<c-c>"], A::Back, GO, Some(2)),
    line(SEARCH, &["<enter>"], A::Accept, GO, Some(1)),
    line(SEARCH, &["<esc>", "<c-c>"], A::Back, GO, Some(2)),
    line(SEARCH, &["<up>"], A::Up, GO, Some(3)),
    line(SEARCH, &["<down>"], A::Down, GO, Some(3)),
    line(HELP, &["<enter>"], A::Accept, GO, Some(2)),
    line(HELP, &["<up>", "<c-p>"], A::Up, GO, Some(4)),
    line(HELP, &["<down>", "<c-n>"], A::Down, GO, Some(4)),
    line(HELP, &["<pagedown>", "<c-d>"], A::HalfDown, GO, None),
    line(HELP, &["<pageup>", "<c-u>"], A::HalfUp, GO, None),
    line(HELP, &["<esc>", "?", "<c-c>"], A::Back, GO, Some(1)),

    // Everywhere.
    line(BOTH, &["u"], A::Undo, ALL, Some(6)),
    line(BOTH, &["U", "<c-r>"], A::Redo, ALL, None),
    line(BOARD, &["<esc>"], A::Back, ALL, Some(1)),
    line(BOARD, &[","], A::Settings, ALL, None),
    line(EVERY, &["<c-l>"], A::Redraw, ALL, None),
    line(EVERY, &["<c-z>"], A::Suspend, ALL, None),
    line(&[Mode::Board, Mode::Card, Mode::Charts, Mode::Pick, Mode::Archived, Mode::People], &["?", ":", "<c-p>"], A::Help, ALL, Some(0)),
    line(BOARD, &["b"], A::Boards, ALL, Some(19)),
    line(BOARD, &["["], A::PreviousBoard, ALL, None),
    line(BOARD, &["]"], A::NextBoard, ALL, None),
    line(BOARD, &["q", "<c-c>"], A::Quit, ALL, Some(10)),
];
