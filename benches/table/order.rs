//! Which functions run in an ordinary session: the list by which the linker lays out the program.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::build::build;
use crate::commands::{ours, run};
use crate::start::SIZE;
use crate::term::Term;
use crate::world::World;

/// What is typed in two sessions, one after the other. The first starts and ends; in the second a card is moved, added,
/// opened, searched, archived and brought back, and the ends of a column are looked at.
const SESSIONS: [&str; 2] = [
    "q",
    "j|k|l|h|L|u|n|A new card\r|\r|j|\x1b|/|card|\r|\x1b|?|\x1b|d|u|J|K|G|gg|q",
];

/// Commands that people and scripts run all day.
const COMMANDS: [&[&str]; 6] = [
    &["add", "x"],
    &["list"],
    &["move", "1", "Done"],
    &["show", "1"],
    &["edit", "2", "--title", "x"],
    &["--version"],
];

const HEAD: &str = "\
/* The functions that run in an ordinary session, those of a start first: build.rs has the program laid out by them.
   Stars stand for what differs from one build to the next. `cargo bench --bench table -- order` lists them anew. */
SECTIONS { .text : {
";
const TAIL: &str = "} } INSERT BEFORE .init;\n";

/// Runs sessions under callgrind (of valgrind, which must be installed), and writes down the functions that ran.
pub(crate) fn write(world: &World) {
    let folder = world.folder.path();
    // The one that this bench measures was built with what the tests need beside it, and is inlined in other ways.
    let released = build(
        &Path::new(env!("CARGO_TARGET_TMPDIR")).join("order"),
        &[("CARGO_PROFILE_RELEASE_STRIP", "none")],
    );
    let measured = PathBuf::from(env!("CARGO_BIN_EXE_walboard"));
    let programs = [&released, &measured];
    let board = world.board(1_000);
    let out = folder.join("callgrind");
    let mut order = Order::default();
    for keys in SESSIONS {
        for program in programs {
            let mut arguments = under_callgrind(&out, program);
            arguments.push(board.clone().into());
            let mut term = Term::ours("valgrind", arguments, &board, SIZE.0, SIZE.1);
            term.frame();
            for key in keys.split('|') {
                term.last(Duration::from_secs(2));
                term.press(key);
            }
            term.last(Duration::from_secs(2));
            assert!(term.child.wait().is_ok_and(|status| status.success()));
            order.add(&out, program);
        }
    }
    for command in COMMANDS {
        for program in programs {
            let arguments = under_callgrind(&out, program);
            run(ours("valgrind", &board).args(arguments).args(command));
            order.add(&out, program);
        }
    }
    let lines = order
        .patterns
        .iter()
        .map(|name| format!("*(.text*.{name})\n"));
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/link-order.ld");
    fs::write(list, HEAD.to_owned() + &lines.collect::<String>() + TAIL).expect("a file");
}

fn under_callgrind(out: &Path, program: &Path) -> Vec<OsString> {
    let mut file = OsString::from("--callgrind-out-file=");
    file.push(out);
    let quiet = ["-q", "--tool=callgrind", "--demangle=no"].map(OsString::from);
    quiet.into_iter().chain([file, program.into()]).collect()
}

/// The functions that ran, in the order in which they are named.
#[derive(Default)]
struct Order {
    patterns: Vec<String>,
    seen: HashSet<String>,
}

impl Order {
    /// Adds the functions of the program in what callgrind wrote: `fn=(12) name` for one that ran, `cfn=` for one that
    /// was called, `ob=(3) path` and `cob=` for the file each is in; a number alone is one named before.
    fn add(&mut self, out: &Path, program: &Path) {
        let out = fs::read_to_string(out).expect("callgrind wrote what ran");
        let ours = number(&out, program).expect("callgrind saw the program");
        let (mut here, mut there) = (None, None);
        for line in out.lines() {
            match line.split_once('=') {
                Some(("ob", object)) => here = object.split(' ').next(),
                Some(("cob", object)) => there = object.split(' ').next(),
                Some((what @ ("fn" | "cfn"), function)) => {
                    let object = if what == "fn" {
                        here
                    } else {
                        there.take().or(here)
                    };
                    if let (Some((_, name)), true) =
                        (function.split_once(' '), object == Some(ours))
                    {
                        // A function that calls itself is there twice: `name'2`.
                        let name = name.split('\'').next().unwrap_or(name);
                        let pattern = pattern(name);
                        // What has no name is an address, or `(below main)`.
                        let named = name.starts_with(|first: char| !"0(".contains(first));
                        if named && self.seen.insert(pattern.clone()) {
                            self.patterns.push(pattern);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// Returns the number by which callgrind names the program.
fn number<'a>(out: &'a str, program: &Path) -> Option<&'a str> {
    let program = program.to_str()?;
    out.lines()
        .filter_map(|line| line.split_once("ob=")?.1.split_once(' '))
        .find(|(_, path)| *path == program)
        .map(|(number, _)| number)
}

/// Returns a function's name with stars for what differs from one build to the next: the numbers of crates (`Cs…_`),
/// the places in the name that it refers back to (`B…_`), the numbers that LLVM adds at its end.
///
/// The names: <https://doc.rust-lang.org/rustc/symbol-mangling/v0.html>.
fn pattern(name: &str) -> String {
    let name = match name.rsplit_once('.') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{}*", name.trim_end_matches(".llvm"))
        }
        _ => name.to_owned(),
    };
    if !name.starts_with("_R") {
        return name;
    }
    let mut pattern = String::new();
    let mut rest = &name[..];
    while let Some(first) = rest.chars().next() {
        let (mark, most) = match rest {
            _ if rest.starts_with("Cs") => ("Cs", 11),
            _ if rest.starts_with('B') => ("B", 3),
            _ => ("", 0),
        };
        let after = rest[mark.len()..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        let digits = rest.len() - mark.len() - after.len();
        if !mark.is_empty() && digits <= most && after.starts_with('_') {
            pattern += mark;
            pattern.push('*');
            rest = after;
        } else {
            pattern.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    pattern
}
