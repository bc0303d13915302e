//! GitHub issues, as `gh issue list --state all --json number,title,body,state,…` prints them.

use jiff::Timestamp;
use serde::Deserialize;

use super::{Format, Unreadable};
use crate::board::Paint;
use crate::outline::{Entry, Heading, Outline, Said, word};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Issue {
    number: Option<u64>,
    title: String,
    #[serde(default)]
    body: Option<String>,
    state: Option<String>,
    url: Option<String>,
    created_at: Option<Timestamp>,
    author: Option<Author>,
    #[serde(default)]
    assignees: Vec<Author>,
    #[serde(default)]
    labels: Vec<Label>,
    #[serde(default)]
    comments: Vec<Comment>,
    milestone: Option<Milestone>,
    #[serde(default)]
    project_items: Vec<ProjectItem>,
}

#[derive(Deserialize)]
struct Author {
    login: String,
}

#[derive(Deserialize)]
struct Label {
    name: String,
    color: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Comment {
    author: Option<Author>,
    body: String,
    created_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Milestone {
    title: String,
}

#[derive(Deserialize)]
struct ProjectItem {
    status: Option<Status>,
}

#[derive(Deserialize)]
struct Status {
    name: String,
}

pub(super) fn read(text: &str) -> Result<Outline, Unreadable> {
    let mut issues: Vec<Issue> = serde_json::from_str(text)?;
    let mut outline = Outline::default();
    let on_project = issues.iter().any(|issue| issue.project_status().is_some());
    if !on_project {
        outline.headings = ["To do", "Done"].map(Heading::named).to_vec();
    }
    // `gh` tells the newest first.
    issues.sort_by_key(|issue| issue.number);
    for issue in issues {
        let column = match (issue.project_status(), issue.state.as_deref()) {
            (Some(status), _) => status.to_owned(),
            (None, Some("CLOSED" | "closed")) => "Done".to_owned(),
            (None, _) => "To do".to_owned(),
        };
        outline
            .losses
            .add("authors of issues", issue.author.is_some().into());
        for label in &issue.labels {
            let paint = label.color.as_deref().and_then(nearest);
            if let (Some(paint), Some(name)) = (paint, word(&label.name)) {
                outline.paints.insert(name, paint);
            }
        }
        outline.heading(&column);
        let entry = issue.entry(column, &mut outline);
        outline.entries.push(entry);
    }
    outline.used_headings();
    Ok(outline)
}

impl Issue {
    /// Returns the column it is in on a project's board.
    fn project_status(&self) -> Option<&str> {
        let mut items = self.project_items.iter();
        let status = items.find_map(|item| item.status.as_ref())?;
        Some(status.name.as_str()).filter(|name| !name.is_empty())
    }

    fn entry(self, column: String, outline: &mut Outline) -> Entry {
        let key = match (&self.url, self.number) {
            (Some(url), _) => key(url),
            (None, Some(number)) => format!("{}:{number}", Format::Github),
            (None, None) => format!("{}:{}", Format::Github, self.title),
        };
        let mut people = self.assignees.into_iter().map(|person| person.login);
        let assignee = people.next();
        let others = people.count();
        outline.losses.add("assignees beside the first", others);
        let milestone = self
            .milestone
            .map(|milestone| format!("milestone:{}", milestone.title));
        let labels = self.labels.into_iter().map(|label| label.name);
        let comment = |comment: Comment| Said {
            at: comment.created_at,
            by: comment.author.map(|author| author.login),
            text: comment.body,
        };
        Entry {
            key,
            column,
            title: self.title,
            body: self.body.unwrap_or_default(),
            labels: labels.chain(milestone).collect(),
            assignee,
            comments: self.comments.into_iter().map(comment).collect(),
            created: self.created_at,
            ..Entry::default()
        }
    }
}

/// Returns the key of an issue or pull request: `github:owner/repo#12`, from its address.
pub(super) fn key(url: &str) -> String {
    let parts: Vec<&str> = url.trim_end_matches('/').rsplit('/').collect();
    match parts[..] {
        [number, "issues" | "pull", repo, owner, ..] => {
            format!("{}:{owner}/{repo}#{number}", Format::Github)
        }
        _ => format!("{}:{url}", Format::Github),
    }
}

/// Returns the terminal's colour that is most like one in hexadecimal digits.
fn nearest(hex: &str) -> Option<Paint> {
    const TERMINAL: [(Paint, [i32; 3]); 7] = [
        (Paint::Red, [205, 49, 49]),
        (Paint::Green, [13, 150, 80]),
        (Paint::Yellow, [220, 200, 60]),
        (Paint::Blue, [36, 114, 200]),
        (Paint::Magenta, [188, 63, 188]),
        (Paint::Cyan, [17, 168, 205]),
        (Paint::Gray, [150, 150, 150]),
    ];
    let number = i32::from_str_radix(hex.trim_start_matches('#'), 16).ok()?;
    let wanted = [number >> 16 & 255, number >> 8 & 255, number & 255];
    let distance = |rgb: &[i32; 3]| -> i32 {
        rgb.iter()
            .zip(wanted)
            .map(|(one, other)| (one - other).pow(2))
            .sum()
    };
    TERMINAL
        .iter()
        .min_by_key(|(_, rgb)| distance(rgb))
        .map(|(paint, _)| *paint)
}
