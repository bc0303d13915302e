//! What comes in made such that the board's rules take it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::mem;

use super::{Entry, Heading, Outline, Tie};
use crate::board::LinkKind;
use crate::edit::{BODY_MAX, ITEMS_MAX, NAME_MAX, TITLE_MAX};

/// The most of a key that tells cards apart: a card's source takes it, with a number behind it.
const KEY_MAX: usize = TITLE_MAX - 100;

/// A card that no tidying makes fit for a board.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the {what} of the card “{card}” has {is} bytes; the longest is {BODY_MAX}: shorten it first"
)]
pub struct Unfit {
    /// The card's title, cut.
    pub card: String,
    /// What is too long.
    pub what: &'static str,
    /// How long it is.
    pub is: usize,
}

/// Tells whether two names mean the same column: capitals, blanks, `-` and `_` make no difference.
pub fn same_name(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

fn bare(name: &str) -> String {
    name.chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Makes one word of a name, as labels and people have: `Needs review` becomes `Needs-review`; `None` when nothing of
/// it can stay.
pub fn word(name: &str) -> Option<String> {
    let kept: String = name
        .split_whitespace()
        .collect::<Vec<_>>()
        .join("-")
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    let kept = kept.trim_start_matches(['+', '-', '@', '!', '#']);
    let word: String = kept.chars().take(NAME_MAX).collect();
    (!word.is_empty()).then_some(word)
}

/// Makes one line of a text, at most so many characters; returns whether it was cut.
fn line(text: &str, most: usize) -> (String, bool) {
    let spaced = text.replace(['\n', '\r', '\t'], " ");
    let kept: String = spaced
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    if kept.chars().nth(most).is_none() {
        return (kept, false);
    }
    let cut: String = kept.chars().take(most - 1).collect();
    (format!("{}…", cut.trim_end()), true)
}

/// Makes a key such as a card keeps it: by what it keeps it is known the next time.
fn key(text: &str) -> String {
    line(text, KEY_MAX).0
}

impl Outline {
    /// Makes everything such that a board takes it, and notes what that costs.
    ///
    /// # Errors
    /// When a text is longer than a card can have.
    pub fn tidied(mut self) -> Result<Self, Unfit> {
        self.tidy_headings();
        let mut entries = mem::take(&mut self.entries);
        let mut keys = HashSet::new();
        for entry in &mut entries {
            self.tidy_entry(entry)?;
            entry.key = key(&entry.key);
            // Two cards that the other tool does not tell apart are still two.
            let key = entry.key.clone();
            let mut again = 1;
            while !keys.insert(entry.key.clone()) {
                again += 1;
                entry.key = format!("{key}~{again}");
            }
        }
        self.entries = entries;
        self.in_order();
        for tie in &mut self.ties {
            (tie.from, tie.to) = (key(&tie.from), key(&tie.to));
        }
        self.tidy_ties(&keys);
        Ok(self)
    }

    /// Puts the cards column by column, the archived ones of each last.
    pub(crate) fn in_order(&mut self) {
        let names = self.headings.iter().enumerate();
        let ranks: HashMap<&str, usize> = names.map(|(at, it)| (it.name.as_str(), at)).collect();
        self.entries.sort_by_key(|entry| {
            let rank = ranks.get(entry.column.as_str()).copied();
            (rank.unwrap_or(usize::MAX), entry.archived)
        });
    }

    fn tidy_headings(&mut self) {
        for heading in mem::take(&mut self.headings) {
            let name = heading_name(&heading.name);
            let known = |other: &&mut Heading| other.name.to_lowercase() == name.to_lowercase();
            match self.headings.iter_mut().find(known) {
                Some(other) => {
                    other.limit = other.limit.or(heading.limit);
                    other.done |= heading.done;
                }
                None => self.headings.push(Heading { name, ..heading }),
            }
        }
    }

    fn tidy_entry(&mut self, entry: &mut Entry) -> Result<(), Unfit> {
        entry.column = self.heading(&heading_name(&entry.column));
        if entry.title.trim().is_empty() {
            let first = entry.body.lines().find(|line| !line.trim().is_empty());
            entry.title = first.unwrap_or("(no title)").to_owned();
        }
        let (title, cut) = line(&entry.title, TITLE_MAX);
        if cut {
            let blank = if entry.body.is_empty() { "" } else { "\n\n" };
            entry.body = format!("{}{blank}{}", entry.title.trim(), entry.body);
            self.losses
                .one("titles longer than 1,000 characters (cut; whole in the text)");
        }
        entry.title = title;
        let wanted = entry.labels.len();
        entry.labels = entry.labels.iter().filter_map(|name| word(name)).collect();
        self.losses
            .add("labels that have no letters", wanted - entry.labels.len());
        entry.assignee = entry.assignee.as_deref().and_then(word);
        for step in &mut entry.checklist {
            let (text, cut) = line(&step.text, TITLE_MAX);
            step.text = text;
            self.losses.add("ends of long checklist items", cut.into());
        }
        entry.checklist.retain(|step| !step.text.is_empty());
        let beyond = entry.checklist.len().saturating_sub(ITEMS_MAX);
        entry.checklist.truncate(ITEMS_MAX);
        self.losses
            .add("checklist items beyond the first 500", beyond);
        for comment in &mut entry.comments {
            comment.text = comment.text.trim().to_owned();
            let by = comment.by.take().map(|by| line(&by, NAME_MAX).0);
            comment.by = by.filter(|by| !by.is_empty());
        }
        entry.comments.retain(|comment| !comment.text.is_empty());
        if let Some(why) = entry.blocked.take() {
            let (why, cut) = line(&why, TITLE_MAX);
            self.losses.add("ends of long reasons", cut.into());
            entry.blocked = Some(why).filter(|why| !why.is_empty());
        }
        fits(entry)
    }

    /// Leaves out ties that lead nowhere, or in circles, which a board refuses.
    fn tidy_ties(&mut self, keys: &HashSet<String>) {
        let ties = mem::take(&mut self.ties);
        let all = ties.len();
        let ties: Vec<Tie> = ties
            .into_iter()
            .filter(|tie| keys.contains(&tie.from) && keys.contains(&tie.to) && tie.from != tie.to)
            .collect();
        self.losses
            .add("links to cards that are not there", all - ties.len());
        let ties: BTreeSet<Tie> = ties.into_iter().map(Tie::turned).collect();
        let all = ties.len();
        self.ties = [LinkKind::Blocks, LinkKind::Parent, LinkKind::Relates]
            .into_iter()
            .flat_map(|kind| without_circles(kind, ties.iter().filter(|tie| tie.kind == kind)))
            .collect();
        self.losses
            .add("links that close a circle", all - self.ties.len());
    }
}

impl Tie {
    /// Returns it the one way round in which a tie that says the same from both sides is kept.
    fn turned(self) -> Self {
        match self.kind == LinkKind::Relates && self.to < self.from {
            true => Self {
                from: self.to,
                to: self.from,
                ..self
            },
            false => self,
        }
    }
}

fn heading_name(name: &str) -> String {
    match line(name, NAME_MAX).0 {
        name if name.is_empty() => "Cards".to_owned(),
        name => name,
    }
}

fn fits(entry: &Entry) -> Result<(), Unfit> {
    let texts = entry
        .comments
        .iter()
        .map(|comment| ("comment", &comment.text));
    for (what, text) in texts.chain([("text", &entry.body)]) {
        if text.len() > BODY_MAX {
            return Err(Unfit {
                card: line(&entry.title, 60).0,
                what,
                is: text.len(),
            });
        }
    }
    Ok(())
}

/// Returns the ties of one kind, without those that would close a circle with the ones before.
fn without_circles<'a>(kind: LinkKind, ties: impl Iterator<Item = &'a Tie>) -> Vec<Tie> {
    let ties: Vec<&Tie> = ties.collect();
    if kind == LinkKind::Relates || !has_circle(&ties) {
        return ties.into_iter().cloned().collect();
    }
    let mut ahead: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut kept = Vec::new();
    for tie in ties {
        if !leads(&ahead, &tie.to, &tie.from) {
            ahead.entry(&tie.from).or_default().push(&tie.to);
            kept.push(tie.clone());
        }
    }
    kept
}

/// Tells whether ties go round in a circle: whether cards are left when those that nothing leads to are taken away.
fn has_circle(ties: &[&Tie]) -> bool {
    let mut ahead: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut behind: HashMap<&str, usize> = HashMap::new();
    for tie in ties {
        ahead.entry(&tie.from).or_default().push(&tie.to);
        behind.entry(&tie.from).or_default();
        *behind.entry(&tie.to).or_default() += 1;
    }
    let all = behind.len();
    let free = behind.iter().filter(|(_, count)| **count == 0);
    let mut open: Vec<&str> = free.map(|(key, _)| *key).collect();
    let mut taken = 0;
    while let Some(key) = open.pop() {
        taken += 1;
        for next in ahead.get(key).into_iter().flatten() {
            if let Some(count) = behind.get_mut(next) {
                *count -= 1;
                if *count == 0 {
                    open.push(next);
                }
            }
        }
    }
    taken < all
}

fn leads(ahead: &HashMap<&str, Vec<&str>>, from: &str, to: &str) -> bool {
    let mut seen = HashSet::from([from]);
    let mut open = vec![from];
    while let Some(key) = open.pop() {
        if key == to {
            return true;
        }
        let next = ahead.get(key).into_iter().flatten();
        open.extend(next.copied().filter(|next| seen.insert(next)));
    }
    false
}
