//! Worked examples, at the end of each command's long help and manual page. `tests/examples.rs` runs them all.

use std::fmt::Write as _;

use clap::Command;

/// All of them, each command's under a line `== COMMAND`. What stands for anything is `…`.
const ALL: &str = include_str!("../../assets/examples.txt");

/// Returns each command's examples.
fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let sections = ALL.split("== ").skip(1);
    sections.filter_map(|section| section.split_once('\n'))
}

/// Returns the examples of a command.
pub(super) fn of(command: &str) -> Option<&'static str> {
    all().find_map(|(name, text)| (name == command).then_some(text))
}

/// Has each command show its examples in its long help.
pub(super) fn add(root: Command) -> Command {
    root.mut_subcommands(|command| match of(command.get_name()) {
        Some(examples) => {
            let mut help = "Examples:".to_owned();
            for line in examples.lines() {
                // A string takes whatever is written to it.
                let _ = write!(help, "\n  {line}");
            }
            command.after_long_help(help)
        }
        None => command,
    })
}

/// Returns examples as a section of a manual page, its lines as they are.
pub(super) fn page(examples: &str) -> String {
    let mut page = ".SH EXAMPLES\n.nf\n".to_owned();
    for line in examples.lines() {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        // A line that begins with a dot or a quote would be an order to the formatter.
        let _ = writeln!(page, "\\&{line}");
    }
    page + ".fi\n"
}
