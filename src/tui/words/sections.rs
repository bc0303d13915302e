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
type Gaps = &'static [(&'static str, &'static [&'static str])];

/// Each section with its texts.
#[cfg(test)]
pub(super) const ALL: &[(&str, Gaps)] = &[
    ("bars", Bars::GAPS),
    ("mouse", Mouse::GAPS),
    ("board", Board::GAPS),
    ("popup", Popup::GAPS),
    ("prompt", Prompts::GAPS),
    ("names", Names::GAPS),
    ("days", Days::GAPS),
    ("settings", Settings::GAPS),
    ("charts", Charts::GAPS),
    ("sending", Sending::GAPS),
    ("cards", Cards::GAPS),
    ("columns", Columns::GAPS),
    ("labels", Labels::GAPS),
    ("looks", Looks::GAPS),
    ("people", People::GAPS),
    ("clash", Clashes::GAPS),
    ("saving", Saving::GAPS),
    ("deeds", Deeds::GAPS),
    ("refusals", Refusals::GAPS),
    ("causes", Causes::GAPS),
    ("mishaps", Mishaps::GAPS),
    ("slips", Slips::GAPS),
    ("setup", Setup::GAPS),
    ("bad-keys", BadKeys::GAPS),
    ("hooks", HookTexts::GAPS),
    ("things", Things::GAPS),
    ("sheet", Sheet::GAPS),
    ("story", Story::GAPS),
    ("ages", Ages::GAPS),
];
