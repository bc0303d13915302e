//! The cards of the sample board.

/// A card to be; columns are counted from the left, `due` in days from today.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) by: &'static str,
    pub(super) column: usize,
    pub(super) title: &'static str,
    pub(super) labels: &'static str,
    pub(super) assignee: &'static str,
    pub(super) priority: &'static str,
    pub(super) due: Option<i64>,
    pub(super) body: &'static str,
    /// The items of the checklist, and whether each is ticked off.
    pub(super) checklist: &'static [(&'static str, bool)],
}

const BLANK: Sample = Sample {
    by: "ana",
    column: 0,
    title: "",
    labels: "",
    assignee: "",
    priority: "",
    due: None,
    body: "",
    checklist: &[],
};

/// In the order of their adding by each person.
pub(super) const CARDS: [Sample; 25] = [
    Sample {
        title: "Several timers at once",
        labels: "feature",
        body: "Green tea *and* eggs.\n\n- each with its own bell\n- the one that rings next on top",
        ..BLANK
    },
    Sample {
        by: "kenji",
        title: "お茶の種類ごとの時間 — a table of brewing times",
        labels: "idea data",
        assignee: "kenji",
        priority: "low",
        body: "| tea | minutes |\n|---|---|\n| 煎茶 | 1 |\n| アッサム | 4 |\n| oolong | 3 |",
        ..BLANK
    },
    Sample {
        by: "chloé",
        title: "Big digits for far-away kitchens 🍵",
        labels: "idea design",
        priority: "low",
        ..BLANK
    },
    Sample {
        by: "ben",
        title: "Let a script ask how long is left",
        labels: "idea cli",
        body: "`tea left --json`, exit code 3 when nothing is running.",
        ..BLANK
    },
    Sample {
        by: "ben",
        title: "Try the new compiler",
        labels: "chore",
        ..BLANK
    },
    Sample {
        column: 1,
        title: "Write the release notes",
        labels: "docs release",
        assignee: "ana",
        priority: "high",
        due: Some(3),
        body: "# Tea timer 2.0\n\n1. What is new\n2. What **breaks**\n3. Thanks\n\n> Keep it on one page.",
        checklist: &[
            ("Ask everybody what they changed", true),
            ("First draft", true),
            ("Read it aloud", false),
            ("Translate", false),
        ],
        ..BLANK
    },
    Sample {
        column: 1,
        title: "Tag and build the packages",
        labels: "release",
        assignee: "ben",
        priority: "high",
        due: Some(4),
        body: "After *all* of Review is empty.\n\n```sh\n./build --all\n```",
        ..BLANK
    },
    Sample {
        by: "chloé",
        column: 1,
        title: "Screenshots",
        labels: "docs design",
        assignee: "chloé",
        priority: "medium",
        due: Some(2),
        body: "Light and dark, 1280 × 800.",
        ..BLANK
    },
    Sample {
        by: "ben",
        column: 1,
        title: "Terminal bell is not heard over ssh",
        labels: "bug",
        priority: "medium",
        body: "Seen by two people. Perhaps send a notice, too.",
        ..BLANK
    },
    Sample {
        by: "kenji",
        column: 1,
        title: "日本語の翻訳を確認する",
        labels: "i18n",
        assignee: "kenji",
        priority: "medium",
        due: Some(1),
        body: "辞書の綴りも見る。",
        ..BLANK
    },
    Sample {
        by: "chloé",
        column: 1,
        title: "Sound of the bell: three samples to choose from",
        labels: "design",
        assignee: "kenji",
        body: "A gong, a bird, a kettle.",
        ..BLANK
    },
    Sample {
        column: 2,
        title: "Pause and go on",
        labels: "feature",
        assignee: "ana",
        priority: "high",
        due: Some(0),
        body: "Space pauses; the title blinks **not**.",
        checklist: &[("Keys", true), ("State", true), ("Test", false)],
        ..BLANK
    },
    Sample {
        by: "ben",
        column: 1,
        title: "Countdown drifts by a second an hour",
        labels: "bug",
        assignee: "ben",
        priority: "high",
        due: Some(-1),
        body: "The sleep adds up. Count to a *moment*, not down from a number.\n\nMeasured: 3599 s after an hour.",
        ..BLANK
    },
    Sample {
        by: "kenji",
        column: 2,
        title: "Remember the last brew",
        labels: "feature",
        assignee: "kenji",
        priority: "medium",
        due: Some(2),
        ..BLANK
    },
    Sample {
        by: "chloé",
        column: 1,
        title: "Colours for colour-blind eyes",
        labels: "a11y design",
        assignee: "chloé",
        priority: "medium",
        due: Some(5),
        body: "Red and green differ in brightness as well.",
        ..BLANK
    },
    Sample {
        by: "ben",
        column: 1,
        title: "Package for Debian",
        labels: "release",
        assignee: "ben",
        due: Some(3),
        body: "`lintian` is silent so far.",
        checklist: &[("Manual page", true), ("Icon", false)],
        ..BLANK
    },
    Sample {
        column: 2,
        title: "Ask Zoë & Søren for a naïve user's café test ☕",
        labels: "research",
        assignee: "ana",
        priority: "low",
        body: "Two people who have never seen it; half an hour each.",
        ..BLANK
    },
    Sample {
        by: "kenji",
        column: 3,
        title: "Night mode",
        labels: "feature design",
        assignee: "kenji",
        priority: "medium",
        due: Some(0),
        body: "Dims after ten in the evening.",
        ..BLANK
    },
    Sample {
        by: "ben",
        column: 3,
        title: "Fix the crash on an empty label",
        labels: "bug",
        assignee: "ana",
        priority: "urgent",
        due: Some(-2),
        body: "`tea --label \"\"` ends with a panic.\n\nReview by **ana**, please.",
        ..BLANK
    },
    Sample {
        column: 4,
        title: "Choose a licence",
        labels: "chore",
        assignee: "ana",
        body: "MIT.",
        ..BLANK
    },
    Sample {
        by: "ben",
        column: 2,
        title: "Timer survives a restart",
        labels: "feature",
        assignee: "ben",
        priority: "high",
        due: Some(-3),
        body: "The end is kept in a file, so a restart finds it again.",
        ..BLANK
    },
    Sample {
        by: "chloé",
        column: 4,
        title: "A logo 🫖",
        labels: "design",
        assignee: "chloé",
        priority: "low",
        ..BLANK
    },
    Sample {
        by: "kenji",
        column: 4,
        title: "Clock for tests",
        labels: "chore",
        assignee: "kenji",
        body: "Time comes in as an argument; no test sleeps any more.",
        ..BLANK
    },
    Sample {
        column: 4,
        title: "First ten users",
        labels: "research",
        due: Some(-14),
        body: "All of them drink coffee, it turned out.",
        ..BLANK
    },
    Sample {
        by: "ben",
        column: 4,
        title: "Set up the nightly build",
        labels: "chore ci",
        assignee: "ben",
        priority: "medium",
        due: Some(-7),
        ..BLANK
    },
];
