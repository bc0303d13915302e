//! `walboard completions`: what the shell needs to complete the command line.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::out::Out;

/// Print the completions for a shell
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, out: &mut Out) -> anyhow::Result<()> {
        // Into memory first: the generator panics when the output is closed under it.
        let mut script = Vec::new();
        let mut command = super::Cli::command();
        clap_complete::generate(self.shell, &mut command, "walboard", &mut script);
        out.bytes(&script)
    }
}
