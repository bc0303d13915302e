//! The words on the screen, in each language: one file in `assets/words` has them all.
//!
//! The model carries the [`Words`] in use; whoever says something takes it from there. What the command line prints is
//! English, for scripts read it.

mod named;
mod refused;
mod sections;
#[cfg(test)]
mod tests;
mod text;
mod why;
mod wrong;

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::board::Paint;

use super::keymap::{Action, Binding, Group, Mode};
pub(crate) use sections::{
    Ages, BadKeys, Bars, Board, Cards, Causes, Charts, Clashes, Columns, Days, Deeds, HookTexts,
    Labels, Looks, Mishaps, Mouse, Names, People, Popup, Prompts, Refusals, Saving, Sending,
    Settings, Setup, Sheet, Slips, Story, Things,
};

/// A language that the screen speaks.
#[derive(Debug)]
pub struct Language {
    /// Its name in the configuration, which is that of its file.
    pub code: &'static str,
    file: &'static str,
    words: OnceLock<Words>,
}

/// Every language there is. The first one is spoken where no other is asked for.
pub static LANGUAGES: [Language; 2] = [
    Language::new("en", include_str!("../../assets/words/en.toml")),
    Language::new("zh-CN", include_str!("../../assets/words/zh-CN.toml")),
];

/// Everything that the screen says in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// Which language it is.
    #[serde(skip)]
    pub code: &'static str,
    /// The name of the language, in that language.
    pub name: String,
    /// What locales of those who speak it begin with.
    locales: Vec<String>,
    /// What keys do, by the first mode they do it in.
    keys: Said<Action>,
    /// The same in a word for the footer.
    footer: Said<Action>,
    /// The headings of the help.
    groups: HashMap<Group, String>,
    /// The names of days and months.
    calendar: Calendar,
    /// The colours of labels and columns.
    colors: HashMap<Paint, String>,
    pub(crate) bars: Bars,
    pub(crate) mouse: Mouse,
    pub(crate) board: Board,
    pub(crate) popup: Popup,
    pub(crate) prompt: Prompts,
    pub(crate) names: Names,
    pub(crate) days: Days,
    pub(crate) settings: Settings,
    pub(crate) charts: Charts,
    pub(crate) sending: Sending,
    pub(crate) cards: Cards,
    pub(crate) columns: Columns,
    pub(crate) labels: Labels,
    pub(crate) looks: Looks,
    pub(crate) people: People,
    pub(crate) clash: Clashes,
    pub(crate) saving: Saving,
    pub(crate) deeds: Deeds,
    pub(crate) refusals: Refusals,
    pub(crate) causes: Causes,
    pub(crate) mishaps: Mishaps,
    pub(crate) slips: Slips,
    pub(crate) setup: Setup,
    pub(crate) bad_keys: BadKeys,
    pub(crate) hooks: HookTexts,
    pub(crate) things: Things,
    pub(crate) sheet: Sheet,
    pub(crate) story: Story,
    pub(crate) ages: Ages,
}

/// The names of days and months, as short as a card shows them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calendar {
    /// Monday first.
    weekdays: [String; 7],
    months: [String; 12],
}

type Said<T> = HashMap<Mode, HashMap<T, String>>;

impl Language {
    const fn new(code: &'static str, file: &'static str) -> Self {
        let words = OnceLock::new();
        Self { code, file, words }
    }

    /// Returns its words. A file is read when they are asked for first, for most speak one language only.
    pub fn words(&self) -> &Words {
        let read = || {
            let words: Words = toml::from_str(self.file).expect("a test reads every file");
            let code = self.code;
            Words { code, ..words }
        };
        self.words.get_or_init(read)
    }

    /// Returns the language of that name.
    pub fn named(code: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.code == code)
    }

    /// Returns the language of a locale such as `zh_CN.UTF-8`: English where nobody wrote another.
    pub fn of(locale: &str) -> &'static Self {
        let [english, others @ ..] = &LANGUAGES;
        // Most often it is English, and then no other file has to be read.
        let place = locale.split(['.', '@']).next().unwrap_or_default();
        let speaks = |language: &&Language| {
            let locales = &language.words().locales;
            locales.iter().any(|one| begins(place, one))
        };
        match place {
            "" | "C" | "POSIX" => english,
            place if begins(place, english.code) => english,
            _ => others.iter().find(speaks).unwrap_or(english),
        }
    }
}

/// Tells whether a locale is that one, or a narrower one.
fn begins(locale: &str, beginning: &str) -> bool {
    let rest = locale.strip_prefix(beginning);
    rest.is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric()))
}

impl Words {
    /// Returns the English ones, which are also those of the command line.
    pub fn english() -> &'static Self {
        LANGUAGES[0].words()
    }

    /// Returns what a key does; its action's name where nobody says.
    pub fn does(&self, binding: &Binding) -> &str {
        said(&self.keys, binding).unwrap_or(binding.action.name())
    }

    /// Returns what the footer says about a key.
    pub(crate) fn in_footer(&self, binding: &Binding) -> &str {
        said(&self.footer, binding).unwrap_or(binding.action.name())
    }

    /// Returns a heading of the help.
    pub(crate) fn group(&self, group: Group) -> &str {
        self.groups.get(&group).map_or("", String::as_str)
    }
}

fn said<'w>(all: &'w Said<Action>, binding: &Binding) -> Option<&'w str> {
    let of_mode = all.get(binding.modes.first()?)?;
    of_mode.get(&binding.action).map(String::as_str)
}
