//! What of the file matters here; Trello writes much more.

use jiff::Timestamp;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Board {
    pub(super) name: Option<String>,
    pub(super) lists: Vec<List>,
    pub(super) cards: Vec<Card>,
    #[serde(default)]
    pub(super) labels: Vec<Label>,
    #[serde(default)]
    pub(super) checklists: Vec<Checklist>,
    #[serde(default)]
    pub(super) members: Vec<Member>,
    #[serde(default)]
    pub(super) actions: Vec<Action>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct List {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) closed: bool,
    #[serde(default)]
    pub(super) pos: f64,
    /// The WIP limit of a power-up that became part of Trello.
    pub(super) soft_limit: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Card {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) desc: String,
    pub(super) id_list: String,
    #[serde(default)]
    pub(super) closed: bool,
    #[serde(default)]
    pub(super) pos: f64,
    pub(super) due: Option<String>,
    pub(super) start: Option<String>,
    #[serde(default)]
    pub(super) due_complete: bool,
    #[serde(default)]
    pub(super) id_members: Vec<String>,
    #[serde(default)]
    pub(super) labels: Vec<Label>,
    #[serde(default)]
    pub(super) attachments: Vec<Attachment>,
    #[serde(default)]
    pub(super) custom_field_items: Vec<serde::de::IgnoredAny>,
    #[serde(default)]
    pub(super) id_members_voted: Vec<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
pub(super) struct Label {
    #[serde(default)]
    pub(super) name: String,
    pub(super) color: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Attachment {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) url: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Checklist {
    pub(super) id_card: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) pos: f64,
    #[serde(default)]
    pub(super) check_items: Vec<CheckItem>,
}

#[derive(Deserialize)]
pub(super) struct CheckItem {
    pub(super) name: String,
    #[serde(default)]
    pub(super) state: String,
    #[serde(default)]
    pub(super) pos: f64,
}

#[derive(Deserialize)]
pub(super) struct Member {
    pub(super) id: String,
    pub(super) username: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Action {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) date: Option<Timestamp>,
    #[serde(default)]
    pub(super) data: ActionData,
    pub(super) member_creator: Option<Member>,
}

#[derive(Deserialize, Default)]
pub(super) struct ActionData {
    pub(super) text: Option<String>,
    pub(super) card: Option<CardName>,
}

#[derive(Deserialize)]
pub(super) struct CardName {
    pub(super) id: String,
}
