//! The command line: a contract that scripts rely on.
//!
//! Each command is one file that builds the same [`Edit`](crate::edit::Edit)s as the screen and gives them to the
//! same store. Results go to the standard output through `out::Out`, which lets nothing through that steers a
//! terminal; errors go up to `main`, which prints them once.

mod add;
mod archive;
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
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::change::EditId;
use crate::demo;
use crate::edit::Refusal;
use crate::hooks::{Hooks, Listener, Runner, Telling, Wrong};
use crate::store::{self, Store};
use crate::tui;
use exit::Usage;
use global::Global;
use out::Out;

/// A kanban board in the terminal that several people and programs keep open at once on the same file
#[derive(Debug, Parser)]
#[command(name = "walboard", version, max_term_width = 100)]
#[command(
    after_help = "Without a command it opens the board on the screen; press ? there for the keys."
)]
struct Cli {
    #[command(flatten)]
    opening: Opening,

    #[command(subcommand)]
    command: Option<Command>,
}

/// What is said before a command, or without one.
#[derive(Debug, Args)]
struct Opening {
    /// The board to open: a file, or the name of one in the data folder [default: see --board]
    #[arg(value_name = "BOARD")]
    open: Option<OsString>,

    /// Open a sample board in a temporary folder
    #[arg(long, conflicts_with = "open")]
    demo: bool,

    /// Leave the mouse to the terminal
    #[arg(long)]
    no_mouse: bool,

    #[command(flatten)]
    global: Global,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// Make a board
    Init(init::Init),
    /// Add a card and print its number
    Add(add::Add),
    /// List cards: by column on a terminal; into a pipe a line each with tabs, its number first
    List(list::List),
    /// Show a card in full
    Show(show::Show),
    /// Change cards; without an option the whole card is opened in $VISUAL, $EDITOR or vi
    Edit(edit::EditCard),
    /// Move cards to a column
    Move(moving::Move),
    /// Take cards off the board and keep them
    Archive(archive::Archive),
    /// Take the topmost free card and print its number; exits 3 when none is left
    Claim(claim::Claim),
    /// Keep a claimed card for longer
    Renew(claim::Renew),
    /// Give a claimed card back, for others to claim
    Release(claim::Release),
    /// Put archived cards back where they stood
    Restore(archive::Restore),
    /// Delete cards for good; asks first
    Delete(archive::Delete),
    /// Comment on a card
    Comment(comment::Comment),
    /// Change the checklist of a card
    CheckItem(check_item::CheckItem),
    /// Say why a card cannot go on
    Block(block::Block),
    /// Let cards go on
    Unblock(block::Unblock),
    /// Link a card with others
    Link(link::Link),
    /// List and change the columns
    #[command(subcommand)]
    Column(column::Column),
    /// List and change the labels of the whole board
    #[command(subcommand)]
    Label(label::Label),
    /// Tell what happened, oldest first
    Log(log::Log),
    /// Tell what happens while it happens: each change once, in order, until stopped
    Watch(log::Watch),
    /// Take back my last change; refused when others have changed the same field since
    Undo(undo::Undo),
    /// Bring back what my last undo took back
    Redo(undo::Redo),
    /// Tell how work flows: how long cards take, how many are finished, how old the others are
    Stats(stats::Figures),
    /// List the boards in the data folder, and the one that is used here
    Boards(boards::Boards),
    /// List who has the board open, and the card that each one is about
    Who(who::Who),
    /// Look whether the board and what it stands on are sound; exits 1 when something is wrong
    Check(check::Check),
    /// Copy the board into a new file, safely while others write
    Backup(backup::Backup),
    /// Save what can be read of a damaged board into a new one; the damaged file stays as it is
    Repair(repair::Repair),
    /// Bring in cards from another tool's file or folder; what came before is not brought in twice
    Import(import::Import),
    /// Write the board for another tool, or whole as JSON
    Export(export::Export),
    /// Print what is set, and where each value comes from: as a file that sets the same
    Config(config::Config),
    /// Say whether the programs beside a board may run after its changes; list those that do
    #[command(subcommand)]
    Hooks(hooks::HooksOf),
    /// List the snapshots beside the board, take one, or make a board out of one
    ///
    /// The screen and `watch` take a snapshot when the newest is an hour old and the board has changed since. The last four
    /// are kept, and the last one of each of the three days before.
    Snapshots(snapshots::Snapshots),
    /// Keep a copy of a damaged board as it is, unless there is one
    #[command(hide = true)]
    KeepEvidence(evidence::KeepEvidence),
    /// Run the hooks for changes that come on the standard input, a line each
    #[command(hide = true)]
    RunHooks(run_hooks::RunHooks),
    /// Print what has a shell complete commands, columns, labels, people and card numbers
    Completions(completions::Completions),
    /// Print the manual page, or write the pages of all commands into a folder
    Man(man::PrintMan),
    /// Serve the board to an agent by the Model Context Protocol, on the standard input and output
    Mcp(mcp::Mcp),
}

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

/// Reads the arguments.
///
/// At first with the commands alone that are named in them, for each is given a copy of the options that all have. Only
/// who asks for help, or makes a mistake, needs to be told of the others.
fn parse(args: &[OsString]) -> Result<ArgMatches, clap::Error> {
    if args.iter().any(|arg| arg == "help") {
        return arguments().try_get_matches_from(args);
    }
    let walboard = || clap::Command::new("walboard").version(env!("CARGO_PKG_VERSION"));
    let mut few = Opening::augment_args(walboard());
    let is_command = |arg: &OsString| arg.to_str().is_some_and(Command::has_subcommand);
    if args.iter().any(is_command) {
        let all = Command::augment_subcommands(walboard());
        let named = |command: &&clap::Command| args.iter().any(|arg| arg == command.get_name());
        few = few.subcommands(all.get_subcommands().filter(named).cloned());
    }
    match few.try_get_matches_from(args) {
        Err(told) if told.kind() != ErrorKind::DisplayVersion => {
            arguments().try_get_matches_from(args)
        }
        read => read,
    }
}

/// Returns the commands and their options, as the help and the manual have them.
pub fn arguments() -> clap::Command {
    examples::add(Cli::command())
}

/// Returns a new unique name for an edit.
fn new_id() -> EditId {
    EditId(uuid::Uuid::now_v7().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_the_global_options() {
        let mut cli = arguments();
        cli.build();
        let globals = ["board", "json", "act_as", "timeout", "color"];
        let mut open = vec![&cli];
        while let Some(command) = open.pop() {
            if command.get_name() == "help" {
                continue;
            }
            for global in globals {
                let found = command.get_arguments().find(|arg| arg.get_id() == global);
                // An argument of the same name would hide it.
                assert!(
                    found.is_some_and(clap::Arg::is_global_set),
                    "{} {global}",
                    command.get_name()
                );
            }
            open.extend(command.get_subcommands());
        }
    }

    #[test]
    fn what_a_command_is_for_is_the_same_in_the_list_and_in_its_help() {
        let listed = arguments();
        let mut built = arguments();
        built.build();
        for command in listed.get_subcommands() {
            let name = command.get_name();
            let about = built.find_subcommand(name).unwrap().get_about();
            assert!(command.get_about().is_some(), "{name}");
            assert_eq!(
                command.get_about().map(ToString::to_string),
                about.map(ToString::to_string),
                "{name}"
            );
        }
    }

    #[test]
    fn few_commands_or_all_read_the_same() {
        for line in [
            "",
            "team.db",
            "--demo",
            "team.db --demo",
            "-B add",
            "add -B add --as list",
            "-B team.db --json add x -c Doing -l +bug --timeout 3",
            "add",
            "add x --nothing",
            "column add Later --after Doing",
            "column",
            "list add",
            "list -- -x",
            "move 1 2 Done --top",
            "lst",
            "--help",
            "-h",
            "help",
            "help add",
            "help --version",
            "add --version",
            "add help",
            "add --help",
            "--version",
            "-B",
            "watch --since nothing",
            "keep-evidence",
        ] {
            let args = ["walboard"].into_iter().chain(line.split_whitespace());
            let args: Vec<OsString> = args.map(OsString::from).collect();
            let read = |matches: Result<ArgMatches, clap::Error>| {
                let cli = matches.and_then(|matches| Cli::from_arg_matches(&matches));
                cli.map_or_else(|err| err.to_string(), |cli| format!("{cli:?}"))
            };
            let all = read(arguments().try_get_matches_from(&args));
            assert_eq!(read(parse(&args)), all, "{line}");
        }
    }

    #[test]
    fn the_arguments_are_sound() {
        arguments().debug_assert();
    }
}
