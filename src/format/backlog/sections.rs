//! The sections of a Backlog.md task: description, acceptance criteria, definition of done, plan, notes, comments.

use crate::outline::{Said, Step};

/// What stands below the front matter.
#[derive(Debug, Default)]
pub(super) struct Below {
    pub(super) body: String,
    pub(super) checklist: Vec<Step>,
    pub(super) comments: Vec<Said>,
}

/// What a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Body,
    Checklist,
    Comments,
}

/// Reads the sections, with or without the marks (`<!-- … -->`) that newer versions put around them.
pub(super) fn read(text: &str) -> Below {
    let mut below = Below::default();
    let mut part = Part::Body;
    let mut body: Vec<&str> = Vec::new();
    let mut comments: Vec<&str> = Vec::new();
    // Between the marks of a section or comment its text may have headings of its own.
    let mut within = false;
    for line in text.lines() {
        if let Some(mark) = mark(line) {
            let of_text = mark.starts_with("SECTION:") || mark.starts_with("COMMENT");
            within = of_text && mark.ends_with(":BEGIN");
            continue;
        }
        if let Some(title) = line.strip_prefix("## ").filter(|_| !within) {
            part = match title.trim().to_lowercase().as_str() {
                "acceptance criteria" | "acceptance criteria (optional)" | "definition of done" => {
                    Part::Checklist
                }
                "comments" => Part::Comments,
                "description" => {
                    part = Part::Body;
                    continue;
                }
                _ => Part::Body,
            };
            if part == Part::Body {
                body.push(line);
            }
            continue;
        }
        match part {
            Part::Body => body.push(line),
            Part::Checklist => match step(line) {
                Some(step) => below.checklist.push(step),
                None if line.trim().is_empty() => {}
                None => body.push(line),
            },
            Part::Comments => comments.push(line),
        }
    }
    below.body = body.join("\n").trim_matches('\n').to_owned();
    below.comments = read_comments(&comments);
    below
}

fn mark(line: &str) -> Option<&str> {
    let mark = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let known = ["SECTION:", "AC:", "DOD:", "COMMENTS:", "COMMENT:"];
    let ends = mark.ends_with(":BEGIN") || mark.ends_with(":END");
    (ends && known.iter().any(|known| mark.starts_with(known))).then_some(mark)
}

/// Reads `- [x] #1 text`.
fn step(line: &str) -> Option<Step> {
    let rest = line.trim_start().strip_prefix("- [")?;
    let done = rest.starts_with(['x', 'X']);
    let text = rest.get(1..)?.strip_prefix("] ")?;
    let numbered = text.strip_prefix('#').and_then(|text| text.split_once(' '));
    let text = match numbered {
        Some((number, text)) if number.parse::<u32>().is_ok() => text,
        _ => text,
    };
    let text = text.trim().to_owned();
    Some(Step { text, done })
}

/// Reads comments: lines such as `author: @ann` and `created: 2026-07-09 22:13`, a line of `---`, the text, and
/// another `---`.
fn read_comments(lines: &[&str]) -> Vec<Said> {
    let mut comments = Vec::new();
    let mut parts = lines.split(|line| line.trim() == "---");
    while let (Some(matter), Some(text)) = (parts.next(), parts.next()) {
        let field = |name: &str| {
            let line = matter
                .iter()
                .find_map(|line| line.strip_prefix(name))?
                .trim();
            Some(line.strip_prefix('@').unwrap_or(line).to_owned())
        };
        let text: Vec<&str> = text
            .iter()
            .map(|line| {
                line.strip_prefix('\\')
                    .filter(|bare| is_rule(bare))
                    .unwrap_or(line)
            })
            .collect();
        comments.push(Said {
            at: field("created:").as_deref().and_then(super::moment),
            by: field("author:"),
            text: text.join("\n").trim().to_owned(),
        });
    }
    comments
}

/// Tells whether a line would end the comment it stands in, but for `\` before it.
pub(super) fn is_rule(line: &str) -> bool {
    line.trim_start_matches('\\').trim() == "---"
}
