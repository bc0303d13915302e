//! Borders stay straight and nothing panics, at any size, with any text.

use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;
use walboard::edit::Act;

use crate::desk::{Desk, Lane, board, text};

const NASTY: &[&str] = &[
    "日本語のとても長いタイトルのカードです、三行を超えるはず",
    "👩‍👩‍👧‍👦 family 🇩🇪 flag ❤️ heart 👍🏽 thumb",
    "e\u{301}e\u{301}e\u{301} combining n\u{303} \u{301}alone",
    "\u{1b}[31mred\u{1b}[0m \u{202E}backwards\u{2066} \u{200B}zero\u{FEFF}",
    "incomprehensibilities-and-other-overlong-words-without-a-break",
    "ﾊﾞﾊﾟ halfwidth 한국어 텍스트 עברית العربية",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "",
];

fn nasty() -> Desk {
    let named: &[&str] = &["日本語列", "👩‍👩‍👧 Doing\u{202E}", "Ŕev\u{301}iew", "D"];
    let lanes: Vec<Lane<'_>> = named
        .iter()
        .zip([Some(1), None, Some(99), Some(8)])
        .map(|(name, limit)| (*name, limit, &NASTY[..7]))
        .collect();
    let mut desk = Desk::new(board(&lanes), (80, 24));
    desk.press("aot日本人<enter>t+urgent +日本 +👍<enter>p");
    desk.press("u@2026-11-01<enter>jaa@tomorrow<enter>k");
    let card = desk.model.cursor().card.unwrap();
    desk.save();
    desk.other(
        "日本\u{1b}人",
        vec![Act::Label {
            card,
            label: "x".to_owned(),
            on: true,
        }],
    );
    desk
}

/// The screens to look at: what was pressed to get there.
const SCREENS: &[&str] = &[
    "",
    "jj",
    "lll",
    "<enter>",
    "<enter>G",
    "n",
    "n日本語👩‍👩‍👧e\u{301}日本語👩‍👩‍👧e\u{301}日本語👩‍👩‍👧e\u{301}日本語<left><left>",
    "r<enter>",
    "/日本",
    "/zzz<enter>",
    "m",
    "p",
    "a",
    "t",
    "E",
    "?",
    "?move",
    "ddA",
    "dAX",
    "Ndone<enter>",
    "g",
    "q",
];

/// Tells which cells are borders that must go on straight below.
fn is_upright(symbol: &str) -> bool {
    ["│", "┃", "╮", "┓", "╭", "┏"].contains(&symbol)
}

/// Every upright border goes on in the same cell of the next line until it ends in a corner, unless something
/// lies on top of it.
fn assert_straight(buffer: &Buffer, about: &str) {
    for y in 0..buffer.area.height.saturating_sub(1) {
        for x in 0..buffer.area.width {
            if !is_upright(buffer[(x, y)].symbol()) {
                continue;
            }
            let below = buffer[(x, y + 1)].symbol();
            let goes_on = is_upright(below) || ["╰", "╯", "┗", "┛", "━", "─"].contains(&below);
            assert!(
                goes_on,
                "{about}: {x},{y} goes on as {below:?}\n{}",
                text(buffer)
            );
        }
    }
}

/// A terminal draws a wide character over the cell after it, so nothing may stand there.
fn assert_wide_have_room(buffer: &Buffer, about: &str) {
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if symbol.width() > 1 {
                let next = buffer.cell((x + 1, y)).map(|cell| cell.symbol());
                assert_eq!(
                    next,
                    Some(" "),
                    "{about}: {x},{y} {symbol}\n{}",
                    text(buffer)
                );
            }
        }
    }
}

#[test]
fn nothing_panics_and_borders_are_straight_at_any_size() {
    for keys in SCREENS {
        let mut desk = nasty();
        desk.press(keys);
        for width in 0..=60 {
            for height in 0..=30 {
                desk.resize(width, height);
                let buffer = desk.buffer((width, height));
                let overlaid = !keys.is_empty() && !["jj", "lll", "q", "g"].contains(keys);
                assert_wide_have_room(&buffer, &format!("{keys:?} at {width}x{height}"));
                if !overlaid && height > 4 {
                    assert_straight(&buffer, &format!("{keys:?} at {width}x{height}"));
                }
            }
        }
    }
}

#[test]
fn the_screen_is_drawn_into_what_there_is_when_a_new_size_is_not_known_yet() {
    let mut desk = nasty();
    for keys in SCREENS {
        desk.press(keys);
        for size in [(0, 0), (1, 1), (200, 3), (10, 50), (79, 23)] {
            let _frame = desk.buffer(size);
        }
        desk.press("<esc><esc><esc>");
    }
}

#[test]
fn nothing_hostile_reaches_a_cell() {
    let mut desk = nasty();
    for keys in SCREENS {
        desk.press(keys);
        let buffer = desk.buffer((80, 24));
        let bad = |letter: char| {
            let bidi = matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            letter.is_control() || bidi || matches!(letter, '\u{200B}' | '\u{FEFF}')
        };
        for cell in buffer.content() {
            assert!(!cell.symbol().contains(bad), "{keys}: {:?}", cell.symbol());
        }
        desk.press("<esc><esc><esc>");
    }
}

#[test]
fn the_cursor_is_in_view_wherever_it_goes() {
    let titles: Vec<String> = (0..40)
        .map(|at| format!("card {at:02} {}", "word ".repeat(at % 9)))
        .collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let lanes: Vec<Lane<'_>> = ["a", "b", "c", "d", "e"]
        .iter()
        .map(|name| (*name, None, titles.as_slice()))
        .collect();
    for (width, height) in [(80, 24), (40, 12), (24, 8), (130, 40)] {
        let mut desk = Desk::new(board(&lanes), (width, height));
        for keys in [
            "G", "k", "<c-u>", "l", "j", "<c-d>", "5", "G", "<s-tab>", "gg", "J", "L", "H",
        ] {
            desk.press(keys);
            let frame = desk.frame(width, height);
            assert!(frame.contains('▌'), "{keys} {width}x{height}\n{frame}");
            let title = desk.at()[..7].to_owned();
            let line = frame.lines().find(|line| line.contains('▌')).unwrap();
            assert!(line.contains(&format!("▌{title}")), "{title}\n{frame}");
        }
    }
}

#[test]
fn a_column_scrolls_no_further_than_it_must() {
    let titles: Vec<String> = (1..=20).map(|at| format!("card {at}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let mut desk = Desk::new(board(&[("Todo", None, &titles)]), (40, 12));
    assert!(!desk.frame(40, 12).contains('↑'));
    desk.press("G");
    assert!(!desk.frame(40, 12).contains('↓'));
    let end = desk.frame(40, 12);
    desk.press("k");
    assert_eq!(
        desk.frame(40, 12).matches("card").count(),
        end.matches("card").count()
    );
    desk.resize(40, 80);
    assert!(
        !desk.frame(40, 80).contains('↑'),
        "with room for all, all are shown"
    );
}
