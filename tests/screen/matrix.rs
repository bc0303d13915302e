//! Every screen at four sizes, and its styles in three looks. Each was looked at.
//!
//! What is as on the board at that size, or in Chinese as in English, is not written again: `= 7` stands for seven such
//! rows, and the ends of a row that are the same are left out. Styles are told for 80x24,
//! as runs of codes (`cB` is cyan and bold, `.` the terminal's own); what each code becomes in the other looks is told
//! once, for all screens.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;
use walboard::tui::look::{Depth, Look};
use walboard::tui::model::Start;
use walboard::tui::words::{Language, Words};

use crate::desk::{start, text};
use crate::look::team;
use crate::scenes::{SCENES, Scene};
use crate::themes::{look, shown};

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 50)];

/// The sample board of ann, before anything.
fn begin(look: Look, words: &'static Words, size: (u16, u16)) -> Start {
    let board = team(size).file;
    Start {
        look,
        words,
        ..start(board, size)
    }
}

/// Tells every screen at four sizes, but for what is the same on another one.
fn tell(
    prefix: &str,
    picture: impl Fn(&Scene, (u16, u16)) -> Buffer,
    other: impl Fn(&Scene, (u16, u16)) -> Option<Buffer>,
) {
    for scene in SCENES {
        let mut told = String::new();
        for size in SIZES {
            let (here, other) = (picture(scene, size), other(scene, size));
            let same = other.as_ref().map(|other| rows(other, Some(other)));
            told.push_str(&format!("{}x{}\n", size.0, size.1));
            told.push_str(&but(
                &rows(&here, other.as_ref()),
                &same.unwrap_or_default(),
            ));
        }
        assert_snapshot!(format!("{prefix}_{}", scene.0), told);
    }
}

fn in_english(scene: &Scene, size: (u16, u16)) -> Buffer {
    picture(scene, Look::default(), Words::english(), size)
}

#[test]
fn every_screen_at_four_sizes() {
    let board = |scene: &Scene, size| {
        let is_other = scene.0 != SCENES[0].0;
        is_other.then(|| in_english(&SCENES[0], size))
    };
    tell("screen", in_english, board);
}

#[test]
fn every_screen_in_chinese() {
    let chinese = Language::named("zh-CN").expect("it comes along").words();
    let picture = |scene: &Scene, size| picture(scene, Look::default(), chinese, size);
    tell("chinese", picture, |scene, size| {
        Some(in_english(scene, size))
    });
}

#[test]
fn the_styles_of_every_screen() {
    let size = (80, 24);
    let default = || Look {
        depth: Depth::True,
        ..look("default", Depth::True)
    };
    let others = [look("paper", Depth::True), look("dusk", Depth::None)];
    let picture = |scene: &Scene, look| picture(scene, look, Words::english(), size);
    let on_the_board = styles(&picture(&SCENES[0], default()));
    let (mut told, mut becomes) = (String::new(), BTreeMap::new());
    for scene in SCENES {
        let name = &scene.0;
        let here = picture(scene, default());
        told.push_str(&format!("{name}\n"));
        let other = if *name == "board" {
            &[][..]
        } else {
            &on_the_board
        };
        told.push_str(&but(&styles(&here), other));
        let there = others.clone().map(|look| picture(scene, look));
        // These name the theme in use.
        if matches!(*name, "themes" | "settings") {
            continue;
        }
        for buffer in &there {
            assert_eq!(text(buffer), text(&here), "{name}");
        }
        for (at, cell) in here.content().iter().enumerate() {
            // What is under the second half of a wide sign is not drawn.
            if at > 0 && here.content()[at - 1].symbol().width() > 1 {
                continue;
            }
            let there = there.each_ref().map(|buffer| full(&buffer.content()[at]));
            let known = becomes.entry(code(cell)).or_insert_with(|| there.clone());
            assert_eq!(*known, there, "{name}, at {at}: one style becomes one");
        }
    }
    assert_snapshot!("screen_styles", told);
    let line =
        |(code, [light, mono]): (String, [String; 2])| format!("{code:<6} {light:<40} {mono}\n");
    assert_snapshot!(
        "screen_looks",
        becomes.into_iter().map(line).collect::<String>()
    );
}

fn picture(scene: &Scene, look: Look, words: &'static Words, size: (u16, u16)) -> Buffer {
    (scene.1)(begin(look, words, size)).buffer(size)
}

/// Returns the rows of a screen; of those that are the board's, without what is the same at their ends as on another
/// one but for the next cell, which may be a border.
fn rows(buffer: &Buffer, other: Option<&Buffer>) -> Vec<String> {
    let (width, height) = (
        usize::from(buffer.area.width),
        usize::from(buffer.area.height),
    );
    let mut only = buffer.clone();
    for y in 0..height - 2 {
        let row = y * width..(y + 1) * width;
        let same = |at: &usize| {
            let symbol = |buffer: &Buffer| buffer.content()[*at].symbol().to_owned();
            other.is_some_and(|other| symbol(other) == symbol(buffer))
        };
        let before = row.clone().take_while(same).collect::<Vec<_>>();
        let after = row.rev().take_while(same).collect::<Vec<_>>();
        let all = before.len() == width;
        for ends in [before, after] {
            let next = if all { 0 } else { 1 };
            for at in ends.iter().rev().skip(next) {
                only.content[*at].set_symbol(" ");
            }
        }
    }
    text(&only).lines().map(str::to_owned).collect()
}

/// Returns rows, those that are the board's counted only.
fn but(rows: &[String], on_the_board: &[String]) -> String {
    let mut told = String::new();
    let mut same = 0;
    let board = on_the_board.iter().map(Some).chain(std::iter::repeat(None));
    for (row, on_the_board) in rows.iter().zip(board) {
        if Some(row) == on_the_board {
            same += 1;
            continue;
        }
        if same > 0 {
            told.push_str(&format!("= {same}\n"));
            same = 0;
        }
        told.push_str(&format!("{row}\n"));
    }
    if same > 0 {
        told.push_str(&format!("= {same}\n"));
    }
    told
}

/// Returns the styles of each row as runs.
fn styles(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width);
    let row = |cells: &[Cell]| {
        let mut runs: Vec<(String, usize)> = Vec::new();
        for code in cells.iter().map(code) {
            match runs.last_mut() {
                Some((last, count)) if *last == code => *count += 1,
                _ => runs.push((code, 1)),
            }
        }
        let runs = runs.iter().map(|(code, count)| format!("{code}{count}"));
        runs.collect::<Vec<_>>().join(" ")
    };
    buffer.content().chunks(width).map(row).collect()
}

/// Returns a style in few letters.
fn code(cell: &Cell) -> String {
    let color = |color: Color| match color {
        Color::Reset => ".",
        Color::Red => "r",
        Color::Green => "g",
        Color::Yellow => "y",
        Color::Blue => "b",
        Color::Magenta => "m",
        Color::Cyan => "c",
        Color::LightGreen => "lg",
        Color::LightYellow => "ly",
        Color::LightBlue => "lb",
        Color::LightMagenta => "lm",
        Color::LightCyan => "lc",
        other => panic!("the default look has no {other}"),
    };
    let mut code = color(cell.fg).to_owned();
    assert_eq!(cell.bg, Color::Reset, "the default look has no ground");
    for (modifier, letter) in [
        (Modifier::BOLD, 'B'),
        (Modifier::DIM, 'D'),
        (Modifier::ITALIC, 'I'),
        (Modifier::UNDERLINED, 'U'),
        (Modifier::REVERSED, 'R'),
    ] {
        if cell.modifier.contains(modifier) {
            code.push(letter);
        }
    }
    code
}

fn full(cell: &Cell) -> String {
    format!(
        "{} on {} {:?}",
        shown(cell.fg),
        shown(cell.bg),
        cell.modifier
    )
}
