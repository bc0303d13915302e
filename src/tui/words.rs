//! The words on the screen, in each language: one file in `assets/words` has them all.
//!
//! The model carries the [`Words`] in use; whoever says something takes it from there. What the command line prints is
//! English, for scripts read it.

mod named;
mod part;
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
use strum::VariantArray as _;

use crate::board::Paint;

use super::keymap::{Action, Binding, Group, Mode};
use part::{Part, Sections};
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

/// Declares [`Words`], with a field for each section of texts.
macro_rules! words {
    ($($section:ident: $texts:ident),+ $(,)?) => {
        /// Everything that the screen says in one language.
        #[derive(Debug)]
        pub struct Words {
            /// Which language it is.
            pub code: &'static str,
            language: Part<Tongue>,
            /// What keys do, by the first mode they do it in.
            keys: Said,
            /// The same in a word for the footer.
            footer: Said,
            /// The headings of the help.
            groups: Part<HashMap<Group, String>>,
            /// The names of days and months.
            calendar: Part<Calendar>,
            /// The colours of labels and columns.
            colors: Part<HashMap<Paint, String>>,
            $(pub(crate) $section: Part<$texts>),+
        }

        impl Words {
            /// Takes a file apart.
            fn of(code: &'static str, file: &mut Sections) -> Self {
                Self {
                    code,
                    language: file.take(""),
                    keys: by_mode(file, "keys"),
                    footer: by_mode(file, "footer"),
                    groups: file.take("groups"),
                    calendar: file.take("calendar"),
                    colors: file.take("colors"),
                    $($section: file.take(&stringify!($section).replace('_', "-"))),+
                }
            }

            /// Tells what is wrong with a section.
            #[cfg(test)]
            fn check(&self) -> Result<(), String> {
                self.language.check()?;
                let said = self.keys.iter().chain(&self.footer);
                said.map(|(_, said)| said.check()).collect::<Result<(), _>>()?;
                self.groups.check()?;
                self.calendar.check()?;
                self.colors.check()?;
                $(
                    let wrong = |error| format!("[{}] {error}", stringify!($section));
                    self.$section.check().map_err(wrong)?;
                )+
                Ok(())
            }

            /// The sections of texts, each with its texts and the gaps of those.
            #[cfg(test)]
            const GAPS: &[(&str, sections::Gaps)] = &[$((stringify!($section), $texts::GAPS)),+];
        }
    };
}

words! {
    bars: Bars,
    mouse: Mouse,
    board: Board,
    popup: Popup,
    prompt: Prompts,
    names: Names,
    days: Days,
    settings: Settings,
    charts: Charts,
    sending: Sending,
    cards: Cards,
    columns: Columns,
    labels: Labels,
    looks: Looks,
    people: People,
    clash: Clashes,
    saving: Saving,
    deeds: Deeds,
    refusals: Refusals,
    causes: Causes,
    mishaps: Mishaps,
    slips: Slips,
    setup: Setup,
    bad_keys: BadKeys,
    hooks: HookTexts,
    things: Things,
    sheet: Sheet,
    story: Story,
    ages: Ages,
}

/// The language itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tongue {
    /// Its name, in that language.
    name: String,
    /// What locales of those who speak it begin with.
    locales: Vec<String>,
}

/// The names of days and months, as short as a card shows them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calendar {
    /// Monday first.
    weekdays: [String; 7],
    months: [String; 12],
}

type Said = HashMap<Mode, Part<HashMap<Action, String>>>;

fn by_mode(file: &mut Sections, name: &str) -> Said {
    let of_mode = |mode: &Mode| (*mode, file.take(&format!("{name}.{}", mode.name())));
    Mode::VARIANTS.iter().map(of_mode).collect()
}

impl Language {
    const fn new(code: &'static str, file: &'static str) -> Self {
        let words = OnceLock::new();
        Self { code, file, words }
    }

    /// Returns its words. A file is taken apart when they are asked for first, for most speak one language only.
    pub fn words(&self) -> &Words {
        self.words
            .get_or_init(|| Words::of(self.code, &mut Sections::of(self.file)))
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
            let locales = &language.words().language.locales;
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

    /// Returns the name of the language, in that language.
    pub(crate) fn language(&self) -> &str {
        &self.language.name
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

fn said<'w>(all: &'w Said, binding: &Binding) -> Option<&'w str> {
    let of_mode = all.get(binding.modes.first()?)?;
    of_mode.get(&binding.action).map(String::as_str)
}
