//! What can be said on the command line: the options and commands, and how they are read.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, CommandFactory as _, Parser, Subcommand};

use super::global::Global;
use super::{
    add, archive, backup, block, boards, check, check_item, claim, column, comment, completions,
    config, edit, evidence, examples, export, hooks, import, init, label, link, list, log, man,
    mcp, moving, repair, run_hooks, show, snapshots, stats, undo, who,
};

/// A kanban board in the terminal that several people and programs keep open at once on the same file
#[derive(Debug, Parser)]
#[command(name = "walboard", version, max_term_width = 100)]
#[command(
    after_help = "Without a command it opens the board on the screen; press ? there for the keys."
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) opening: Opening,

    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What is said before a command, or without one.
#[derive(Debug, Args)]
pub(super) struct Opening {
    /// The board to open: a file, or the name of one in the data folder [default: see --board]
    #[arg(value_name = "BOARD")]
    pub(super) open: Option<OsString>,

    /// Open a sample board in a temporary folder
    #[arg(long, conflicts_with = "open")]
    pub(super) demo: bool,

    /// Leave the mouse to the terminal
    #[arg(long)]
    pub(super) no_mouse: bool,

    #[command(flatten)]
    pub(super) global: Global,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(super) enum Command {
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

/// Reads the arguments.
///
/// At first with the commands alone that are named in them, for each is given a copy of the options that all have. Only
/// who asks for help, or makes a mistake, needs to be told of the others.
pub(super) fn parse(args: &[OsString]) -> Result<ArgMatches, clap::Error> {
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

#[cfg(test)]
mod tests {
    use clap::FromArgMatches as _;

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
