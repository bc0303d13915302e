//! Trello's board export: Menu ▸ Print, export and share ▸ Export as JSON.

mod file;

use std::collections::HashMap;

use jiff::Timestamp;

use super::{Format, Origin, Unreadable};
use crate::board::Paint;
use crate::outline::{Entry, Heading, Losses, Outline, Said, Step, word};
use file::{Attachment, Board, Card, CheckItem, Checklist, Label, List};

/// As many actions as Trello exports at most; older ones, comments among them, are left out there.
const ACTIONS_MOST: usize = 1000;

pub(super) fn read(text: &str, origin: &Origin) -> Result<Outline, Unreadable> {
    let mut board: Board = serde_json::from_str(text)?;
    let mut outline = Outline {
        title: board.name.take(),
        ..Outline::default()
    };
    let lists = lists(&mut board, &mut outline)?;
    paints(&board.labels, &mut outline);
    let comments = comments(&mut board, &mut outline.losses);
    let mut pieces = Pieces {
        lists,
        comments,
        checklists: checklists(board.checklists),
        members: board
            .members
            .into_iter()
            .map(|member| (member.id, member.username))
            .collect(),
    };
    board
        .cards
        .sort_by(|one, other| one.pos.total_cmp(&other.pos));
    for card in board.cards {
        let entry = pieces.entry(card, origin, &mut outline.losses)?;
        outline.entries.push(entry);
    }
    Ok(outline)
}

/// What a list became: a column, or for an archived one the column that its cards are archived in.
struct Column {
    name: String,
    archived: bool,
}

/// What is told apart from the cards.
struct Pieces {
    lists: HashMap<String, Column>,
    comments: HashMap<String, Vec<Said>>,
    checklists: HashMap<String, Vec<Checklist>>,
    members: HashMap<String, String>,
}

fn lists(board: &mut Board, outline: &mut Outline) -> Result<HashMap<String, Column>, Unreadable> {
    board
        .lists
        .sort_by(|one, other| one.pos.total_cmp(&other.pos));
    for list in board.lists.iter().filter(|list| !list.closed) {
        let limit = list.soft_limit;
        outline.headings.push(Heading {
            limit,
            ..Heading::named(&list.name)
        });
    }
    if outline.headings.is_empty() && !board.lists.is_empty() {
        outline.headings.push(Heading::named("Archive"));
    }
    let Some(first) = outline.headings.first().map(|heading| heading.name.clone()) else {
        return Err(Unreadable::new("it has no lists"));
    };
    let closed = board.lists.iter().filter(|list| list.closed).count();
    outline
        .losses
        .add("archived lists (their cards come archived)", closed);
    let column = |list: &List| Column {
        name: if list.closed {
            first.clone()
        } else {
            list.name.clone()
        },
        archived: list.closed,
    };
    Ok(board
        .lists
        .iter()
        .map(|list| (list.id.clone(), column(list)))
        .collect())
}

fn paints(labels: &[Label], outline: &mut Outline) {
    for label in labels {
        if let Some(paint) = label.color.as_deref().and_then(paint)
            && let Some(name) = label.word()
        {
            outline.paints.insert(name, paint);
        }
    }
}

fn paint(color: &str) -> Option<Paint> {
    let color = color.split('_').next().unwrap_or(color);
    Some(match color {
        "green" => Paint::Green,
        "yellow" => Paint::Yellow,
        "orange" => Paint::BrightYellow,
        "red" => Paint::Red,
        "purple" => Paint::Magenta,
        "blue" => Paint::Blue,
        "sky" => Paint::Cyan,
        "lime" => Paint::BrightGreen,
        "pink" => Paint::BrightMagenta,
        "black" => Paint::Gray,
        _ => return None,
    })
}

fn comments(board: &mut Board, losses: &mut Losses) -> HashMap<String, Vec<Said>> {
    let all = board.actions.len();
    let mut comments: HashMap<String, Vec<Said>> = HashMap::new();
    // Trello tells the newest first.
    for action in std::mem::take(&mut board.actions).into_iter().rev() {
        let is_comment = action.kind == "commentCard" || action.kind == "copyCommentCard";
        if let (true, Some(card), Some(text)) = (is_comment, action.data.card, action.data.text) {
            comments.entry(card.id).or_default().push(Said {
                at: action.date,
                by: action.member_creator.map(|member| member.username),
                text,
            });
        }
    }
    if all >= ACTIONS_MOST {
        losses.one("older comments, maybe (Trello exports only the newest 1,000 actions)");
    }
    comments
}

fn checklists(all: Vec<Checklist>) -> HashMap<String, Vec<Checklist>> {
    let mut of_card: HashMap<String, Vec<Checklist>> = HashMap::new();
    for mut checklist in all {
        checklist
            .check_items
            .sort_by(|one, other| one.pos.total_cmp(&other.pos));
        of_card
            .entry(checklist.id_card.clone())
            .or_default()
            .push(checklist);
    }
    for checklists in of_card.values_mut() {
        checklists.sort_by(|one, other| one.pos.total_cmp(&other.pos));
    }
    of_card
}

impl Label {
    /// Returns its name, or its colour when it has no name, as one word.
    fn word(&self) -> Option<String> {
        word(&self.name).or_else(|| self.color.as_deref().and_then(word))
    }
}

impl Pieces {
    fn entry(
        &mut self,
        card: Card,
        origin: &Origin,
        losses: &mut Losses,
    ) -> Result<Entry, Unreadable> {
        let Some(list) = self.lists.get(&card.id_list) else {
            let (name, list) = (&card.name, &card.id_list);
            return Err(Unreadable(format!(
                "the card “{name}” is in the list {list}, which is not in the file"
            )));
        };
        losses.add("custom fields", card.custom_field_items.len());
        losses.add("votes", card.id_members_voted.len());
        losses.add("start days", card.start.is_some().into());
        let done = outline_done(&list.name);
        losses.add(
            "due days ticked off outside a done column",
            (card.due_complete && !done && !card.closed).into(),
        );
        let members = &self.members;
        let mut people = card
            .id_members
            .iter()
            .map(|id| members.get(id).unwrap_or(id));
        let assignee = people.next().cloned();
        losses.add("members of a card beside the first", people.count());
        let checklist = steps(self.checklists.remove(&card.id).unwrap_or_default());
        Ok(Entry {
            created: born(&card.id),
            key: format!("{}:{}", Format::Trello, card.id),
            column: list.name.clone(),
            archived: card.closed || list.archived,
            title: card.name,
            body: with_attachments(card.desc, &card.attachments),
            labels: card.labels.iter().filter_map(Label::word).collect(),
            assignee,
            due: card.due.as_deref().and_then(|due| origin.day(due)),
            checklist,
            comments: self.comments.remove(&card.id).unwrap_or_default(),
            ..Entry::default()
        })
    }
}

fn outline_done(column: &str) -> bool {
    Heading::named(column).done
}

/// Returns one checklist for all; where there are several, each item tells which one it was in.
fn steps(checklists: Vec<Checklist>) -> Vec<Step> {
    let several = checklists.len() > 1;
    let step = |name: &str, item: CheckItem| Step {
        text: match several {
            true => format!("{name}: {}", item.name),
            false => item.name,
        },
        done: item.state == "complete",
    };
    checklists
        .into_iter()
        .flat_map(|checklist| {
            let Checklist {
                name, check_items, ..
            } = checklist;
            check_items.into_iter().map(move |item| step(&name, item))
        })
        .collect()
}

fn with_attachments(desc: String, attachments: &[Attachment]) -> String {
    if attachments.is_empty() {
        return desc;
    }
    let links = attachments
        .iter()
        .map(|attachment| format!("- [{}]({})", attachment.name, attachment.url));
    let links = links.collect::<Vec<_>>().join("\n");
    let blank = if desc.is_empty() { "" } else { "\n\n" };
    format!("{desc}{blank}{links}")
}

/// Returns when a card was made: the first eight digits of a Trello id are the second.
fn born(id: &str) -> Option<Timestamp> {
    let second = i64::from_str_radix(id.get(..8).filter(|_| id.len() == 24)?, 16).ok()?;
    Timestamp::from_second(second).ok()
}
