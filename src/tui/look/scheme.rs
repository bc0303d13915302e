//! A scheme of colours: the terminal's own, or one that brings all it needs.

use std::str::FromStr;
use std::sync::LazyLock;

/// A colour as it is written: `#1a1d26`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// A scheme of colours.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// What it is called.
    pub name: String,
    source: Source,
}

/// Where the colours of a scheme come from.
#[derive(Debug, Clone)]
enum Source {
    /// They are those of the terminal, whatever they are.
    Terminal,
    Read(Colors),
    /// They are read when they are asked for first: most never are.
    Unread(&'static LazyLock<Colors>),
}

/// The colours of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colors {
    /// The text.
    pub text: Rgb,
    /// What is under it.
    pub ground: Rgb,
    /// For what is there but need not be read, and for borders.
    pub faint: Rgb,
    /// What is under the chosen line.
    pub chosen: Rgb,
    /// The sixteen colours that things are drawn in, in the terminal's order.
    pub sixteen: [Rgb; 16],
}

/// The sixteen colours by name, in the terminal's order.
pub const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

impl Scheme {
    /// Returns one with colours of its own.
    pub fn new(name: &str, colors: Colors) -> Self {
        let (name, source) = (name.to_owned(), Source::Read(colors));
        Self { name, source }
    }

    /// Returns one whose colours are read when they are asked for.
    pub fn unread(name: &str, colors: &'static LazyLock<Colors>) -> Self {
        let (name, source) = (name.to_owned(), Source::Unread(colors));
        Self { name, source }
    }

    /// Returns the one that lives on the terminal's own colours.
    pub fn terminal() -> Self {
        Self {
            name: "default".to_owned(),
            source: Source::Terminal,
        }
    }

    /// Returns its colours; `None`: those of the terminal, whatever they are.
    pub fn colors(&self) -> Option<&Colors> {
        match &self.source {
            Source::Terminal => None,
            Source::Read(colors) => Some(colors),
            Source::Unread(colors) => Some(colors),
        }
    }
}

impl Rgb {
    /// Returns how well two colours are told apart, from 1 (not at all) to 21, as the WCAG reckons.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            match part <= 0.040_45 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

impl FromStr for Rgb {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a colour is written as in \"#1a1d26\"";
        let digits = text.strip_prefix('#').filter(|digits| {
            digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        });
        let all = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let [_, red, green, blue] = all.ok_or(WRONG)?.to_be_bytes();
        Ok(Self(red, green, blue))
    }
}
