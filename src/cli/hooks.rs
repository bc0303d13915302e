//! `walboard hooks`: the programs that run after changes, and which boards may bring their own.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Subcommand;
use serde_json::{Value, json};

use super::global::Global;
use super::out::{Line, Out, Style};
use crate::hooks::{Distrust, Found, Hooks};
use crate::state;

#[derive(Debug, Subcommand)]
pub(super) enum HooksOf {
    /// Let the programs in BOARD.hooks/ run after changes that you make
    Allow,
    /// Let them run no more
    Deny,
    /// List the programs, and the boards that are allowed
    List,
}

/// What there is for one board.
struct Standing {
    board: PathBuf,
    own: Option<PathBuf>,
    mine: Found,
    beside: Found,
    allowed: bool,
}

impl HooksOf {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let board = match self {
            // Only of a board that is one.
            Self::Allow => global.open()?.path().to_owned(),
            Self::Deny | Self::List => global.path()?,
        };
        let board = board.canonicalize().unwrap_or(board);
        let failed = || format!("could not remember it for {}", board.display());
        let denied = match self {
            Self::Allow => state::hooks::allow(&board).map(|()| false),
            Self::Deny => state::hooks::deny(&board),
            Self::List => Ok(false),
        };
        let denied = denied.with_context(failed)?;
        let standing = Standing::of(board, &global.hooks());
        if out.json {
            return out.value(&standing.json());
        }
        let folder = Hooks::folder_of(&standing.board);
        let folder = folder.display();
        match self {
            Self::Allow => out.line(&Line::new(&format!(
                "what is in {folder} runs after your changes; whoever may write there decides what that is"
            )))?,
            Self::Deny if denied => out.line(&Line::new(&format!(
                "what is in {folder} runs no more"
            )))?,
            Self::Deny => out.line(&Line::new(&format!("what is in {folder} was not allowed")))?,
            Self::List => {}
        }
        standing.print(out)
    }
}

impl Standing {
    fn of(board: PathBuf, hooks: &Hooks) -> Self {
        let own = hooks.own().map(Path::to_owned);
        Self {
            mine: hooks.mine(),
            beside: Hooks::beside(&board),
            allowed: state::hooks::are_allowed(&board),
            own,
            board,
        }
    }

    fn print(&self, out: &mut Out) -> anyhow::Result<()> {
        if let Some(own) = &self.own {
            print(own, "after changes of every board", &self.mine, out)?;
        }
        let when = match self.allowed {
            true => "after changes of this board",
            false => "not allowed",
        };
        print(&Hooks::folder_of(&self.board), when, &self.beside, out)?;
        for board in state::hooks::allowed() {
            out.line(&Line::new(&format!("allowed: {}", board.display())))?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let boards = state::hooks::allowed();
        let boards = boards.iter().map(|board| board.to_string_lossy());
        json!({
            "board": self.board.to_string_lossy(),
            "allowed": self.allowed,
            "own": {
                "folder": self.own.as_ref().map(|own| own.to_string_lossy()),
                "hooks": all(&self.mine),
            },
            "beside": {
                "folder": Hooks::folder_of(&self.board).to_string_lossy(),
                "hooks": all(&self.beside),
            },
            "boards": boards.collect::<Vec<_>>(),
        })
    }
}

fn all(found: &Found) -> Vec<Value> {
    let run = found.run.iter().map(|path| (path, None));
    let refused = found.refused.iter().map(|(path, why)| (path, Some(why)));
    let hook = |(path, refused): (&PathBuf, Option<&Distrust>)| json!({"path": path.to_string_lossy(), "refused": refused.map(Distrust::to_string)});
    run.chain(refused).map(hook).collect()
}

fn print(folder: &Path, when: &str, found: &Found, out: &mut Out) -> anyhow::Result<()> {
    let line = Line::default()
        .add(Style::Strong, &folder.display().to_string())
        .add(Style::Faint, &format!("  {when}"));
    out.line(&line)?;
    let name = |path: &Path| {
        let name = path.file_name().unwrap_or_default();
        format!("  {}", name.to_string_lossy())
    };
    for path in &found.run {
        out.line(&Line::new(&name(path)))?;
    }
    for (path, why) in &found.refused {
        let line = Line::new(&name(path)).add(Style::Warning, &format!("  not run: {why}"));
        out.line(&line)?;
    }
    Ok(())
}
