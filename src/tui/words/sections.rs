//! Which texts there are, section by section, with their gaps.

mod causes;
mod charts;
mod deeds;
mod frame;
mod mouse;
mod refusals;
mod said;
mod sending;
mod sheet;
mod wrong;

pub(crate) use causes::Causes;
pub(crate) use charts::Charts;
pub(crate) use deeds::Deeds;
pub(crate) use frame::{Bars, Board, Days, Names, Popup, Prompts, Settings};
pub(crate) use mouse::Mouse;
pub(crate) use refusals::{Refusals, Things};
pub(crate) use said::{Cards, Clashes, Columns, Labels, Looks, People, Saving};
pub(crate) use sending::Sending;
pub(crate) use sheet::{Ages, Sheet, Story};
pub(crate) use wrong::{BadKeys, HookTexts, Mishaps, Setup, Slips};

/// The texts of a section, and the gaps of each.
#[cfg(test)]
pub(super) type Gaps = &'static [(&'static str, &'static [&'static str])];
