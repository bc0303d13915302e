//! Curves as small SVG pictures, both axes logarithmic.

use std::fmt::Write as _;
use std::path::Path;

use crate::figures::short;

/// A curve: its name, and its points.
pub(crate) type Curve = (&'static str, Vec<(f64, f64)>);

/// A picture of curves.
pub(crate) struct Plot {
    pub(crate) title: &'static str,
    pub(crate) across: &'static str,
    /// What the lines across stand for: 2 or 10.
    pub(crate) base: f64,
    pub(crate) curves: Vec<Curve>,
}

const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 300.0;
/// Room at the left, top, right and bottom.
const ROOM: [f64; 4] = [52.0, 34.0, 16.0, 44.0];
const COLORS: [&str; 4] = ["#1f77b4", "#d62728", "#2ca02c", "#9467bd"];

/// A logarithmic axis from one place to another.
struct Axis {
    from: f64,
    to: f64,
    begin: f64,
    end: f64,
    base: f64,
}

impl Axis {
    fn new(values: impl Iterator<Item = f64>, base: f64, begin: f64, end: f64) -> Self {
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            least = least.min(value.max(1e-3).log(base));
            most = most.max(value.max(1e-3).log(base));
        }
        Self {
            from: (least + 1e-9).floor(),
            to: (most - 1e-9).ceil().max(least.floor() + 1.0),
            begin,
            end,
            base,
        }
    }

    fn place(&self, value: f64) -> f64 {
        let part = (value.max(1e-3).log(self.base) - self.from) / (self.to - self.from);
        self.begin + part * (self.end - self.begin)
    }

    fn marks(&self) -> impl Iterator<Item = f64> {
        let (base, to) = (self.base, self.to);
        std::iter::successors(Some(self.from), move |mark| {
            (mark + 1.0 <= to).then_some(mark + 1.0)
        })
        .map(move |mark| base.powf(mark))
    }
}

impl Plot {
    /// Draws it into a file.
    pub(crate) fn draw(&self, path: &Path) {
        let points = || self.curves.iter().flat_map(|(_, points)| points);
        let across = Axis::new(
            points().map(|point| point.0),
            self.base,
            ROOM[0],
            WIDTH - ROOM[2],
        );
        let up = Axis::new(
            points().map(|point| point.1),
            10.0,
            HEIGHT - ROOM[3],
            ROOM[1],
        );
        let mut svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="{}" y="20" font-size="13" fill="#222222">{}</text>
"##,
            ROOM[0], self.title,
        );
        let mut line = |x1: f64, y1: f64, x2: f64, y2: f64| {
            let _ = writeln!(
                svg,
                r##"<path d="M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}" stroke="#dddddd"/>"##
            );
        };
        across
            .marks()
            .for_each(|mark| line(across.place(mark), up.begin, across.place(mark), up.end));
        up.marks()
            .for_each(|mark| line(across.begin, up.place(mark), across.end, up.place(mark)));
        let mut word = |x: f64, y: f64, anchor: &str, color: &str, text: &str| {
            let _ = writeln!(
                svg,
                r##"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" fill="{color}">{text}</text>"##
            );
        };
        for mark in across.marks() {
            word(
                across.place(mark),
                up.begin + 15.0,
                "middle",
                "#555555",
                &name(mark),
            );
        }
        for mark in up.marks() {
            word(
                across.begin - 6.0,
                up.place(mark) + 4.0,
                "end",
                "#555555",
                &name(mark),
            );
        }
        word(
            (across.begin + across.end) / 2.0,
            HEIGHT - 10.0,
            "middle",
            "#555555",
            self.across,
        );
        for (at, (name, _)) in self.curves.iter().enumerate() {
            word(
                across.begin + 8.0,
                up.end + 14.0 + 14.0 * at as f64,
                "start",
                COLORS[at % 4],
                name,
            );
        }
        for (at, (_, points)) in self.curves.iter().enumerate() {
            let color = COLORS[at % 4];
            let places: Vec<String> = points
                .iter()
                .map(|(x, y)| format!("{:.1} {:.1}", across.place(*x), up.place(*y)))
                .collect();
            let _ = writeln!(
                svg,
                r#"<path d="M{}" fill="none" stroke="{color}" stroke-width="1.8"/>"#,
                places.join("L")
            );
            for (x, y) in points {
                let (x, y, worth) = (across.place(*x), up.place(*y), short(*y));
                let _ = writeln!(
                    svg,
                    r#"<circle cx="{x:.1}" cy="{y:.1}" r="2.6" fill="{color}"><title>{worth}</title></circle>"#
                );
            }
        }
        svg.push_str("</svg>\n");
        std::fs::write(path, svg).expect("the picture is written");
    }
}

/// Returns a round number in few letters.
fn name(mark: f64) -> String {
    match mark {
        mark if mark >= 1e6 => format!("{}M", mark / 1e6),
        mark if mark >= 1e3 => format!("{}k", mark / 1e3),
        mark => format!("{}", (mark * 1000.0).round() / 1000.0),
    }
}
