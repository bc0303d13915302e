//! Styles, in the terminal's own sixteen colours. How those come out is the affair of the look: see `dress.rs`.

use ratatui::style::{Color, Modifier, Style};

use crate::board::{Board, Paint};

/// The styles of the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme;

/// Colours that tell people and labels apart; red is kept for what is wrong, and bright green, yellow and cyan are not
/// read on a light ground.
const COLORS: [Color; 7] = [
    Color::Cyan,
    Color::Magenta,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::LightMagenta,
    Color::LightBlue,
];

impl Theme {
    pub(super) fn plain(self) -> Style {
        Style::new()
    }

    pub(super) fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// For the words in a border, whatever its own style.
    pub(super) fn title(self) -> Style {
        Style::reset().add_modifier(Modifier::BOLD)
    }

    /// For what is there but need not be read. Dim, not grey: in some palettes grey is the background's colour.
    pub(super) fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// For what has the keys.
    pub(super) fn focus(self) -> Style {
        Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// For the line or the card that keys are about.
    pub(super) fn chosen(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    pub(super) fn wrong(self) -> Style {
        Style::new().fg(Color::Red).add_modifier(Modifier::BOLD)
    }

    pub(super) fn careful(self) -> Style {
        Style::new().fg(Color::Yellow)
    }

    pub(super) fn fine(self) -> Style {
        Style::new().fg(Color::Green)
    }

    /// For the last line before the place that something is dragged to.
    pub(super) fn under(self) -> Style {
        self.careful().add_modifier(Modifier::UNDERLINED)
    }

    /// Where the search was found.
    pub(super) fn found(self) -> Style {
        Style::new()
            .fg(Color::Yellow)
            .add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
    }

    /// The colour of one of several things in a picture.
    pub(super) fn series(self, at: usize) -> Style {
        Style::new().fg(COLORS[at % COLORS.len()])
    }

    /// For what leads somewhere else.
    pub(super) fn link(self) -> Style {
        Style::new()
            .fg(Color::Blue)
            .add_modifier(Modifier::UNDERLINED)
    }

    /// The colour of a label: the one it was given, else one that tells it from others.
    pub(super) fn label(self, board: &Board, label: &str) -> Style {
        board
            .paint(label)
            .map_or_else(|| self.named(label), |paint| self.paint(paint))
    }

    /// A colour that was given to something.
    pub(super) fn paint(self, paint: Paint) -> Style {
        let color = match paint {
            // Of grey the terminal has no shade that is read on every ground.
            Paint::Gray => return self.faint(),
            Paint::Red => Color::Red,
            Paint::Green => Color::Green,
            Paint::Yellow => Color::Yellow,
            Paint::Blue => Color::Blue,
            Paint::Magenta => Color::Magenta,
            Paint::Cyan => Color::Cyan,
            Paint::BrightRed => Color::LightRed,
            Paint::BrightGreen => Color::LightGreen,
            Paint::BrightYellow => Color::LightYellow,
            Paint::BrightBlue => Color::LightBlue,
            Paint::BrightMagenta => Color::LightMagenta,
            Paint::BrightCyan => Color::LightCyan,
        };
        Style::new().fg(color)
    }

    /// The colour of a person or a label: the same on every screen.
    pub(super) fn named(self, name: &str) -> Style {
        // FNV-1a: small, and the same everywhere.
        let hash = name
            .to_lowercase()
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| {
                (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
            });
        let at = hash as usize % COLORS.len();
        Style::new().fg(COLORS[at])
    }
}
