//! Files of other tools: real ones, made wrong in a few places, and some that are nothing.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use proptest::sample::Index;
use rusqlite::Connection;
use walboard::board::Board;
use walboard::change::{Actor, EditId, Stamp};
use walboard::demo;
use walboard::edit::{Act, Edit, Refusal};
use walboard::format::walboard::Dump;
use walboard::format::{Files, Format, Input, Origin};
use walboard::outline::Outline;
use walboard::store::{Options, Store, read_hermes};

use crate::mutate::slips;
use crate::{any_json, config, pieces};

/// What real files look like.
static REAL: LazyLock<Vec<Input>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let mut all = Vec::new();
    for entry in fs::read_dir(&root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let mut files = Files::new();
            gather(&path, &path, &mut files);
            all.push(Input::Folder(files));
        } else if path.extension().is_some_and(|end| end != "sql") {
            all.push(Input::Text(fs::read_to_string(path).unwrap()));
        }
    }
    all.push(Input::Text(own()));
    assert!(all.len() >= 13, "{}", all.len());
    all
});

fn gather(root: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

pub(crate) fn demo_store() -> (demo::Demo, Store) {
    let demo = demo::make().unwrap();
    let options = Options {
        actor: stamp().actor,
        patience: None,
        program: None,
    };
    let store = Store::open(demo.path(), options).unwrap();
    (demo, store)
}

/// Walboard's own JSON of the sample board.
fn own() -> String {
    let (_demo, mut store) = demo_store();
    let (board, journal) = (store.read().unwrap(), store.journal(None, 0, 20).unwrap());
    Dump::of(&board, "Sample", Timestamp::UNIX_EPOCH, &journal).write()
}

fn origin() -> Origin {
    Origin {
        name: "board".to_owned(),
        zone: TimeZone::UTC,
    }
}

fn stamp() -> Stamp {
    let name = "ann".to_owned();
    let (seq, at, user) = (1, Timestamp::UNIX_EPOCH, name.clone());
    let actor = Actor { name, user };
    Stamp { seq, at, actor }
}

/// Tries to read it as every format there is; what can be read comes onto a board or is refused, and not twice.
fn try_all(input: &Input) -> Result<(), TestCaseError> {
    let _ = Format::guess(input);
    for format in Format::ALL {
        match format.read(input, &origin()) {
            Ok(outline) => comes_once(outline)?,
            Err(why) => prop_assert!(!why.to_string().is_empty()),
        }
    }
    Ok(())
}

fn comes_once(outline: Outline) -> Result<(), TestCaseError> {
    let mut board = Board::default();
    let mut import = |id: &str| {
        let acts = vec![Act::Import(Box::new(outline.clone()))];
        board.apply(&Edit::new(EditId(id.to_owned()), acts), &stamp())
    };
    match import("first") {
        Ok(_) => {
            let again = import("again").unwrap().changes;
            prop_assert!(again.is_empty(), "came twice: {again:?}");
        }
        Err(Refusal::Invalid(why)) => prop_assert!(!why.to_string().is_empty()),
        Err(other) => prop_assert!(false, "{other}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_real_file_made_wrong_is_read_or_refused(which in any::<Index>(), file in any::<Index>(), slips in slips(any_json())) {
        let mut input = REAL[which.index(REAL.len())].clone();
        let text = match &mut input {
            Input::Text(text) => text,
            Input::Folder(files) => {
                let at = file.index(files.len());
                files.values_mut().nth(at).unwrap()
            }
        };
        for slip in &slips {
            *text = slip.on(text);
        }
        try_all(&input)?;
    }

    #[test]
    fn what_is_no_file_of_any_tool_is_refused_or_read(
        text in pieces(&[
            "---\n", "title: x\n", "status: ", "# Board\n", "## To do\n", "- [ ] one\n", "- [x] two\n", "    > text\n",
            "title,status,id\n", "\"a\",b\n", "{\"cards\":[", "{\"lists\":[]", "]}", "[{\"description\":\"x\"}", "]",
            "{\"walboard\":1", "kanban-plugin: board\n", "@{2026-01-02}", "%% kanban:settings\n", "\n", "  ", ",",
        ]),
        json in any_json(),
    ) {
        try_all(&Input::Text(text.clone()))?;
        try_all(&Input::Text(json.to_string()))?;
        let files = ["config.yml", "backlog/config.yml", "tasks/1 - x.md", "backlog/tasks/task-1 - x.md"];
        try_all(&Input::Folder(files.map(|name| (name.to_owned(), text.clone())).into()))?;
    }
}

/// The database of hermes, as its bytes.
static HERMES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kanban.db");
    let conn = Connection::open(&path).unwrap();
    let sql = include_str!("../fixtures/import/hermes.sql");
    conn.execute_batch(sql).unwrap();
    drop(conn);
    fs::read(path).unwrap()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases.min(64), ..config() })]

    #[test]
    fn a_database_of_hermes_made_wrong_is_read_or_refused(
        flips in prop::collection::vec((any::<Index>(), any::<u8>()), 0..40), end in any::<Index>(), cut in prop::bool::weighted(0.1),
    ) {
        let mut bytes = HERMES.clone();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kanban.db");
        fs::write(&path, bytes).unwrap();
        match read_hermes(&path) {
            Ok(Some(outline)) => match outline.tidied() {
                Ok(outline) => comes_once(outline)?,
                Err(unfit) => prop_assert!(!unfit.to_string().is_empty()),
            },
            Ok(None) => {}
            Err(why) => prop_assert!(!why.to_string().is_empty()),
        }
    }
}
