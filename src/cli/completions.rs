//! `walboard completions`: what has the shell complete the command line.

use anyhow::Context as _;
use clap::Args;
use clap_complete::Shell;
use clap_complete::env::Shells;

use super::complete::ASKED;
use super::out::Out;

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, out: &mut Out) -> anyhow::Result<()> {
        let shells = Shells::builtins();
        let name = self.shell.to_string();
        let shell = shells.completer(&name);
        let shell = shell.with_context(|| format!("{name} cannot be told how to complete"))?;
        let mut script = Vec::new();
        shell.write_registration(ASKED, "walboard", "walboard", "walboard", &mut script)?;
        out.bytes(&script)
    }
}
