//! The parts, each for itself, without terminal and processes: `cargo bench --bench parts`.
#![allow(missing_docs, reason = "the names tell")]

#[path = "../common/boards.rs"]
mod boards;

use std::path::PathBuf;
use std::sync::Mutex;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use divan::{Bencher, black_box};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;
use walboard::board::{Board, Detail};
use walboard::change::{Actor, EditId, Stamp};
use walboard::edit::{Act, At, Edit, Place};
use walboard::query::{Context, Query};
use walboard::store::{Mode, News, Store};
use walboard::tui::keymap::Keys;
use walboard::tui::look::Look;
use walboard::tui::model::{Before, Model, Start};
use walboard::tui::msg::Msg;
use walboard::tui::words::Words;
use walboard::tui::{update, view};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const TODAY: Date = date(2026, 11, 24);

fn main() {
    divan::main();
}

/// Returns the board of that many cards, made once.
fn path(cards: usize) -> PathBuf {
    static MADE: Mutex<Option<(TempDir, Vec<usize>)>> = Mutex::new(None);
    let mut made = MADE.lock().expect("nobody panicked");
    let (folder, sizes) =
        made.get_or_insert_with(|| (tempfile::tempdir().expect("a folder"), Vec::new()));
    if !sizes.contains(&cards) {
        sizes.push(cards);
        return boards::make(folder.path(), cards);
    }
    folder.path().join(format!("board-{cards}.db"))
}

fn store(cards: usize, name: &str) -> Store {
    Store::open(&path(cards), boards::options(name)).expect("the board opens")
}

fn board(cards: usize) -> Board {
    store(cards, "ana").read().expect("the board is read")
}

fn ana() -> Actor {
    boards::options("ana").actor
}

fn stamp() -> Stamp {
    let (seq, at, actor) = (1, Timestamp::UNIX_EPOCH, ana());
    Stamp { seq, at, actor }
}

fn model(cards: usize) -> Model {
    Model::new(Start {
        board: board(cards),
        title: "bench".to_owned(),
        file: "bench.db".to_owned(),
        me: ana(),
        session: "bench".to_owned(),
        mode: Mode::ReadWrite,
        size: (120, 40),
        look: Look::default(),
        mouse: true,
        keys: Keys::default(),
        words: Words::english(),
        warnings: Vec::new(),
        before: Before::default(),
        now: Timestamp::UNIX_EPOCH,
        today: TODAY,
    })
}

fn press(model: &mut Model, key: KeyCode) {
    let key = Event::Key(KeyEvent::new(key, KeyModifiers::NONE));
    let done = update::update(model, Msg::Terminal(key), Timestamp::UNIX_EPOCH, TODAY);
    black_box(done);
}

/// A change of a title: nothing moves.
#[divan::bench(args = SIZES)]
fn apply_title(bencher: Bencher<'_, '_>, cards: usize) {
    let mut board = board(cards);
    let card = boards::first_card(&board);
    let act = |to: &str| {
        let (to, base) = (Detail::Title(to.to_owned()), None);
        Edit::new(EditId(String::new()), vec![Act::SetCard { card, to, base }])
    };
    let edits = [act("one"), act("another")];
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        board.apply(&edits[turn % 2], &stamp()).expect("it may be")
    });
}

/// A card goes from the top of a long column to its bottom, and back.
#[divan::bench(args = SIZES)]
fn apply_move(bencher: Bencher<'_, '_>, cards: usize) {
    let mut board = board(cards);
    let (card, column) = (boards::first_card(&board), board.columns()[0].id);
    let edits = [At::Bottom, At::Top].map(|at| {
        let to = Place { column, at };
        Edit::new(EditId(String::new()), vec![Act::MoveCard { card, to }])
    });
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        board.apply(&edits[turn % 2], &stamp()).expect("it may be")
    });
}

/// Every card of the board against a query.
#[divan::bench(args = ["kettle", "+bug", "@ana !high", "-later naïve"])]
fn match_10_000_cards(bencher: Bencher<'_, '_>, query: &str) {
    let (board, query) = (board(10_000), Query::parse(query).expect("a query"));
    let context = Context {
        me: "ana",
        today: TODAY,
        board: &board,
        found: None,
    };
    bencher.bench_local(|| {
        board
            .cards()
            .filter(|card| query.matches(card, &context))
            .count()
    });
}

/// One more letter of a search, and the letter taken back.
#[divan::bench(args = SIZES)]
fn search_keystroke(bencher: Bencher<'_, '_>, cards: usize) {
    let mut model = model(cards);
    for key in "/kett".chars() {
        press(&mut model, KeyCode::Char(key));
    }
    let mut more = false;
    bencher.bench_local(|| {
        more = !more;
        press(
            &mut model,
            if more {
                KeyCode::Char('l')
            } else {
                KeyCode::Backspace
            },
        );
    });
}

/// A key that moves the cursor: what it costs to know what it does.
#[divan::bench(args = SIZES)]
fn press_down_and_up(bencher: Bencher<'_, '_>, cards: usize) {
    let mut model = model(cards);
    let mut down = false;
    bencher.bench_local(|| {
        down = !down;
        press(&mut model, KeyCode::Char(if down { 'j' } else { 'k' }));
    });
}

/// A frame of 120 by 40 cells.
#[divan::bench(args = SIZES)]
fn draw(bencher: Bencher<'_, '_>, cards: usize) {
    let model = model(cards);
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a terminal");
    bencher.bench_local(|| terminal.draw(|frame| view::draw(&model, frame)).map(drop));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn read_whole(bencher: Bencher<'_, '_>, cards: usize) {
    let mut store = store(cards, "ana");
    bencher.bench_local(|| store.read().expect("the board is read"));
}

#[divan::bench(args = SIZES)]
fn read_part(bencher: Bencher<'_, '_>, cards: usize) {
    let mut store = store(cards, "ana");
    let card = boards::first_card(&store.read().expect("the board is read"));
    let to = Place {
        column: store.part(&[]).expect("columns").columns()[1].id,
        at: At::Bottom,
    };
    let needs = Edit::new(EditId(String::new()), vec![Act::MoveCard { card, to }]).needs();
    bencher.bench_local(|| store.part(&needs).expect("a part is read"));
}

/// The journal entry of another's edit is read and absorbed.
#[divan::bench(args = SIZES)]
fn catch_up(bencher: Bencher<'_, '_>, cards: usize) {
    let (mut mine, mut theirs) = (store(cards, "ana"), store(cards, "ben"));
    let mut board = mine.read().expect("the board is read");
    let card = boards::first_card(&board);
    let names = std::sync::atomic::AtomicU64::new(0);
    let write = || {
        let name = names.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let to = Detail::Title(format!("title {name}"));
        let act = Act::SetCard {
            card,
            to,
            base: None,
        };
        theirs
            .write(&Edit::new(EditId(format!("ben-{cards}-{name}")), vec![act]))
            .expect("it is written");
    };
    bencher.with_inputs(write).bench_local_values(|()| {
        let News::Changes(changes) = mine.catch_up().expect("it is read") else {
            panic!("the other's commit is news");
        };
        changes
            .iter()
            .for_each(|change| board.absorb(change).expect("it fits"));
    });
}
