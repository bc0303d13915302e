//! `walboard mcp`: the board for agents, by the Model Context Protocol on the standard input and output.
//!
//! A tool is a command of the command line under another name: its arguments become that command's, so the edits and
//! the refusals are the same, and a value is checked in one place only.

mod tools;

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::{Args, FromArgMatches as _};
use rmcp::ServiceExt as _;

use super::arguments::{Cli, parse};
use super::exit;
use super::global::Global;
use super::out::Out;
use crate::hooks::{Apart, Listener};
use tools::Tools;

/// How long the last changes may take to get to those who run the hooks.
const LAST_HOOKS: Duration = Duration::from_secs(1);

#[derive(Debug, Args)]
pub(super) struct Mcp {}

impl Mcp {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<()> {
        // Opened now, so that a board that is not there is said at once; and kept, so that others see who is here.
        let store = global.open()?;
        let _presence = store.enter("mcp");
        let board = store.path().as_os_str().to_owned();
        let apart = Apart::new(global.hooks(), |wrong| exit::warn(&wrong.to_string()));
        let apart = apart.context("could not start a thread")?;
        let tools = Tools::new(Desk {
            listener: apart.listener.clone(),
            words: global.words_again(board),
            name: global.given_name(),
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build();
        let served = runtime
            .context("could not start to serve")?
            .block_on(async {
                let served = tools.serve(rmcp::transport::stdio()).await;
                // A client that goes away before it has said who it is wants nothing.
                if let Ok(served) = served {
                    served.waiting().await.context("could not go on serving")?;
                }
                Ok(())
            });
        apart.hand_over(LAST_HOOKS);
        served
    }
}

/// What runs the commands.
#[derive(Debug, Clone)]
struct Desk {
    /// The words before the command: the board, and what else was said of every command.
    words: Vec<OsString>,
    /// Who listens to what they write, for the hooks.
    listener: Listener,
    /// The name that was given to act under; without one it is the client's own.
    name: Option<String>,
}

impl Desk {
    /// Runs a command for a client, and returns its JSON; or why it was refused, with what the command line's exit code
    /// tells.
    fn run(&self, client: &str, command: &str, args: Vec<String>) -> Result<String, String> {
        let name = self.name.clone().unwrap_or_else(|| one_word(client));
        let mut words = self.words.clone();
        words.extend([format!("--as={name}"), command.to_owned()].map(OsString::from));
        words.extend(args.into_iter().map(OsString::from));
        let run = || -> anyhow::Result<String> {
            if words.iter().skip(1).any(|word| word == "-") {
                bail!("a dash alone means the standard input, which is not yours here");
            }
            let mut cli = Cli::from_arg_matches(&parse(&words)?)?;
            cli.opening.global.listener = Some(self.listener.clone());
            let text = Text::default();
            let mut out = Out::into(Box::new(text.clone()));
            let command = cli.command.context("there is no such command")?;
            command.run(&cli.opening.global, &mut out)?;
            out.flush()?;
            Ok(text.take())
        };
        run().map_err(|error| exit::words(&error))
    }
}

/// Returns a client's name as an actor may have it.
fn one_word(client: &str) -> String {
    let words = client.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let word: String = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let word = word.trim_start_matches(['+', '-', '@', '!', '#']);
    match word {
        "" => "agent".to_owned(),
        word => word.chars().take(crate::edit::NAME_MAX).collect(),
    }
}

/// Text that is written to and then taken.
#[derive(Debug, Clone, Default)]
struct Text(Rc<RefCell<Vec<u8>>>);

impl Text {
    fn take(&self) -> String {
        String::from_utf8_lossy(&self.0.take())
            .trim_end()
            .to_owned()
    }
}

impl Write for Text {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_act_under_their_own_names_in_one_word() {
        assert_eq!(one_word("Some Editor\n2"), "Some-Editor-2");
        assert_eq!(one_word("@bot"), "bot");
        assert_eq!(one_word(" \u{1b}"), "agent");
    }
}
