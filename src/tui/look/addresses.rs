//! Whether a terminal keeps the address of a link behind its text (OSC 8).

/// Where the address of a link is found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Addresses {
    /// The terminal keeps it behind the text.
    Behind,
    /// It is written beside the text: the terminal would drop it, or print the sequence that tells it.
    #[default]
    Beside,
}

/// What terminals that know of it are called.
const TERMS: [&str; 6] = [
    "kitty",
    "alacritty",
    "ghostty",
    "wezterm",
    "foot",
    "contour",
];

/// What programs that know of it call themselves.
const PROGRAMS: [&str; 5] = ["iTerm.app", "WezTerm", "vscode", "ghostty", "rio"];

/// The first VTE that bears it well; it tells its version so.
const VTE_FROM: u32 = 5_000;

impl Addresses {
    /// Finds it by what the environment says of the terminal. No terminal can be asked for it, so those that are not
    /// known to keep addresses are taken not to.
    pub fn of(environment: impl Fn(&str) -> Option<String>) -> Self {
        let term = environment("TERM").unwrap_or_default();
        let program = environment("TERM_PROGRAM").unwrap_or_default();
        let vte = environment("VTE_VERSION").and_then(|version| version.parse().ok());
        // Within tmux or screen the environment is of the terminal around them.
        let is_inside = term.starts_with("tmux") || term.starts_with("screen");
        let knows = TERMS.iter().any(|name| term.contains(name))
            || PROGRAMS.contains(&program.as_str())
            || vte.is_some_and(|version: u32| version >= VTE_FROM)
            || environment("WT_SESSION").is_some()
            || environment("KONSOLE_VERSION").is_some();
        match knows && !is_inside && environment("TMUX").is_none() {
            true => Self::Behind,
            false => Self::Beside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(told: &[(&str, &str)]) -> Addresses {
        Addresses::of(|name| {
            let found = told.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn only_terminals_known_to_keep_addresses_are_told_them() {
        for told in [
            &[("TERM", "xterm-kitty")][..],
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "7402")],
            &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")],
            &[("WT_SESSION", "1")],
        ] {
            assert_eq!(of(told), Addresses::Behind, "{told:?}");
        }
        for told in [
            &[][..],
            &[("TERM", "linux")],
            &[("TERM", "xterm-256color")],
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "4205")],
            &[("TERM", "tmux-256color"), ("VTE_VERSION", "7402")],
            &[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux-0/default,1,0")],
        ] {
            assert_eq!(of(told), Addresses::Beside, "{told:?}");
        }
    }
}
