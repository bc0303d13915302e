//! A kanban board in the terminal that several people and programs keep open at once on the same file.
//!
//! ```text
//! [Ideas 4] To do 6/8  Doing 5/4 !                          every column, with what does not fit  tui/view/bars.rs
//! ┏ Ideas 4 ━━━━━━━━━━━┓╭ To do 6/8 ─────────╮              a column: name, count, limit          tui/view/column.rs
//! ┃▌Several timers at  ┃│ Write the release  │              a card: title …                       tui/view/card.rs
//! ┃▌once               ┃│ notes              │
//! ┃▌#1 +feature        ┃│ #2 !! +docs     AN │              … number, priority, labels, due, who
//! ┃                    ┃│                    │
//! ┃            ↓ 2 more┃╰────────────────────╯              what is on the screen decides         tui/layout.rs
//! Tea · ann, bob · saved             bob moved #2 to Doing  name, who is here, state, last notice tui/view/bars.rs
//! n new  H/L move  / search                         ? help  this moment's keys                    tui/keymap.rs
//! ```
//!
//! A key becomes an action, an action becomes an [`edit::Edit`], and [`board::Board::apply`] is the only place where a
//! rule lives. It runs twice: at once on the screen's copy, and then, in a locked transaction, on the part of the board
//! that the edit needs, fresh from the file. What comes out, [`change::Change`]s, goes into the journal, and every
//! other open board catches up by reading the journal.
//!
//! ```text
//!  key ──keymap──▶ Action ──update──▶ Effect::Commit(Edit) ──requests──▶ [store thread]  lock ▸ BEGIN IMMEDIATE
//!   ▲                                 (applied on the screen's                           ▸ read the part it needs
//!   │                                  copy at once)                                     ▸ Board::apply ▸ rows + journal
//! terminal ◀──view── Model ◀──update── inbox ◀───────────────── Change ◀──────────────── ▸ COMMIT ▸ bell ▸ unlock
//!  another process commits ▸ -wal changes, bell rings ▸ watcher: Wake ▸ [store thread] data_version moved? ▸ journal
//! ```
//!
//! The command line ([`cli`]) takes the same road.
//!
//! What other tools write is read into an [`outline::Outline`] and what they read written from one, by [`mod@format`]; it
//! comes onto a board as one edit.
//!
//! Lowest first, each may use only what stands before it: [`board`], [`change`], [`edit`], [`outline`], [`mod@format`],
//! [`query`], [`fuzzy`], [`text`], [`stats`] (pure: no clock, no disk) ▸ [`clock`], [`store`] ▸ [`state`] ▸
//! [`hooks`] ▸ `tui::{keymap, words, layout, model, update}` (pure) ▸ `tui::view` ▸ [`config`] ▸ [`tui`], [`cli`].

#![forbid(unsafe_code)]

pub mod board;
pub mod change;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod edit;
pub mod editor;
pub mod format;
pub mod fuzzy;
pub mod hooks;
pub mod outline;
pub mod query;
pub mod state;
pub mod stats;
pub mod store;
pub mod text;
pub mod tui;
