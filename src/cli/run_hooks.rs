//! `walboard run-hooks`: what the screen leaves the hooks to.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use anyhow::Context as _;
use clap::Args;

use super::global::Global;
use super::out::Out;
use crate::hooks::{Runner, Telling, Wrong};

#[derive(Debug, Args)]
pub(super) struct RunHooks {
    /// The board
    file: PathBuf,
}

impl RunHooks {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let (lines, inbox) = mpsc::channel();
        // Taken at once: who sends them must not wait for a hook. It blocks on the standard input.
        thread::Builder::new()
            .name("changes".to_owned())
            .spawn(move || {
                let read = io::stdin().lines().map_while(Result::ok);
                read.map(|line| lines.send(line)).all(|sent| sent.is_ok())
            })
            .context("could not start a thread")?;
        let mut say = |wrong: &Wrong| {
            // The hooks go on when nobody reads any more.
            let _ = out.value(wrong).and_then(|()| out.flush());
        };
        let mut runner = Runner::new(global.hooks(), &mut say);
        for line in inbox {
            if let Some(telling) = Telling::read(self.file.clone(), line) {
                runner.run(&telling);
            }
        }
        Ok(())
    }
}
