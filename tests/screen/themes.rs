//! Themes: how each one looks, down to no colours at all; and picking one.

use insta::assert_snapshot;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use walboard::config::Config;
use walboard::tui::look::{Depth, Look};
use walboard::tui::model::Start;
use walboard::tui::msg::{Choice, Effect, Msg, Unkept};

use crate::desk::{Desk, desk, start, text};
use crate::look::team;

/// Returns how the screen looks with a theme.
pub(crate) fn look(name: &str, depth: Depth) -> Look {
    let (look, wrong) = Config::default().look();
    assert_eq!(wrong, []);
    let scheme = look.named(name).expect("it comes along");
    Look {
        scheme,
        depth,
        ..look
    }
}

/// The sample board of the snapshots under a look.
fn dressed(look: Look, size: (u16, u16)) -> Desk {
    let plain = team(size);
    let mut desk = Desk::with(Start {
        look,
        ..start(plain.file, size)
    });
    desk.press("2");
    desk
}

/// Returns a screen's styles, a row a line: letters for the styles, told in full below.
fn styles(buffer: &Buffer) -> String {
    let mut seen: Vec<String> = Vec::new();
    let mut rows = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = format!(
                "{} on {} {:?}",
                shown(cell.fg),
                shown(cell.bg),
                cell.modifier
            );
            let at = seen.iter().position(|other| *other == style);
            let at = at.unwrap_or_else(|| {
                seen.push(style);
                seen.len() - 1
            });
            row.push(char::from(b'a' + u8::try_from(at).expect("few styles")));
        }
        rows.push_str(&runs(&row));
        rows.push('\n');
    }
    for (letter, style) in ('a'..).zip(seen) {
        rows.push_str(&format!("{letter}: {style}\n"));
    }
    rows
}

/// Returns a row with runs counted: `aaab` is `a3b1`.
fn runs(row: &str) -> String {
    let mut runs = String::new();
    let mut rest = row;
    while let Some(letter) = rest.chars().next() {
        let others = rest.trim_start_matches(letter);
        runs.push_str(&format!("{letter}{} ", rest.len() - others.len()));
        rest = others;
    }
    runs.trim_end().to_owned()
}

pub(crate) fn shown(color: Color) -> String {
    match color {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        color => color.to_string(),
    }
}

#[test]
fn each_theme_on_the_board() {
    let plain = dressed(look("default", Depth::True), (80, 24)).frame(80, 24);
    for name in ["default", "dusk", "ember", "paper", "meadow"] {
        let desk = dressed(look(name, Depth::True), (80, 24));
        let buffer = desk.buffer((80, 24));
        // Only the styles differ.
        assert_eq!(text(&buffer), plain, "{name}");
        assert_snapshot!(format!("theme_{name}"), styles(&buffer));
    }
    assert_snapshot!("theme_text", plain);
}

#[test]
fn fewer_colours_are_the_nearest_ones() {
    let desk = dressed(look("dusk", Depth::Indexed), (80, 24));
    assert_snapshot!("theme_dusk_256", styles(&desk.buffer((80, 24))));
    let desk = dressed(look("paper", Depth::Sixteen), (80, 24));
    assert_snapshot!("theme_paper_16", styles(&desk.buffer((80, 24))));
}

#[test]
fn without_colours_no_theme_has_any_and_the_chosen_card_is_reversed() {
    for name in ["default", "dusk", "paper"] {
        let buffer = dressed(look(name, Depth::None), (80, 24)).buffer((80, 24));
        let plain = |color| color == Color::Reset;
        assert!(
            buffer
                .content
                .iter()
                .all(|cell| plain(cell.fg) && plain(cell.bg)),
            "{name}"
        );
        let is_reversed = |cell: &ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
        assert!(buffer.content.iter().any(is_reversed), "{name}");
    }
}

#[test]
fn in_ascii_nothing_of_the_house_is_more() {
    let look = Look {
        ascii: true,
        ..look("default", Depth::Sixteen)
    };
    assert_snapshot!("ascii", dressed(look.clone(), (80, 24)).frame(80, 24));
    let mut desk = Desk::with(Start {
        look,
        ..start(desk().file, (80, 24))
    });
    for keys in ["?", "<esc><enter>", "<esc>m", "<esc>@", "<esc>G,"] {
        let frame = desk.press(keys).frame(80, 24);
        // What people wrote stays as it is.
        let odd: Vec<char> = frame.chars().filter(|letter| !letter.is_ascii()).collect();
        assert_eq!(odd, Vec::<char>::new(), "{keys}\n{frame}");
    }
}

#[test]
fn a_theme_is_shown_while_it_is_pointed_at_and_kept_when_it_is_taken() {
    let mut desk = Desk::with(Start {
        look: look("default", Depth::True),
        ..start(desk().file, (80, 24))
    });
    let ground = |desk: &Desk| desk.buffer((80, 24))[(0, 0)].bg;
    assert_eq!(ground(&desk), Color::Reset);
    assert_snapshot!("settings", desk.press(",").frame(80, 24));
    assert_snapshot!("settings_themes", desk.press("t").frame(80, 24));
    desk.press("j");
    assert_eq!(ground(&desk), Color::Rgb(0x1a, 0x1d, 0x26));
    // Back is back to what it was.
    desk.press("<esc>");
    assert_eq!(ground(&desk), Color::Reset);
    assert!(desk.frame(80, 24).contains("Settings"));
    assert!(
        !desk
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Keep(_)))
    );
    desk.press("tj<enter>");
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Keep(Choice::Theme("dusk".to_owned())))
    );
    assert_eq!(ground(desk.press("<esc>")), Color::Rgb(0x1a, 0x1d, 0x26));
    desk.send(Msg::Kept(Err(Unkept::NoHome)));
    assert_eq!(
        desk.notice(),
        "the setting holds until you leave: there is no home folder ($HOME) for a configuration"
    );
}

#[test]
fn a_setting_is_turned_on_and_off_in_the_list() {
    let mut desk = desk();
    desk.press(",b");
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Keep(Choice::Ascii(true)))
    );
    assert!(desk.frame(80, 24).contains("borders in ASCII      on"));
    desk.press("<enter>");
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Keep(Choice::Ascii(false)))
    );
    assert!(desk.frame(80, 24).contains("borders in ASCII      off"));
}
