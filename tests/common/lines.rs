//! Line and block characters, drawn as paths.

use std::fmt::Write;

use vt100::Cell;

use super::{CELL, Style};

/// How wide the strokes of thin and of thick lines are.
const STROKES: [f32; 2] = [1.1, 2.2];

/// What a line character is: its arms from the middle of the cell (up, right, down, left), and the looks of them.
#[derive(Clone, Copy, PartialEq)]
struct Line {
    arms: [bool; 4],
    thick: bool,
    round: bool,
}

fn line(symbol: char) -> Option<Line> {
    let (arms, thick) = match symbol {
        '─' | '╌' | '┄' | '┈' => ("rl", false),
        '━' | '╍' | '┅' | '┉' => ("rl", true),
        '│' | '╎' | '┆' | '┊' => ("ud", false),
        '┃' | '╏' | '┇' | '┋' => ("ud", true),
        '┌' | '╭' => ("rd", false),
        '┐' | '╮' => ("dl", false),
        '└' | '╰' => ("ur", false),
        '┘' | '╯' => ("ul", false),
        '┏' => ("rd", true),
        '┓' => ("dl", true),
        '┗' => ("ur", true),
        '┛' => ("ul", true),
        '├' => ("urd", false),
        '┤' => ("udl", false),
        '┬' => ("rdl", false),
        '┴' => ("url", false),
        '┼' => ("urdl", false),
        _ => return None,
    };
    Some(Line {
        arms: ['u', 'r', 'd', 'l'].map(|arm| arms.contains(arm)),
        thick,
        round: "╭╮╰╯".contains(symbol),
    })
}

/// A block character as the part of the cell it fills: left, top, right, bottom.
fn block(symbol: char) -> Option<[f32; 4]> {
    let eighths = |n: u32| n as f32 / 8.0;
    Some(match symbol {
        '█' => [0.0, 0.0, 1.0, 1.0],
        '▀' => [0.0, 0.0, 1.0, 0.5],
        '▐' => [0.5, 0.0, 1.0, 1.0],
        '▔' => [0.0, 0.0, 1.0, 0.125],
        '▕' => [0.875, 0.0, 1.0, 1.0],
        '▁'..='▇' => [0.0, 1.0 - eighths(symbol as u32 - '▁' as u32 + 1), 1.0, 1.0],
        '▉'..='▏' => [0.0, 0.0, 1.0 - eighths(symbol as u32 - '▉' as u32 + 1), 1.0],
        _ => return None,
    })
}

/// Returns whether a character is drawn here.
pub(super) fn is_drawn(symbol: char) -> bool {
    line(symbol).is_some() || block(symbol).is_some()
}

/// Draws a run of line and block characters.
pub(super) fn draw(cells: &[&Cell], x: f32, y: f32, style: &Style, marks: &mut String) {
    let mut strokes = [String::new(), String::new()];
    let mut blocks = String::new();
    let mut before = None;
    for (index, cell) in cells.iter().enumerate() {
        let symbol = cell.contents().chars().next().unwrap_or(' ');
        let x = x + index as f32 * CELL.0;
        if let Some(part) = block(symbol) {
            fill(part, x, y, &mut blocks);
        }
        let line = line(symbol);
        if let Some(line) = line {
            let path = &mut strokes[usize::from(line.thick)];
            if line.arms == [false, true, false, true] && before == Some(line) {
                // The line goes on: pieces of it would show their seams.
                let _ = write!(path, "H{:.1}", x + CELL.0);
            } else {
                stroke(line, x, y, path);
            }
        }
        before = line;
    }
    let opacity = if style.dim { " opacity=\".6\"" } else { "" };
    let colour = &style.text;
    for (path, width) in strokes.iter().zip(STROKES) {
        if !path.is_empty() {
            let _ = writeln!(
                marks,
                "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{opacity}/>"
            );
        }
    }
    if !blocks.is_empty() {
        let _ = writeln!(marks, "<path d=\"{blocks}\" fill=\"{colour}\"{opacity}/>");
    }
}

fn fill([left, top, right, bottom]: [f32; 4], x: f32, y: f32, path: &mut String) {
    let (w, h) = CELL;
    let (left, right) = (x + left * w, x + right * w);
    let (top, bottom) = (y + top * h, y + bottom * h);
    let _ = write!(
        path,
        "M{left:.1} {top:.1}H{right:.1}V{bottom:.1}H{left:.1}Z"
    );
}

/// Draws a line character: a straight line from end to end, a corner as one bent stroke, a crossing as its parts.
fn stroke(line: Line, x: f32, y: f32, path: &mut String) {
    let (w, h) = CELL;
    let (cx, cy) = (x + w / 2.0, y + h / 2.0);
    let ends = [(cx, y), (x + w, cy), (cx, y + h), (x, cy)];
    let [up, right, down, left] = line.arms;
    if up != down && left != right {
        let (ax, ay) = ends[if up { 0 } else { 2 }];
        let (bx, by) = ends[if right { 1 } else { 3 }];
        let bend = if line.round { 'Q' } else { 'L' };
        let on = if line.round { ' ' } else { 'L' };
        let _ = write!(
            path,
            "M{ax:.1} {ay:.1}{bend}{cx:.1} {cy:.1}{on}{bx:.1} {by:.1}"
        );
        return;
    }
    if up || down {
        let (from, to) = (if up { y } else { cy }, if down { y + h } else { cy });
        let _ = write!(path, "M{cx:.1} {from:.1}V{to:.1}");
    }
    if left || right {
        let (from, to) = (if left { x } else { cx }, if right { x + w } else { cx });
        let _ = write!(path, "M{from:.1} {cy:.1}H{to:.1}");
    }
}
