//! `walboard who`: the sessions that are open on the board.

use clap::Args;
use serde_json::json;

use super::global::Global;
use super::out::{Line, Out, Style};
use crate::store::Session;

#[derive(Debug, Args)]
pub(super) struct Who {}

impl Who {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let sessions = global.open()?.here();
        if out.json {
            return out.value(&sessions.iter().map(value).collect::<Vec<_>>());
        }
        for session in &sessions {
            out.row(&line(session))?;
        }
        Ok(())
    }
}

fn value(session: &Session) -> serde_json::Value {
    json!({
        "name": session.actor.name,
        "user": session.actor.user,
        "what": session.what,
        "host": session.host,
        "pid": session.pid,
        "tty": session.tty,
        "since": session.since,
        "card": session.focus.map(|focus| focus.card),
        "editing": session.focus.is_some_and(|focus| focus.editing),
    })
}

fn line(session: &Session) -> Line {
    let actor = &session.actor;
    let mut line = Line::default().add(Style::Strong, &actor.name);
    if actor.user != actor.name {
        line = line.add(Style::Plain, &format!(" ({})", actor.user));
    }
    let place = session
        .tty
        .as_ref()
        .map_or(String::new(), |tty| format!(" on {tty}"));
    line = line.add(
        Style::Faint,
        &format!("  {}{place}, pid {}", session.what, session.pid),
    );
    match session.focus {
        Some(focus) if focus.editing => {
            line.add(Style::Plain, &format!("  editing {}", focus.card))
        }
        Some(focus) => line.add(Style::Plain, &format!("  at {}", focus.card)),
        None => line,
    }
}
