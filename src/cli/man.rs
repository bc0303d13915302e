//! `walboard man`: the manual, made from the same words as the help.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Command};
use clap_mangen::Man;

use super::examples;
use super::out::Out;

#[derive(Debug, Args)]
pub(super) struct PrintMan {
    /// The folder to write to, such as /usr/local/share/man/man1
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

impl PrintMan {
    pub(super) fn run(self, out: &mut Out) -> anyhow::Result<()> {
        let mut root = super::arguments().disable_help_subcommand(true);
        root.build();
        let Some(folder) = self.to else {
            return out.bytes(&page(&root)?);
        };
        write(&root, &folder)
    }
}

fn page(command: &Command) -> anyhow::Result<Vec<u8>> {
    let mut page = Vec::new();
    // The formatter would fill the lines of examples.
    let bare = command.clone().after_long_help(None);
    Man::new(bare).render(&mut page)?;
    if let Some(examples) = examples::of(command.get_name()).filter(|_| is_top(command)) {
        page.extend(examples::page(examples).into_bytes());
    }
    Ok(page)
}

/// Tells whether a command has none above it but the program: `label list` is not `list`.
fn is_top(command: &Command) -> bool {
    let name = command.get_display_name().unwrap_or_default();
    name == format!("walboard-{}", command.get_name())
}

/// Writes the page of a command and those of the commands below it: `walboard-column-add.1`.
#[expect(clippy::disallowed_methods, reason = "a manual page is no database")]
fn write(command: &Command, folder: &std::path::Path) -> anyhow::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let path = folder.join(format!("{}.1", name.replace(' ', "-")));
    std::fs::write(&path, page(command)?)
        .with_context(|| format!("could not write {}", path.display()))?;
    let below = command
        .get_subcommands()
        .filter(|below| !below.is_hide_set());
    below.into_iter().try_for_each(|below| write(below, folder))
}
