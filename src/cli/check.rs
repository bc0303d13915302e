//! `walboard check`: what is right and wrong with a board.

use anyhow::bail;
use clap::Args;
use serde_json::json;

use super::global::Global;
use super::out::{Line, Out, Style};
use crate::store::health::Verdict;

#[derive(Debug, Args)]
pub(super) struct Check {}

impl Check {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let findings = global.open()?.check()?;
        if out.json {
            let findings = findings.iter().map(|finding| {
                json!({
                    "check": finding.check,
                    "verdict": word(finding.verdict),
                    "found": finding.found,
                    "advice": finding.advice,
                })
            });
            out.value(&findings.collect::<Vec<_>>())?;
        } else {
            for finding in &findings {
                let (mark, style) = match finding.verdict {
                    Verdict::Ok => ("✓ ok  ", Style::Plain),
                    Verdict::Note => ("• note", Style::Strong),
                    Verdict::Bad => ("✗ bad ", Style::Warning),
                };
                let text = format!("  {}: {}", finding.check, finding.found);
                out.line(&Line::default().add(style, mark).add(Style::Plain, &text))?;
                if let Some(advice) = &finding.advice {
                    out.line(&Line::new(&format!("        → {advice}")))?;
                }
            }
        }
        let bad = findings
            .iter()
            .filter(|finding| finding.verdict == Verdict::Bad)
            .count();
        if bad > 0 {
            // What was found comes before the word that it is bad.
            out.flush()?;
            bail!("{bad} of {} checks found something wrong", findings.len());
        }
        Ok(())
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "ok",
        Verdict::Note => "note",
        Verdict::Bad => "bad",
    }
}
