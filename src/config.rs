//! What the user may set, and where it comes from: options first, then the environment, then a file.
//!
//! What is wrong in the file is told with its line and left out. The rest of it counts, and the board opens.

mod file;
mod keep;
mod place;
mod reader;
#[cfg(test)]
mod tests;
mod themes;

use std::fmt;
use std::path::PathBuf;

use strum::{EnumString, IntoStaticStr, VariantNames};

use crate::tui::keymap::{Keys, Own};
use crate::tui::look::{Addresses, Depth, Look};
use crate::tui::msg::{Warning, Wrong};
use crate::tui::words::{LANGUAGES, Language, Words};

pub use keep::keep;

/// Everything that can be set.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the file is, or would be. `None`: there is no folder for it.
    pub file: Option<PathBuf>,
    /// The name of the theme.
    pub theme: Setting<String>,
    /// When to use colours.
    pub color: Setting<Color>,
    /// What in the environment asks for no colours.
    pub colourless: Option<&'static str>,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Whether the terminal keeps addresses behind links.
    pub addresses: Addresses,
    /// Whether borders and marks are ASCII.
    pub ascii: Setting<Switch>,
    /// Whether the mouse is used.
    pub mouse: Setting<bool>,
    /// Whether the locale has more than ASCII.
    pub unicode: bool,
    /// The language of the screen, by its code; or `auto`, as the locale is.
    pub language: Setting<String>,
    /// The language of the locale.
    pub spoken: &'static str,
    /// The command that edits text.
    pub editor: Setting<String>,
    /// The columns of new boards.
    pub columns: Setting<Vec<String>>,
    /// The column of new boards whose cards are done, by its name; when it is empty, the last one.
    pub done: Setting<String>,
    /// The keys of the user's own.
    pub own: Vec<Own>,
    /// All keys with those laid over them; `None` where there are none of the user's own.
    laid: Option<Keys>,
    /// What is wrong in the file.
    pub problems: Vec<Problem>,
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Who says so.
    pub from: Origin,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nobody says anything else.
    Default,
    /// This line of the file.
    Line(usize),
    /// This variable.
    Variable(&'static str),
    /// This option of the command line.
    Option(&'static str),
}

/// Something in the file that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line; `None` when it is about the whole file.
    pub line: Option<usize>,
    /// What is wrong.
    pub wrong: Wrong,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Color {
    /// On a terminal, unless the environment says no.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// On, off, or as it suits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Switch {
    /// As it suits.
    Auto,
    /// On.
    On,
    /// Off.
    Off,
}

/// The language of the screen where none is set: that of the locale.
const AUTO: &str = "auto";

/// What the environment says, by the name of a variable; nothing where it is empty.
type Environment<'e> = &'e dyn Fn(&str) -> Option<String>;

impl<T> Setting<T> {
    fn default(value: T) -> Self {
        let from = Origin::Default;
        Self { value, from }
    }

    /// Takes what an option of the command line says, if it was given.
    pub fn option(&mut self, given: Option<T>, name: &'static str) {
        if let Some(value) = given {
            let from = Origin::Option(name);
            *self = Self { value, from };
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::from(None, "", &|_| None)
    }
}

impl Config {
    /// Reads the file and looks at the environment.
    pub fn load() -> Self {
        let environment = |name: &str| {
            let value = std::env::var_os(name)?;
            let value = value.to_string_lossy().trim().to_owned();
            Some(value).filter(|value| !value.is_empty())
        };
        let file = place::file(&environment);
        let (text, problem) = match file.as_deref().map(place::read) {
            None => (String::new(), None),
            Some(Ok(text)) => (text, None),
            Some(Err(why)) => (String::new(), Some(why)),
        };
        let mut config = Self::from(file, &text, &environment);
        let line = None;
        config.problems.extend(problem.map(|why| Problem {
            line,
            wrong: Wrong::Unread(why),
        }));
        config
    }

    /// Returns what a file of that text and an environment make of it.
    fn from(file: Option<PathBuf>, text: &str, environment: Environment<'_>) -> Self {
        let is_set = |name: &&&str| environment(name).is_some();
        let dumb = environment("TERM").is_some_and(|term| term == "dumb");
        let colourless = match environment("NO_COLOR") {
            Some(_) => Some("$NO_COLOR"),
            None => dumb.then_some("$TERM"),
        };
        let editor = ["VISUAL", "EDITOR"].iter().find(is_set);
        let editor = match editor {
            Some(name) => Setting {
                value: environment(name).unwrap_or_default(),
                from: Origin::Variable(name),
            },
            None => Setting::default("vi".to_owned()),
        };
        let columns = ["To do", "Doing", "Done"].map(str::to_owned).to_vec();
        let mut config = Self {
            file,
            theme: Setting::default("default".to_owned()),
            color: Setting::default(Color::Auto),
            colourless,
            depth: Depth::of(environment),
            addresses: Addresses::of(environment),
            ascii: Setting::default(Switch::Auto),
            mouse: Setting::default(true),
            unicode: has_unicode(environment),
            language: Setting::default(AUTO.to_owned()),
            spoken: spoken(environment),
            editor,
            columns: Setting::default(columns),
            done: Setting::default(String::new()),
            own: Vec::new(),
            laid: None,
            problems: Vec::new(),
        };
        file::read(text, &mut config);
        config
    }

    /// Tells whether to use colours on an output that is, or is not, a terminal.
    pub fn wants_color(&self, terminal: bool) -> bool {
        match self.color.value {
            Color::Auto => terminal && self.colourless.is_none(),
            Color::Always => true,
            Color::Never => false,
        }
    }

    /// Returns how the screen looks, and what is wrong with that.
    pub fn look(&self) -> (Look, Vec<Warning>) {
        let folder = self.file.as_ref().and_then(|file| file.parent());
        let folder = folder.map(|folder| folder.join("themes"));
        let (schemes, mut wrong) = themes::all(folder.as_deref());
        let depth = match self.wants_color(true) {
            // Whoever always wants colours has some.
            true => self.depth,
            false => Depth::None,
        };
        let ascii = match self.ascii.value {
            Switch::Auto => !self.unicode,
            Switch::On => true,
            Switch::Off => false,
        };
        let mut look = Look {
            schemes,
            scheme: 0,
            depth,
            ascii,
            addresses: self.addresses,
        };
        match look.named(&self.theme.value) {
            Some(scheme) => look.scheme = scheme,
            None => {
                let names: Vec<&str> = look.schemes.iter().map(|one| one.name.as_str()).collect();
                let (name, there) = (self.theme.value.clone(), names.join(", "));
                let line = match self.theme.from {
                    Origin::Line(line) => Some(line),
                    _ => None,
                };
                let none = Wrong::NoTheme { name, there };
                wrong.push(self.warning(&Problem { line, wrong: none }));
            }
        }
        (look, wrong)
    }

    /// Returns all keys, the user's own among them.
    pub fn keys(&self) -> Keys {
        self.laid.clone().unwrap_or_default()
    }

    /// Returns the language of the screen.
    pub fn language(&self) -> &'static Language {
        let set = Language::named(&self.language.value).or(Language::named(self.spoken));
        set.unwrap_or(&LANGUAGES[0])
    }

    /// Returns what the screen says, in its language.
    pub fn words(&self) -> &'static Words {
        self.language().words()
    }

    /// Returns what is wrong in the file.
    pub fn warnings(&self) -> Vec<Warning> {
        let warning = |problem| self.warning(problem);
        self.problems.iter().map(warning).collect()
    }

    fn warning(&self, problem: &Problem) -> Warning {
        Warning {
            file: self.file.clone().unwrap_or_default(),
            line: problem.line,
            wrong: problem.wrong.clone(),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Variable(name) => write!(f, "${name}"),
            Self::Option(name) => f.write_str(name),
        }
    }
}

/// Tells whether the locale has more than ASCII. Where none is set, nothing says that it has not.
fn has_unicode(environment: Environment<'_>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(environment);
    let locale = locale.map(|locale| locale.to_lowercase());
    cfg!(windows) || locale.is_none_or(|locale| locale.contains("utf-8") || locale.contains("utf8"))
}

/// Returns the language of the locale; English where the terminal may have no letters for another.
fn spoken(environment: Environment<'_>) -> &'static str {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(environment)
        .filter(|_| has_unicode(environment));
    Language::of(&locale.unwrap_or_default()).code
}
