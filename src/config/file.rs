//! What the file sets.

use strum::{VariantArray as _, VariantNames};

use super::reader::{Reader, Table, Value};
use super::{AUTO, Color, Config, Setting, Switch};
use crate::board::Board;
use crate::change::{Actor, EditId, Stamp};
use crate::edit::{Act, Along, Edit, Refusal};
use crate::tui::keymap::{Keys, Mode, Own};
use crate::tui::msg::{Place, Wrong};
use crate::tui::words::LANGUAGES;

/// Reads what the file says into what is so without it.
pub(super) fn read(text: &str, config: &mut Config) {
    let (table, mut reader) = Reader::parse(text);
    reader.whole(table.get_ref(), config);
    // Most have no keys of their own, and the file is read whenever walboard is started.
    if !config.own.is_empty() {
        let (keys, wrong) = Keys::with(&config.own);
        config.laid = Some(keys);
        for (line, why) in wrong {
            reader.complain_of(line, Wrong::Key(why));
        }
    }
    config.problems = reader.finish();
}

impl Reader<'_> {
    fn whole(&mut self, table: &Table<'_>, config: &mut Config) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "editor" => config.editor = self.editor(value).unwrap_or(config.editor.clone()),
                "screen" => self.screen(value, config),
                "new-board" => self.new_board(value, config),
                "keys" => self.keys(value, config),
                other => self.unknown(
                    &key.span(),
                    other,
                    Place::File,
                    "editor, [screen], [new-board], [keys]",
                ),
            }
        }
    }

    fn screen(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(table) = self.table(value, "[screen]") else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "theme" => {
                    let theme = self.name(value, "theme");
                    config.theme = theme.unwrap_or(config.theme.clone());
                }
                "color" => {
                    let color = self.one_of(value, "color", <Color as VariantNames>::VARIANTS);
                    config.color = color.unwrap_or(config.color.clone());
                }
                "ascii" => {
                    let ascii = self.one_of(value, "ascii", <Switch as VariantNames>::VARIANTS);
                    config.ascii = ascii.unwrap_or(config.ascii.clone());
                }
                "mouse" => {
                    let mouse = self.yes_or_no(value, "mouse");
                    config.mouse = mouse.unwrap_or(config.mouse.clone());
                }
                "language" => {
                    let language = self.language(value);
                    config.language = language.unwrap_or(config.language.clone());
                }
                other => {
                    let known = "theme, color, ascii, mouse, language";
                    self.unknown(&key.span(), other, Place::Screen, known);
                }
            }
        }
    }

    fn language(&mut self, value: &Value<'_>) -> Option<Setting<String>> {
        let codes = LANGUAGES.iter().map(|language| language.code);
        let known: Vec<&str> = [AUTO].into_iter().chain(codes).collect();
        match value.get_ref().as_str().filter(|code| known.contains(code)) {
            Some(code) => Some(self.setting(code.to_owned(), value)),
            None => {
                let known: Vec<String> = known.iter().map(|code| format!("{code:?}")).collect();
                let (name, allowed) = ("language", known.join(", "));
                self.complain(&value.span(), Wrong::OneOf { name, allowed });
                None
            }
        }
    }

    fn new_board(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(table) = self.table(value, "[new-board]") else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "columns" => {
                    let columns = self.columns(value);
                    config.columns = columns.unwrap_or(config.columns.clone());
                }
                "done" => {
                    let done = self.done(value);
                    config.done = done.unwrap_or(config.done.clone());
                }
                other => self.unknown(&key.span(), other, Place::NewBoard, "columns, done"),
            }
        }
    }

    fn editor(&mut self, value: &Value<'_>) -> Option<Setting<String>> {
        match value.get_ref().as_str().map(str::trim) {
            Some("") | None => {
                self.complain(&value.span(), Wrong::Editor);
                None
            }
            Some(editor) => Some(self.setting(editor.to_owned(), value)),
        }
    }

    fn done(&mut self, value: &Value<'_>) -> Option<Setting<String>> {
        match value.get_ref().as_str().map(str::trim) {
            Some(done) => Some(self.setting(done.to_owned(), value)),
            None => {
                self.complain(&value.span(), Wrong::Done);
                None
            }
        }
    }

    fn columns(&mut self, value: &Value<'_>) -> Option<Setting<Vec<String>>> {
        let names = value.get_ref().as_array().map(|names| {
            let name = |name: &Value<'_>| name.get_ref().as_str().map(str::to_owned);
            names.iter().map(name).collect::<Option<Vec<String>>>()
        });
        let refused = match names {
            Some(Some(names)) if !names.is_empty() => match columns_refused(&names) {
                None => return Some(self.setting(names, value)),
                Some(refusal) => Wrong::NoColumns(refusal),
            },
            _ => Wrong::Columns,
        };
        self.complain(&value.span(), refused);
        None
    }

    fn keys(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(modes) = self.table(value, "[keys]") else {
            return;
        };
        let mut own = Vec::new();
        for (name, value) in modes {
            let Ok(mode) = name.get_ref().parse::<Mode>() else {
                let modes: Vec<&str> = Mode::VARIANTS.iter().map(|mode| mode.name()).collect();
                self.unknown(&name.span(), name.get_ref(), Place::Keys, &modes.join(", "));
                continue;
            };
            let Some(table) = self.table(value, &format!("[keys] {}", mode.name())) else {
                continue;
            };
            for (keys, action) in table {
                let (at, line) = (keys.span().start, self.text.line(&keys.span()));
                let keys = keys.get_ref().to_string();
                match action.get_ref().as_str() {
                    Some(action) => {
                        let action = action.to_owned();
                        own.push((
                            at,
                            Own {
                                mode,
                                keys,
                                action,
                                line,
                            },
                        ));
                    }
                    None => self.complain(&action.span(), Wrong::Action(keys)),
                }
            }
        }
        // The table has them by name; which of two is wrong, and which is shown, goes by the order in the file.
        own.sort_by_key(|(at, _)| *at);
        config.own = own.into_iter().map(|(_, own)| own).collect();
    }
}

/// Says why a new board cannot have such columns.
fn columns_refused(names: &[String]) -> Option<Refusal> {
    let add = |name: &String| Act::AddColumn {
        name: name.clone(),
        limit: None,
        done: false,
        at: Along::Last,
    };
    let id = EditId("columns".to_owned());
    let edit = Edit::new(id, names.iter().map(add).collect());
    let nobody = || "nobody".to_owned();
    let stamp = Stamp {
        seq: 1,
        at: jiff::Timestamp::UNIX_EPOCH,
        actor: Actor {
            name: nobody(),
            user: nobody(),
        },
    };
    Board::default().apply(&edit, &stamp).err()
}
