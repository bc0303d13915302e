//! The write lock: one writer at a time, a bound on waiting, a named holder, and nothing left behind.

#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use common::board::{TestBoard, add, card_of, edit, fresh_id, options};
use walboard::board::CardId;
use walboard::edit::{Act, At, Need, Place};
use walboard::store::{Busy, Options, Store, health::Verdict};

/// Takes a board's lock as a stranger would: another open file, the same lock.
fn hold(lock: &Path) -> File {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(lock)
        .unwrap();
    file.lock().unwrap();
    file
}

fn impatient(board: &TestBoard) -> Store {
    let patience = Some(Duration::from_millis(100));
    Store::open(
        &board.path,
        Options {
            patience,
            program: None,
            ..options("ann")
        },
    )
    .unwrap()
}

#[test]
fn a_wait_ends_in_time_and_names_the_holder() {
    let board = TestBoard::new();
    let mut store = impatient(&board);
    let held = hold(&board.beside(".lock"));
    let err = store.write(&add("a")).unwrap_err();
    let busy: &Busy = err.downcast_ref().expect("busy");
    // No line of text names this holder: the system's list of locks does.
    #[cfg(target_os = "linux")]
    assert_eq!(
        busy.holder.as_ref().map(|holder| holder.pid),
        Some(std::process::id())
    );
    assert!(busy.waited >= Duration::from_millis(100));
    assert_eq!(store.read().unwrap().live_count(), 0);
    drop(held);
    // The one who gave up left nothing behind that could take, or give back, a lock later.
    store.write(&add("b")).unwrap();
    board.open("bob").write(&add("c")).unwrap();
}

#[test]
fn a_waiter_gets_its_turn_when_the_holder_ends() {
    let board = TestBoard::new();
    let held = hold(&board.beside(".lock"));
    let (mut store, (done, heard)) = (board.open("ann"), mpsc::channel());
    let writer = thread::spawn(move || done.send(store.write(&add("a")).unwrap().len()).unwrap());
    assert!(
        heard.recv_timeout(Duration::from_millis(300)).is_err(),
        "wrote while another held the lock"
    );
    drop(held);
    assert_eq!(heard.recv_timeout(Duration::from_secs(20)), Ok(1));
    writer.join().unwrap();
}

#[test]
fn reading_and_opening_take_no_lock() {
    let board = TestBoard::new();
    board.open("ann").write(&add("a")).unwrap();
    let _held = hold(&board.beside(".lock"));
    let mut store = board.open("bob");
    assert_eq!(store.read().unwrap().live_count(), 1);
    store.catch_up().unwrap();
    store.undoable().unwrap();
    store
        .backup(&board.dir.path().join("copy.db"), &mut |_, _| {})
        .unwrap();
}

#[test]
fn the_lock_is_free_after_every_way_out() {
    let board = TestBoard::new();
    let free = || {
        let file = File::open(board.beside(".lock")).unwrap();
        file.try_lock().is_ok()
    };
    let mut store = board.open("ann");
    store.write(&add("a")).unwrap();
    assert!(free(), "after a commit");
    store.write(&edit(Act::Delete(CardId(77)))).unwrap_err();
    assert!(free(), "after a refusal");
    let stranger = rusqlite::Connection::open(&board.path).unwrap();
    stranger.execute_batch("BEGIN IMMEDIATE").unwrap();
    let err = impatient(&board).write(&add("b")).unwrap_err();
    assert!(err.is::<Busy>(), "{err:#}");
    assert!(free(), "after SQLite was busy");
}

#[test]
fn a_lock_on_a_replaced_lock_file_does_not_count() {
    let board = TestBoard::new();
    let path = board.beside(".lock");
    let old = hold(&path);
    let (mut store, (done, heard)) = (board.open("ann"), mpsc::channel());
    let writer = thread::spawn(move || done.send(store.write(&add("a")).unwrap().len()).unwrap());
    // It waits for the old file by now, or will open the new one: both must end the same.
    thread::sleep(Duration::from_millis(100));
    fs::remove_file(&path).unwrap();
    let new = hold(&path);
    drop(old);
    assert!(
        heard.recv_timeout(Duration::from_millis(300)).is_err(),
        "two holders at once"
    );
    drop(new);
    assert_eq!(heard.recv_timeout(Duration::from_secs(20)), Ok(1));
    writer.join().unwrap();
}

#[test]
fn where_there_is_no_lock_the_board_works_and_says_so() {
    let board = TestBoard::new();
    let path = board.beside(".lock");
    fs::remove_file(&path).unwrap();
    // A directory in its place cannot be opened as a file.
    fs::create_dir(&path).unwrap();
    let mut store = board.open("ann");
    store.write(&add("a")).unwrap();
    let findings = store.check().unwrap();
    let lock = findings
        .iter()
        .find(|finding| finding.check == "write lock")
        .unwrap();
    assert_eq!(lock.verdict, Verdict::Note);
    assert!(lock.found.contains("not to be had"), "{}", lock.found);
}

#[test]
#[cfg(unix)]
fn the_lock_file_has_the_boards_permissions_and_is_no_link() {
    use std::os::unix::fs::PermissionsExt as _;

    let board = TestBoard::new();
    fs::set_permissions(&board.path, fs::Permissions::from_mode(0o664)).unwrap();
    fs::remove_file(board.beside(".lock")).unwrap();
    board.open("ann").write(&add("a")).unwrap();
    let mode = fs::metadata(board.beside(".lock"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o664);

    let victim = board.dir.path().join("victim");
    fs::write(&victim, "mine").unwrap();
    fs::remove_file(board.beside(".lock")).unwrap();
    std::os::unix::fs::symlink(&victim, board.beside(".lock")).unwrap();
    board.open("ann").write(&add("b")).unwrap();
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
}

#[test]
fn the_bell_tells_the_last_commit() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    let seq = store.write(&add("a")).unwrap()[0].seq;
    let text = fs::read_to_string(board.beside(".lock")).unwrap();
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    assert_eq!(
        lines,
        ["", &seq.to_string()],
        "the holder's line is empty again, the bell is rung"
    );
}

#[test]
fn sixteen_threads_with_a_store_each_lose_nothing() {
    let board = TestBoard::new();
    thread::scope(|scope| {
        for writer in 0..16 {
            let mut store = board.open(&format!("w{writer}"));
            scope.spawn(move || {
                for n in 0..10 {
                    store.write(&add(&format!("{writer}/{n}"))).unwrap();
                }
            });
        }
    });
    let mut store = board.open("ann");
    let cards = store.read().unwrap();
    let mut numbers: Vec<_> = cards.cards().map(|card| card.id.0).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=160).collect::<Vec<_>>());
    assert!(
        store
            .check()
            .unwrap()
            .iter()
            .all(|finding| finding.verdict == Verdict::Ok)
    );
}

/// Counts the locks this process holds on a file, as the system lists them.
#[cfg(target_os = "linux")]
fn own_locks(path: &Path) -> Vec<String> {
    use std::os::unix::fs::MetadataExt as _;

    let (pid, meta) = (std::process::id().to_string(), fs::metadata(path).unwrap());
    let (major, minor) = (rustix::fs::major(meta.dev()), rustix::fs::minor(meta.dev()));
    let name = format!("{major:02x}:{minor:02x}:{}", meta.ino());
    let locks = fs::read_to_string("/proc/locks").unwrap();
    let ours = locks.lines().filter_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [_, kind, _, access, of, file, from, ..] = words[..] else {
            return None;
        };
        let same = of == pid && file == name;
        same.then(|| format!("{kind} {access} {from}"))
    });
    // While others take and drop locks the list may name one twice.
    let mut ours: Vec<String> = ours.collect();
    ours.dedup();
    ours
}

/// Closing any descriptor on the database, or on its `-shm`, would drop SQLite's locks on it: whatever the store does,
/// they must stay. 1073741826 is SQLite's shared range in the database; 128 the byte that says "in use" in `-shm`.
#[test]
#[cfg(target_os = "linux")]
fn after_every_call_sqlite_still_has_its_locks() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    let held = |after: &str| {
        let (file, shm) = (&board.path, board.beside("-shm"));
        // A list that is read while others take and drop locks leaves some out; what is gone for good stays out.
        let listed = || {
            own_locks(file) == ["POSIX READ 1073741826"] && own_locks(&shm) == ["POSIX READ 128"]
        };
        let end = Instant::now() + Duration::from_secs(5);
        while !listed() {
            assert!(
                Instant::now() < end,
                "after {after}: {:?} {:?}",
                own_locks(file),
                own_locks(&shm)
            );
        }
    };
    held("opening");
    store.read().unwrap();
    held("reading");
    let card = card_of(&store.write(&add("a")).unwrap());
    held("writing");
    store.write(&edit(Act::Delete(CardId(99)))).unwrap_err();
    held("a refusal");
    store
        .part(&[
            Need::Card(card),
            Need::Beside(Place {
                column: walboard::board::ColumnId(1),
                at: At::Top,
            }),
        ])
        .unwrap();
    held("reading a part");
    store.position(card).unwrap();
    held("asking for a position");
    store.catch_up().unwrap();
    held("catching up");
    store.wait(Duration::from_millis(30)).unwrap();
    held("waiting");
    store.undoable().unwrap();
    store.undo(fresh_id()).unwrap();
    held("undoing");
    store.redo(fresh_id()).unwrap();
    held("redoing");
    assert!(store.undo(fresh_id()).is_ok());
    store.journal(None, 0, 10).unwrap();
    store.last_seq().unwrap();
    held("reading the journal");
    store
        .backup(&board.dir.path().join("copy.db"), &mut |_, _| {})
        .unwrap();
    held("backing up");
    store.check().unwrap();
    held("checking");
    assert_eq!(store.redo(fresh_id()).unwrap().len(), 1);
    Store::create(&board.path, &common::board::new_board(), options("x"))
        .err()
        .unwrap();
    held("refusing to make it again");
}

/// A store that is closed leaves nothing open: 10,000 rounds, with a notice watcher in every hundredth.
#[test]
#[cfg(target_os = "linux")]
fn ten_thousand_rounds_leave_no_file_open_and_no_memory_behind() {
    // In memory where possible: what is counted here are descriptors, not syncs.
    let dir = tempfile::tempdir_in(if Path::new("/dev/shm").is_dir() {
        "/dev/shm"
    } else {
        "."
    })
    .unwrap();
    let path = dir.path().join("team.db");
    Store::create(&path, &common::board::new_board(), options("ann"))
        .unwrap()
        .write(&add("a"))
        .unwrap();
    let folder = dir.path().canonicalize().unwrap();
    // Other tests run in this process too, so only what is open in this test's folder counts.
    let open_here = || {
        let links = fs::read_dir("/proc/self/fd").unwrap().flatten();
        links
            .filter(|link| fs::read_link(link.path()).is_ok_and(|to| to.starts_with(&folder)))
            .count()
    };
    let resident = || -> u64 {
        let statm = fs::read_to_string("/proc/self/statm").unwrap();
        statm
            .split_whitespace()
            .nth(1)
            .unwrap()
            .parse::<u64>()
            .unwrap()
            * 4096
    };
    let (mut settled, started) = (0, Instant::now());
    for round in 0..10_000 {
        let mut store = Store::open(&path, options("ann")).unwrap();
        let label = Act::Label {
            card: CardId(1),
            label: "x".into(),
            on: round % 2 == 0,
        };
        store.write(&edit(label)).unwrap();
        if round % 100 == 0 {
            store.wait(Duration::ZERO).unwrap();
        }
        drop(store);
        assert_eq!(open_here(), 0, "round {round}");
        if round == 2_000 {
            settled = resident();
        }
    }
    let grown = resident().saturating_sub(settled);
    assert!(
        grown < 16 << 20,
        "{grown} bytes more after {:?}",
        started.elapsed()
    );
}
