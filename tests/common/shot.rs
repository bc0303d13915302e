//! A terminal's screen as a picture: SVG that looks the same whatever fonts are there.
//!
//! Every run of one style is placed by itself, wide characters each alone, so that nothing can push anything out of its
//! cell; lines and blocks are drawn, not typeset, so that they meet.
#![allow(dead_code, reason = "every test uses some of it, none all of it")]

#[path = "lines.rs"]
mod lines;

use std::fmt::Write;

use vt100::{Cell, Color, Screen};

/// A cell's width and height, and the size of the font in it.
const CELL: (f32, f32) = (8.4, 18.0);
const FONT_SIZE: f32 = 14.0;
const BASELINE: f32 = 13.5;

/// The space around the cells.
const MARGIN: f32 = 14.0;

const FONTS: &str = "'JetBrains Mono','Cascadia Mono','SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK SC',monospace";

/// The colours of a terminal: its own two, then the sixteen.
pub(crate) struct Theme {
    ground: &'static str,
    text: &'static str,
    sixteen: [&'static str; 16],
}

/// Light on dark.
pub(crate) const DARK: Theme = Theme {
    ground: "#1a1d26",
    text: "#d5d9e3",
    sixteen: [
        "#2b303c", "#f07178", "#a5d28a", "#f0c674", "#7aa9f7", "#c792ea", "#7fd1cf", "#c3c9d6",
        "#697087", "#ff8b92", "#bde8a2", "#ffdb94", "#9cc1ff", "#dcb0f7", "#9fe6e4", "#ffffff",
    ],
};

/// Dark on light.
pub(crate) const LIGHT: Theme = Theme {
    ground: "#fcfcf9",
    text: "#31353f",
    sixteen: [
        "#31353f", "#c5303b", "#3f7d2c", "#9a6700", "#2b5fc2", "#8a3fb0", "#16797a", "#d9dbe0",
        "#868c99", "#d9434e", "#4f9638", "#b57d0e", "#3f76de", "#a356ca", "#1f9293", "#f4f4f2",
    ],
};

/// How a cell looks, with the colours worked out.
#[derive(Clone, PartialEq)]
struct Style {
    text: String,
    ground: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
}

/// Draws a screen.
pub(crate) fn svg(screen: &Screen, theme: &Theme) -> String {
    let (rows, cols) = screen.size();
    let (width, height) = (
        f32::from(cols.get()) * CELL.0 + 2.0 * MARGIN,
        f32::from(rows.get()) * CELL.1 + 2.0 * MARGIN,
    );
    let mut grounds = String::new();
    let mut marks = String::new();
    for row in 0..rows.get() {
        draw_row(screen, row, cols.get(), theme, &mut grounds, &mut marks);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.1} {height:.1}\">\n\
         <style>text{{font:{FONT_SIZE}px {FONTS};white-space:pre}}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\">\n<g shape-rendering=\"crispEdges\">\n{grounds}</g>\n{marks}</g>\n</svg>\n",
        // A program that fills the screen has it filled to the edge of the window.
        screen
            .cell(0, 0)
            .and_then(|cell| colour(cell.bgcolor(), theme))
            .unwrap_or_else(|| theme.ground.to_owned()),
    )
}

fn draw_row(
    screen: &Screen,
    row: u16,
    cols: u16,
    theme: &Theme,
    grounds: &mut String,
    marks: &mut String,
) {
    let cells: Vec<&Cell> = (0..cols).filter_map(|col| screen.cell(row, col)).collect();
    let y = f32::from(row) * CELL.1;
    let mut start = 0;
    while start < cells.len() {
        let style = style(cells[start], theme);
        let kind = Kind::of(cells[start]);
        let mut end = start + 1;
        while end < cells.len()
            && kind.goes_on(cells[end])
            // Of the other half of a wide character the emulator does not tell the style.
            && (cells[end].is_wide_continuation() || self::style(cells[end], theme) == style)
        {
            end += 1;
        }
        let x = start as f32 * CELL.0;
        let width = (end - start) as f32 * CELL.0;
        if let Some(ground) = &style.ground {
            // A hair wider, or the seams between neighbours show.
            let _ = writeln!(
                grounds,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{ground}\"/>",
                width + 0.3,
                CELL.1 + 0.3,
            );
        }
        match kind {
            Kind::Drawn => lines::draw(&cells[start..end], x, y, &style, marks),
            Kind::Narrow | Kind::Wide => write_text(&cells[start..end], x, y, width, &style, marks),
        }
        start = end;
    }
}

/// What may stand together in one run.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Narrow,
    Wide,
    Drawn,
}

impl Kind {
    fn of(cell: &Cell) -> Self {
        if cell.is_wide() {
            Self::Wide
        } else if cell.contents().chars().next().is_some_and(lines::is_drawn) {
            Self::Drawn
        } else {
            Self::Narrow
        }
    }

    /// Returns whether the run takes the next cell in: a wide one only its own other half.
    fn goes_on(self, next: &Cell) -> bool {
        if next.is_wide_continuation() {
            return self == Self::Wide;
        }
        self != Self::Wide && Self::of(next) == self
    }
}

fn style(cell: &Cell, theme: &Theme) -> Style {
    let mut text = colour(cell.fgcolor(), theme).unwrap_or_else(|| theme.text.to_owned());
    let mut ground = colour(cell.bgcolor(), theme);
    if cell.inverse() {
        let swapped = ground.unwrap_or_else(|| theme.ground.to_owned());
        ground = Some(std::mem::replace(&mut text, swapped));
    }
    Style {
        text,
        ground,
        bold: cell.bold(),
        dim: cell.dim(),
        italic: cell.italic(),
        underline: cell.underline(),
    }
}

fn colour(colour: Color, theme: &Theme) -> Option<String> {
    let cube = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match colour {
        Color::Default => None,
        Color::Idx(index @ 0..16) => Some(theme.sixteen[usize::from(index)].to_owned()),
        Color::Idx(index @ 16..232) => {
            let index = index - 16;
            let (r, g, b) = (cube(index / 36), cube(index / 6 % 6), cube(index % 6));
            Some(format!("#{r:02x}{g:02x}{b:02x}"))
        }
        Color::Idx(index) => {
            let grey = 8 + 10 * (index - 232);
            Some(format!("#{grey:02x}{grey:02x}{grey:02x}"))
        }
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
    }
}

fn write_text(cells: &[&Cell], x: f32, y: f32, width: f32, style: &Style, marks: &mut String) {
    let text: String = cells
        .iter()
        .filter(|cell| !cell.is_wide_continuation())
        .map(|cell| {
            if cell.has_contents() {
                cell.contents()
            } else {
                " "
            }
        })
        .collect();
    if text.trim().is_empty() && !style.underline {
        return;
    }
    let mut looks = String::new();
    for (on, look) in [
        (style.bold, " font-weight=\"700\""),
        (style.dim, " opacity=\".6\""),
        (style.italic, " font-style=\"italic\""),
        (style.underline, " text-decoration=\"underline\""),
    ] {
        if on {
            looks.push_str(look);
        }
    }
    let _ = writeln!(
        marks,
        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" fill=\"{}\"{looks} xml:space=\"preserve\">{}</text>",
        y + BASELINE,
        style.text,
        escaped(&text),
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
