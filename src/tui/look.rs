//! How the screen looks: a scheme of colours, how many the terminal has, and whether it has more than ASCII.
//!
//! The view draws in the terminal's own sixteen colours; a look says how they come out.

mod addresses;
mod ascii;
mod scheme;
#[cfg(test)]
mod tests;

use anstyle::{Ansi256Color, RgbColor};
use anstyle_lossy::palette::DEFAULT;
use anstyle_lossy::{rgb_to_ansi, rgb_to_xterm};
use ratatui::style::Color;

pub use addresses::Addresses;
pub(crate) use ascii::ascii;
pub use scheme::{Colors, NAMES, Rgb, Scheme};

/// How the screen looks.
#[derive(Debug, Clone)]
pub struct Look {
    /// All schemes there are; the first one is the terminal's own.
    pub schemes: Vec<Scheme>,
    /// The one in use, by its place.
    pub scheme: usize,
    /// How many colours come out.
    pub depth: Depth,
    /// Whether borders and marks are ASCII.
    pub ascii: bool,
    /// Where the addresses of links are found.
    pub addresses: Addresses,
}

/// How many colours come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: everything is told by more than colour.
    None,
    /// The terminal's own.
    Sixteen,
    /// Those and a cube.
    Indexed,
    /// All.
    True,
}

/// The terminal's own colours, in its order.
const SIXTEEN: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

impl Default for Look {
    fn default() -> Self {
        Self {
            schemes: vec![Scheme::terminal()],
            scheme: 0,
            depth: Depth::Sixteen,
            ascii: false,
            addresses: Addresses::default(),
        }
    }
}

impl Look {
    /// Returns the scheme in use.
    pub fn now(&self) -> &Scheme {
        &self.schemes[self.scheme]
    }

    /// Returns the place of a scheme by its name.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.schemes.iter().position(|scheme| scheme.name == name)
    }

    /// Returns the colours of the scheme in use as they come out; `None` when they are the terminal's own.
    pub(crate) fn colors(&self) -> Option<Shown> {
        let colors = self.now().colors()?;
        let show = |color: Rgb| self.depth.show(color);
        Some(Shown {
            text: show(colors.text),
            ground: show(colors.ground),
            faint: show(colors.faint),
            // Of so few colours none is near enough to both the text and the ground.
            chosen: (self.depth > Depth::Sixteen).then(|| show(colors.chosen)),
            sixteen: colors.sixteen.map(show),
        })
    }
}

/// The colours of a scheme as they come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) text: Color,
    pub(crate) ground: Color,
    pub(crate) faint: Color,
    /// What is under the chosen line, unless it is reversed.
    pub(crate) chosen: Option<Color>,
    sixteen: [Color; 16],
}

impl Shown {
    /// Returns what one of the terminal's own sixteen colours comes out as.
    pub(crate) fn of(&self, color: Color) -> Option<Color> {
        let at = SIXTEEN.iter().position(|one| *one == color)?;
        Some(self.sixteen[at])
    }
}

impl Depth {
    /// Finds how many colours a terminal has, by what the environment says of it.
    pub fn of(environment: impl Fn(&str) -> Option<String>) -> Self {
        let term = environment("TERM").unwrap_or_default();
        let colorterm = environment("COLORTERM").unwrap_or_default();
        let says = |words: &[&str]| words.iter().any(|word| term.contains(word));
        if colorterm == "truecolor" || colorterm == "24bit" || environment("WT_SESSION").is_some() {
            return Self::True;
        }
        if says(&[
            "direct",
            "truecolor",
            "kitty",
            "alacritty",
            "ghostty",
            "wezterm",
            "foot",
        ]) {
            return Self::True;
        }
        match says(&["256"]) {
            true => Self::Indexed,
            false => Self::Sixteen,
        }
    }

    /// Returns the nearest colour there is.
    fn show(self, Rgb(red, green, blue): Rgb) -> Color {
        let rgb = RgbColor(red, green, blue);
        match self {
            Self::True => Color::Rgb(red, green, blue),
            Self::Indexed => Color::Indexed(rgb_to_xterm(rgb).0),
            Self::Sixteen => {
                let nearest = Ansi256Color::from_ansi(rgb_to_ansi(rgb, DEFAULT));
                SIXTEEN[usize::from(nearest.0)]
            }
            Self::None => Color::Reset,
        }
    }
}
