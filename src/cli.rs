//! The command line: a contract that scripts rely on.
//!
//! Each command is one file that builds the same [`Edit`](crate::edit::Edit)s as the screen and gives them to the
//! same store. Results go to the standard output through `out::Out`, which lets nothing through that steers a
//! terminal; errors go up to `main`, which prints them once.

mod add;
mod archive;
mod arguments;
mod backup;
mod block;
mod boards;
mod check;
mod check_item;
mod claim;
mod column;
mod comment;
mod complete;
mod completions;
mod config;
mod edit;
mod ending;
mod evidence;
mod examples;
pub mod exit;
mod export;
mod find;
mod global;
mod hooks;
mod import;
mod init;
mod intake;
mod json;
mod label;
mod link;
mod list;
mod log;
mod lookup;
mod man;
mod mcp;
mod moving;
mod out;
mod page;
mod progress;
mod repair;
mod report;
mod run_hooks;
mod show;
mod snapshots;
mod stats;
mod undo;
mod values;
mod who;
mod words;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::sync::mpsc::Receiver;

use anyhow::Context as _;
use clap::FromArgMatches as _;

use crate::change::EditId;
use crate::demo;
use crate::edit::Refusal;
use crate::hooks::{Hooks, Listener, Runner, Telling, Wrong};
use crate::store::{self, Store};
use crate::tui;
pub use arguments::arguments;

use arguments::{Cli, Command, parse};
use exit::Usage;
use global::Global;
use out::Out;

/// Does what the arguments say.
///
/// # Errors
/// What [`exit::report`] turns into words and an exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> anyhow::Result<()> {
    let args: Vec<OsString> = args.into_iter().collect();
    if complete::answer(&args)? {
        return Ok(());
    }
    let matches = parse(&args)?;
    let Cli { opening, command } = Cli::from_arg_matches(&matches)?;
    let mut global = opening.global;
    global.configure();
    let no_mouse = opening.no_mouse.then_some(false);
    global.config.mouse.option(no_mouse, "--no-mouse");
    let Some(command) = command else {
        return open(&global, opening.open, opening.demo);
    };
    if opening.demo || opening.open.is_some() {
        return Err(
            Usage::new("a command takes its board from -B, as in `walboard -B PATH list`").into(),
        );
    }
    if let Some(name) = matches.subcommand_name() {
        // A bad name is found when the actor is needed.
        let who = global.actor().map(|actor| actor.name).unwrap_or_default();
        store::introduce(&who, &format!("walboard {name}"));
    }
    for warning in global.config.warnings() {
        exit::warn(&warning.to_string());
    }
    let mut out = Out::new(global.json, &global.config);
    let (listener, tellings) = Listener::new(global.hooks());
    global.listener = Some(listener);
    let ran = command.run(&global, &mut out);
    if let Err(error) = &ran
        && out.json
        && let Some(Refusal::Clash(clash)) = exit::find(error)
    {
        // Scripts get both values, too.
        out.value(&json::clash(clash))?;
    }
    // What was printed before it failed is true.
    let ended = out.flush().and(ran);
    run_hooks(&global, &tellings);
    ended
}

impl Command {
    fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        match self {
            Self::Init(command) => command.run(global, out),
            Self::Add(command) => command.run(global, out),
            Self::List(command) => command.run(global, out),
            Self::Show(command) => command.run(global, out),
            Self::Edit(command) => command.run(global, out),
            Self::Move(command) => command.run(global, out),
            Self::Archive(command) => command.run(global, out),
            Self::Claim(command) => command.run(global, out),
            Self::Renew(command) => command.run(global, out),
            Self::Release(command) => command.run(global, out),
            Self::Restore(command) => command.run(global, out),
            Self::Delete(command) => command.run(global, out),
            Self::Comment(command) => command.run(global, out),
            Self::CheckItem(command) => command.run(global, out),
            Self::Block(command) => command.run(global, out),
            Self::Unblock(command) => command.run(global, out),
            Self::Link(command) => command.run(global, out),
            Self::Column(command) => command.run(global, out),
            Self::Label(command) => command.run(global, out),
            Self::Log(command) => command.run(global, out),
            Self::Watch(command) => command.run(global, out),
            Self::Undo(command) => command.run(global, out),
            Self::Redo(command) => command.run(global, out),
            Self::Stats(command) => command.run(global, out),
            Self::Boards(command) => command.run(global, out),
            Self::Who(command) => command.run(global, out),
            Self::Check(command) => command.run(global, out),
            Self::Backup(command) => command.run(global, out),
            Self::Repair(command) => command.run(global, out),
            Self::Import(command) => command.run(global, out),
            Self::Export(command) => command.run(global, out),
            Self::Config(command) => command.run(global, out),
            Self::Hooks(command) => command.run(global, out),
            Self::Snapshots(command) => command.run(global, out),
            Self::KeepEvidence(command) => command.run(out),
            Self::RunHooks(command) => command.run(global, out),
            Self::Completions(command) => command.run(out),
            Self::Man(command) => command.run(out),
            Self::Mcp(command) => command.run(global),
        }
    }
}

/// Runs the hooks for what a command has written, now that its answer is out.
fn run_hooks(global: &Global, tellings: &Receiver<Telling>) {
    let mut say = |wrong: &Wrong| exit::warn(&wrong.to_string());
    let mut runner = Runner::new(global.hooks(), &mut say);
    tellings.try_iter().for_each(|telling| runner.run(&telling));
}

/// Opens the screen.
fn open(global: &Global, board: Option<OsString>, sample: bool) -> anyhow::Result<()> {
    // A mistyped command looks like the name of a board.
    let mistyped = || match &board {
        Some(name) if lookup::is_name(name.as_ref()) => {
            let name = name.display();
            format!("no command is called {name}, so it was taken for a board")
        }
        _ => "could not open the screen".to_owned(),
    };
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        let hint = "the screen needs a terminal; in a script use the commands, such as `walboard list` (see --help)";
        return Err(Usage::new(hint)).with_context(mistyped);
    }
    let actor = global.actor()?;
    store::introduce(&actor.name, "walboard");
    if sample {
        let sample = demo::make().context("could not make the sample board")?;
        let store = Store::open(sample.path(), global.patient()?)?;
        let shelf = boards::shelf(global.patient()?, false);
        return tui::run(store, actor, &global.config, shelf, Hooks::default());
    }
    let store = match &board {
        Some(board) => global.open_board(board).with_context(mistyped)?,
        None => global.open_patiently()?,
    };
    let shelf = boards::shelf(global.patient()?, true);
    tui::run(store, actor, &global.config, shelf, global.hooks())
}

/// Returns a new unique name for an edit.
fn new_id() -> EditId {
    EditId(uuid::Uuid::now_v7().to_string())
}
