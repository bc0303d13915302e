//! The options that every command has, and what they lead to: the actor and the open board.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;

use super::exit::Usage;
use super::lookup::{self, Found};
use super::values;
use crate::change::Actor;
use crate::config::{Color, Config};
use crate::edit::NAME_MAX;
use crate::hooks::{Hooks, Listener};
use crate::store::{NewBoard, Options, Store};

/// The options that every command has.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct Global {
    /// The board: a file, or the name of one in the data folder [default: $WALBOARD, else the nearest walboard.db in
    /// this folder or above, else the personal board]
    #[arg(short = 'B', long, global = true, value_name = "PATH|NAME")]
    pub(super) board: Option<OsString>,

    /// Print JSON: one object or array; for log and watch one object a line
    #[arg(long, global = true)]
    pub(super) json: bool,

    /// Act under this name ($WALBOARD_USER); the journal keeps the real user beside it
    #[arg(long = "as", global = true, value_name = "NAME")]
    act_as: Option<String>,

    /// How long to wait for others who are writing
    #[arg(long, global = true, value_name = "SECONDS", default_value = "10", value_parser = values::seconds)]
    timeout: Duration,

    /// Whether to use colours: auto, always or never; $NO_COLOR is heeded
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_parser = values::color(),
        hide_possible_values = true
    )]
    color: Option<Color>,

    /// What the user has set, these options among it
    #[arg(skip)]
    pub(super) config: Config,

    /// Who listens to what is written, for the hooks
    #[arg(skip)]
    pub(super) listener: Option<Listener>,
}

impl Global {
    /// Takes in what the user has set.
    pub(super) fn configure(&mut self) {
        self.config = Config::load();
        self.config.color.option(self.color, "--color");
    }

    /// Returns who acts.
    pub(super) fn actor(&self) -> anyhow::Result<Actor> {
        let user = user();
        let name = match &self.act_as {
            Some(name) => name.clone(),
            None => match std::env::var_os("WALBOARD_USER").filter(|name| !name.is_empty()) {
                Some(name) => name
                    .into_string()
                    .map_err(|_| Usage::new("$WALBOARD_USER is not UTF-8 text"))?,
                None => user.clone(),
            },
        };
        let name = name.strip_prefix('@').unwrap_or(&name).to_owned();
        let odd = |letter: char| letter.is_whitespace() || letter.is_control();
        if name.is_empty() || name.contains(odd) || name.chars().count() > NAME_MAX {
            let text = format!(
                "“{name}” cannot be a name: it must be one word of at most {NAME_MAX} characters"
            );
            return Err(Usage::new(text).into());
        }
        Ok(Actor { name, user })
    }

    /// Returns the name that was given to act under, if one was.
    pub(super) fn given_name(&self) -> Option<String> {
        let from_environment = || std::env::var("WALBOARD_USER").ok();
        let name = self.act_as.clone().or_else(from_environment);
        name.filter(|name| !name.is_empty())
    }

    /// Returns the words that say again, to a command on that board, what was said to this one.
    pub(super) fn words_again(&self, board: OsString) -> Vec<OsString> {
        let timeout = format!("--timeout={}", self.timeout.as_secs_f64());
        let words = ["walboard", "--json", &timeout, "--board"].map(OsString::from);
        words.into_iter().chain([board]).collect()
    }

    fn options(&self, patience: Option<Duration>) -> anyhow::Result<Options> {
        let actor = self.actor()?;
        Ok(Options {
            actor,
            patience,
            program: std::env::current_exe().ok(),
        })
    }

    /// Returns how a command's store acts.
    pub(super) fn hasty(&self) -> anyhow::Result<Options> {
        self.options(Some(self.timeout))
    }

    /// Returns how the screen's store acts: it shows that it waits, and the user ends it.
    pub(super) fn patient(&self) -> anyhow::Result<Options> {
        self.options(None)
    }

    /// Opens the board for a command.
    pub(super) fn open(&self) -> anyhow::Result<Store> {
        self.open_found(lookup::find(self.board.as_deref())?, self.hasty()?)
    }

    /// Returns where the hooks are.
    pub(super) fn hooks(&self) -> Hooks {
        Hooks::new(self.config.file.as_deref())
    }

    /// Returns where the board is, or would be.
    pub(super) fn path(&self) -> anyhow::Result<PathBuf> {
        let (Found::At(path) | Found::Personal(path)) = lookup::find(self.board.as_deref())?;
        Ok(path)
    }

    /// Opens the board for the screen.
    pub(super) fn open_patiently(&self) -> anyhow::Result<Store> {
        self.open_found(lookup::find(self.board.as_deref())?, self.patient()?)
    }

    /// Opens the board of that path or name for the screen.
    pub(super) fn open_board(&self, board: &OsStr) -> anyhow::Result<Store> {
        self.open_found(lookup::find(Some(board))?, self.patient()?)
    }

    fn open_found(&self, found: Found, options: Options) -> anyhow::Result<Store> {
        let mut store = match found {
            Found::At(path) => Store::open(&path, options)?,
            Found::Personal(path) => {
                if let Some(folder) = path.parent() {
                    make_folder(folder)?;
                }
                let new = NewBoard {
                    title: "Personal".to_owned(),
                    columns: self.columns(&[]),
                    done: self.done_column(),
                    shared: false,
                };
                Store::open_or_create(&path, &new, options)?
            }
        };
        if let Some(listener) = &self.listener {
            listener.attend(&mut store);
        }
        Ok(store)
    }

    /// Returns the name of the column of a new board whose cards are done, if the user has set one.
    pub(super) fn done_column(&self) -> Option<String> {
        let done = &self.config.done.value;
        (!done.is_empty()).then(|| done.clone())
    }

    /// Returns the columns of a new board: the ones asked for, or those that the user has set for all.
    pub(super) fn columns(&self, asked: &[String]) -> Vec<(String, Option<u32>)> {
        let usual = &self.config.columns.value;
        let names = if asked.is_empty() { usual } else { asked };
        names.iter().map(|name| (name.clone(), None)).collect()
    }
}

/// Makes the data folder, for its owner's eyes only, as the XDG specification has it.
pub(super) fn make_folder(folder: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| {
        format!(
            "could not make the folder {}; say with -B where the board is",
            folder.display()
        )
    })
}

/// Returns the user's own name, from the system and not from the environment. The system is asked once.
fn user() -> String {
    static USER: OnceLock<String> = OnceLock::new();
    let ask = || whoami::username().unwrap_or_else(|_| nameless());
    USER.get_or_init(ask).clone()
}

/// The name for a user that the system has no name for, as in some containers.
#[cfg(unix)]
fn nameless() -> String {
    format!("uid{}", rustix::process::getuid().as_raw())
}

#[cfg(not(unix))]
fn nameless() -> String {
    "someone".to_owned()
}
