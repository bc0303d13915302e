//! SQLite's own traps, and why its neighbours' manners matter.
//!
//! The first two show faults of SQLite's, or of its use, at work: that the SQLite we build in is past the one, and what
//! happens to whoever falls into the other. They need its C interface, so this file alone may use it.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(unsafe_code, reason = "a call of SQLite's is caught in the middle")]
#![cfg(unix)]

mod common;
#[path = "common/open.rs"]
mod open;
#[path = "common/pty.rs"]
mod pty;

use std::cell::Cell;
use std::ffi::c_int;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::ptr;
use std::thread;

use common::board::{TestBoard, add, beside, options};
use common::command::Walboard;
use pty::Pty;
use rusqlite::{Connection, ffi};
use walboard::store::{Store, health::Verdict};

thread_local! {
    /// What is done once, in the middle of the next checkpoint of a caught connection.
    static AMID: Cell<Option<Box<dyn FnOnce()>>> = const { Cell::new(None) };
}

type Unfetch = unsafe extern "C" fn(*mut ffi::sqlite3_file, i64, *mut std::ffi::c_void) -> c_int;

/// Stands in for a method of the database's file that a checkpoint calls once it knows how long the log is, and before
/// it copies the log.
unsafe extern "C" fn amid(_: *mut ffi::sqlite3_file, _: i64, _: *mut std::ffi::c_void) -> c_int {
    if let Some(amid) = AMID.take() {
        amid();
    }
    ffi::SQLITE_OK
}

/// Catches a connection's checkpoints.
fn catch(conn: &Connection) {
    let mut file: *mut ffi::sqlite3_file = ptr::null_mut();
    let unfetch: Unfetch = amid;
    // SAFETY: SQLite hands out its own open file, which lives as long as the connection; its table of methods is
    // replaced by a copy that lives for ever and differs in one method of the same type.
    unsafe {
        let asked = ffi::sqlite3_file_control(
            conn.handle(),
            c"main".as_ptr(),
            ffi::SQLITE_FCNTL_FILE_POINTER,
            (&raw mut file).cast(),
        );
        assert_eq!(asked, ffi::SQLITE_OK);
        let mut methods = *(*file).pMethods;
        methods.xUnfetch = Some(unfetch);
        (*file).pMethods = Box::leak(Box::new(methods));
    }
}

fn bare(path: &Path) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;")
        .unwrap();
    conn
}

fn count(conn: &Connection) -> i64 {
    conn.query_row("SELECT count(*) FROM t", [], |row| row.get(0))
        .unwrap()
}

/// The WAL-reset bug (sqlite.org/wal.html#walresetbug), of every SQLite before 3.51.3: one connection knows how long
/// the log is and is about to copy it; another begins the log anew in that moment. The old length then counts for the
/// new log: what is written into it is taken for copied, and is lost. With SQLite 3.40 this test finds 101 rows of 102.
#[test]
fn a_log_that_begins_anew_amid_a_checkpoint_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.db");
    let (one, other) = (bare(&path), bare(&path));
    one.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")
        .unwrap();
    assert_eq!(count(&other), 0);
    for _ in 0..100 {
        one.execute("INSERT INTO t (text) VALUES (hex(randomblob(900)))", [])
            .unwrap();
    }
    // All of the log is in the database: the next writer begins it anew.
    one.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
        .unwrap();
    catch(&other);
    let wrote = std::rc::Rc::new(Cell::new(false));
    let one = std::rc::Rc::new(one);
    AMID.set(Some(Box::new({
        let (one, wrote) = (std::rc::Rc::clone(&one), std::rc::Rc::clone(&wrote));
        move || {
            one.execute("INSERT INTO t (text) VALUES ('amid')", [])
                .unwrap();
            wrote.set(true);
        }
    })));
    // It may be told to come again later; nothing may be lost.
    let _ = other.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    assert!(wrote.get(), "the checkpoint was not caught in the middle");
    one.execute("INSERT INTO t (text) VALUES ('after')", [])
        .unwrap();
    // Now both go, and with them the log.
    for conn in [&*one, &other] {
        let _ = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    drop((one, other));
    let later = bare(&path);
    assert_eq!(count(&later), 102);
    let sound: String = later
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
}

// ---- a process that closes another descriptor on the files it has open through SQLite

/// What this executable is told to do instead of testing.
const ROLE: &str = "WALBOARD_TEST_TRAPS";

/// Not a test of its own: a process that has the board open, another that comes and goes.
#[test]
fn role() {
    let Ok(told) = std::env::var(ROLE) else {
        return;
    };
    let (role, path) = told.split_once(' ').unwrap();
    let path = Path::new(path);
    if role == "stranger" {
        // Closes as SQLite does by default: who is the last one puts the log away and removes it.
        let conn = Connection::open(path).unwrap();
        let cards: i64 = conn
            .query_row("SELECT count(*) FROM card", [], |row| row.get(0))
            .unwrap();
        println!("\n{cards}");
        return;
    }
    let mut store = Store::open(path, options("ann")).unwrap();
    let cards = store.read().unwrap().live_count();
    if role == "visit" {
        println!("\n{cards}");
        return;
    }
    for suffix in role.split('+').filter(|suffix| *suffix != "nothing") {
        let suffix = if suffix == "db" { "" } else { suffix };
        drop(File::open(beside(path, suffix)).unwrap());
    }
    println!("\nopen");
    // Until it is told to go on.
    let _ = std::io::stdin().lock().lines().next();
    // It finds out that its log is gone, or it would write where nobody reads.
    match store.write(&add("written after the visit")) {
        Ok(_) => println!("\nsaved"),
        Err(err) => println!("\nrefused: {err:#}"),
    }
    let _ = std::io::stdin().lock().lines().next();
}

struct Holder {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Holder {
    /// Starts a process that opens the board, and then opens and closes these files beside SQLite.
    fn start(path: &Path, strays: &str) -> Self {
        let mut child = role_of(strays, path).stdin(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    fn wait_for(&mut self, word: &str) {
        self.wait_for_any(&[word]);
    }

    /// Waits for a line that begins with one of these, and returns it.
    fn wait_for_any(&mut self, words: &[&str]) -> String {
        let mut heard = self.lines.by_ref().map_while(Result::ok);
        let line = heard.find(|line| words.iter().any(|word| line.starts_with(word)));
        line.unwrap_or_else(|| panic!("never {words:?}"))
    }

    fn go_on(&mut self) {
        let mut stdin = self.child.stdin.as_ref().unwrap();
        writeln!(stdin).unwrap();
    }
}

fn role_of(role: &str, path: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "role", "--nocapture"])
        .env(ROLE, format!("{role} {}", path.display()))
        .stdout(Stdio::piped());
    command
}

/// Has another process read the board and go; returns how many cards it saw.
fn visit(who: &str, path: &Path) -> usize {
    let out = role_of(who, path).output().unwrap();
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let numbers = text.lines().find_map(|line| line.parse().ok());
    numbers.unwrap_or_else(|| panic!("{text} {}", String::from_utf8_lossy(&out.stderr)))
}

/// Has a process hold the board open after such stray closes, a stranger come, read and go, the first write, a third
/// read. Tells whether the log was still there after the visit, what came of the write, and how many cards the third
/// one saw.
fn after_a_visit(strays: &str) -> (bool, String, usize) {
    let board = TestBoard::new();
    let mut holder = Holder::start(&board.path, strays);
    holder.wait_for("open");
    assert_eq!(visit("stranger", &board.path), 0);
    let log_is_there = board.beside("-wal").exists();
    holder.go_on();
    let done = holder.wait_for_any(&["saved", "refused"]);
    let seen = visit("visit", &board.path);
    holder.go_on();
    holder.child.wait().unwrap();
    (log_is_there, done, seen)
}

#[test]
fn who_comes_and_goes_takes_nothing_from_who_stays() {
    let all_is_well = (true, "saved".to_owned(), 1);
    assert_eq!(after_a_visit("nothing"), all_is_well);
    // Before 3.51 this lost what was saved afterwards: the visitor, the last one as far as the locks told, removed the
    // log under the one who stayed. SQLite itself now keeps the lock.
    assert_eq!(after_a_visit("db"), all_is_well);
    assert_eq!(after_a_visit("-wal"), all_is_well);
}

/// Why only SQLite may open these files: no version of it is safe from this. Should that change one day, so may the
/// rule, and this test.
#[test]
fn a_stray_close_of_the_database_and_its_shared_memory_is_what_splits_a_board() {
    let (log_is_there, done, seen) = after_a_visit("db+-shm");
    assert!(!log_is_there, "SQLite guards this by now");
    // What closes the door again: the write is refused before it goes where nobody would ever read it.
    assert!(
        done.starts_with("refused: ") && done.contains("-wal was removed"),
        "{done}"
    );
    assert_eq!(seen, 0);
}

// ---- an old sqlite3 shell

#[test]
fn a_stock_sqlite3_shell_that_comes_and_goes_costs_nobody_a_card() {
    let Ok(version) = Command::new("sqlite3").arg("--version").output() else {
        eprintln!("skipped: there is no sqlite3");
        return;
    };
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    println!(
        "beside sqlite3 {}",
        version.split(' ').next().unwrap_or("?")
    );
    let walboard = Walboard::new();
    walboard.ok(["add", "By hand 0"]);
    let path = walboard.path("team.db");
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .env("WALBOARD", &path)
        .env("WALBOARD_USER", "ann");
    let mut ann = Pty::spawn(command, 24, 100);
    ann.wait_for_text("By hand 0");
    let rounds = 40;
    thread::scope(|scope| {
        for writer in 0..3 {
            let walboard = &walboard;
            scope.spawn(move || {
                for n in 0..rounds {
                    walboard.ok(["add", &format!("{writer}/{n}"), "-c", "Done"]);
                }
            });
        }
        scope.spawn(|| {
            for n in 1..=rounds {
                let update = format!("UPDATE card SET title = 'By hand {n}' WHERE id = 1;");
                for sql in ["SELECT count(*) FROM card;", &update] {
                    let shell = Command::new("sqlite3")
                        .args(["-cmd", ".timeout 20000"])
                        .arg(&path)
                        .arg(sql)
                        .output()
                        .unwrap();
                    assert!(shell.status.success(), "{shell:?}");
                }
            }
        });
    });
    ann.wait_for_text(&format!("By hand {rounds}"));
    ann.wait_for_text(&format!("Done {}", 3 * rounds));
    let mut store = Store::open(&path, options("bob")).unwrap();
    let whole = store.read().unwrap();
    assert_eq!(whole.live_count(), 1 + 3 * rounds);
    for finding in store.check().unwrap() {
        // The journal does not know what the shell did: that is a note.
        assert_ne!(finding.verdict, Verdict::Bad, "{finding:?}");
    }
    assert!(fs::metadata(&path).is_ok());
}
