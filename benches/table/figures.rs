//! Figures, and the table they stand in.

use std::time::Duration;

/// Times that were measured.
#[derive(Default, Clone)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// Returns the time that so many of a hundred do not exceed, in milliseconds.
    pub(crate) fn percent(&self, of_hundred: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * of_hundred).div_ceil(100).max(1) - 1;
        ms(sorted[at.min(sorted.len() - 1)])
    }

    pub(crate) fn median(&self) -> f64 {
        self.percent(50)
    }
}

impl FromIterator<Duration> for Times {
    fn from_iter<T: IntoIterator<Item = Duration>>(times: T) -> Self {
        Self(times.into_iter().collect())
    }
}

/// Returns a time in milliseconds.
pub(crate) fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Returns a figure with as many digits as it is worth.
pub(crate) fn short(figure: f64) -> String {
    match figure {
        figure if figure >= 100.0 => format!("{figure:.0}"),
        figure if figure >= 10.0 => format!("{figure:.1}"),
        figure => format!("{figure:.2}"),
    }
}

/// One row of the table.
pub(crate) struct Row {
    what: String,
    ours: String,
    reference: String,
    ratio: String,
    target: String,
    met: Option<bool>,
}

impl Row {
    /// Returns a row that only reports.
    pub(crate) fn new(what: impl Into<String>, ours: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            ours: ours.into(),
            reference: String::new(),
            ratio: String::new(),
            target: String::new(),
            met: None,
        }
    }

    /// Adds what it is compared with, and how many times that we are.
    pub(crate) fn against(mut self, reference: impl Into<String>, ratio: f64) -> Self {
        self.reference = reference.into();
        if ratio.is_finite() {
            self.ratio = format!("{}×", short(ratio));
        }
        self
    }

    /// Adds what must be reached, and whether it is.
    pub(crate) fn must(mut self, target: impl Into<String>, met: bool) -> Self {
        self.target = target.into();
        self.met = Some(met);
        self
    }

    fn cells(&self) -> [&str; 6] {
        let met = match self.met {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "",
        };
        [
            &self.what,
            &self.ours,
            &self.reference,
            &self.ratio,
            &self.target,
            met,
        ]
    }
}

/// Prints the table, in Markdown.
pub(crate) fn print(rows: &[Row]) {
    let head = [
        "what",
        "walboard",
        "reference, same run",
        "ratio",
        "must reach",
        "met",
    ];
    let mut lines: Vec<[&str; 6]> = vec![head];
    lines.extend(rows.iter().map(Row::cells));
    let wide = |at: usize| {
        let cells = lines.iter().map(|line| line[at].chars().count());
        cells.max().unwrap_or_default()
    };
    let wides: [usize; 6] = std::array::from_fn(wide);
    for (number, line) in lines.iter().enumerate() {
        let cells: Vec<String> = line
            .iter()
            .zip(wides)
            .map(|(cell, wide)| format!("{cell:wide$}"))
            .collect();
        println!("| {} |", cells.join(" | "));
        if number == 0 {
            let rules: Vec<String> = wides.map(|wide| "-".repeat(wide)).to_vec();
            println!("| {} |", rules.join(" | "));
        }
    }
}
