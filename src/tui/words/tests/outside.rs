//! What reaches the screen from outside: each kind of it is said in each language.

use std::collections::HashSet;
use std::fmt::Display;
use std::mem::{Discriminant, discriminant};
use std::path::PathBuf;
use std::time::Duration;

use strum::{EnumCount, VariantArray as _};

use crate::board::due::DueError;
use crate::board::{CardId, ColumnId, CommentId, ItemId, Paint, Priority};
use crate::edit::page::Slip;
use crate::edit::{Refusal, Subject, Value};
use crate::editor::Mishap;
use crate::hooks::{self, Distrust};
use crate::store::{Busy, Cause, Damaged, Deaf, Doing, Holder, NoBoard, System, Unfit, Why};
use crate::tui::keymap::BadKey;
use crate::tui::msg::{Place, Unkept, Unread, Warning, Wrong};
use crate::tui::words::{LANGUAGES, Words};

/// What is called the same everywhere: programs, commands, names in files, units.
const NAMES: &str = "walboard SQLite init snapshots repair into NEW application id KB UTF fs inotify \
    max user watches instances NFS title column labels assignee priority due blocked checklist bug \
    low medium high urgent none true false editor nvim screen new board columns done To do Doing Done keys \
    HOME toml lt pagedown chmod fri today weeks dec";

/// Checks that there is an example of every kind, that English is what the command line says, and that no other
/// language has English in it.
#[track_caller]
fn check<T: EnumCount + Display>(examples: &[T], say: impl Fn(&Words, &T) -> String) {
    let kinds: HashSet<Discriminant<T>> = examples.iter().map(discriminant).collect();
    assert_eq!(kinds.len(), T::COUNT, "an example of each kind");
    examples.iter().for_each(|example| check_one(example, &say));
}

#[track_caller]
fn check_one<T: Display>(example: &T, say: impl Fn(&Words, &T) -> String) {
    let english = example.to_string();
    assert_eq!(say(Words::english(), example), english);
    for language in &LANGUAGES[1..] {
        let said = say(language.words(), example);
        // The examples have no letters in them: these are words of ours.
        let is_ours = english.contains(|letter: char| letter.is_ascii_alphabetic());
        let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
        assert!(!is_ours || said.contains(is_chinese), "{said}");
        for word in said.split(|letter: char| !letter.is_ascii_alphabetic()) {
            let known = word.len() < 2 || NAMES.split_whitespace().any(|name| name == word);
            assert!(known, "“{word}” in {said}");
        }
    }
}

fn path() -> PathBuf {
    PathBuf::from("/1/2.3")
}

fn other() -> Cause {
    Cause::Other("…".to_owned())
}

fn why() -> Why {
    Why(vec![Cause::NoPermission, other()])
}

fn text() -> String {
    "42".to_owned()
}

#[test]
fn why_something_could_not_be_done() {
    let holder = |name: &str, stopped| Holder {
        pid: 42,
        name: name.to_owned(),
        command: "…".to_owned(),
        stopped,
    };
    let busy = |holder| {
        Cause::Busy(Busy {
            path: path(),
            waited: Duration::from_millis(3210),
            holder,
        })
    };
    let damaged = |copy| {
        let (path, reason) = (path(), "…".to_owned());
        Cause::Damaged(Box::new(Damaged { path, reason, copy }))
    };
    let log_gone = |saved| Cause::LogGone { log: path(), saved };
    let unsure = |quota| Cause::Unsure {
        reason: "…".to_owned(),
        quota,
    };
    let mut causes = vec![
        Cause::Refused(Refusal::NoCard(CardId(3))),
        damaged(Ok(path())),
        damaged(Err(Cause::NoProgram.into())),
        busy(None),
        busy(Some(holder("…", false))),
        busy(Some(holder("", true))),
        Cause::NoBoard(NoBoard { path: path() }),
        Cause::Unfit(Unfit::Folder),
        Cause::Newer {
            version: 9,
            known: 4,
        },
        Cause::Outdated(9),
        Cause::NoPermission,
        Cause::ReadOnly {
            path: path(),
            why: why(),
        },
        Cause::Replaced(path()),
        Cause::Gone {
            path: path(),
            why: Box::new(other()),
        },
        log_gone(Ok(text())),
        log_gone(Err(why())),
        unsure(false),
        unsure(true),
        Cause::Full,
        Cause::FullAtOpening,
        Cause::NoLock {
            lock: path(),
            why: Box::new(Cause::NeverStays),
        },
        Cause::NeverStays,
        Cause::Deaf(Deaf::Watches),
        Cause::NoTurn,
        Cause::Taken(path()),
        Cause::NoFolder,
        Cause::NoProgram,
        Cause::NoColumns,
        Cause::OnBoth(path()),
        other(),
    ];
    causes.extend(
        Doing::VARIANTS
            .iter()
            .map(|doing| Cause::Cannot(*doing, path())),
    );
    let system = |system: &System| Cause::System(*system, "…".to_owned());
    causes.extend(System::VARIANTS.iter().map(system));
    check(&causes, |words, cause| words.why(&cause.clone().into()));
    check_one(&Why(causes), Words::why);
}

#[test]
fn why_a_file_is_no_board() {
    let unfit = [
        Unfit::Folder,
        Unfit::Special,
        Unfit::Empty,
        Unfit::Names,
        Unfit::Unreadable,
        Unfit::Database,
        Unfit::Unfinished,
        Unfit::Foreign(7),
        Unfit::Old {
            version: 1,
            why: why(),
        },
        Unfit::OldAndBusy,
        Unfit::Untitled,
        Unfit::Moving,
    ];
    check(&unfit, |words, unfit| words.why(&unfit.clone().into()));
}

#[test]
fn why_no_changes_are_told_of() {
    let deaf = [
        Deaf::Unsafe,
        Deaf::Elsewhere("NFS"),
        Deaf::Watches,
        Deaf::Watchers,
        Deaf::NoFolder,
        Deaf::Other("…".to_owned()),
    ];
    check(&deaf, |words, deaf| words.deaf(deaf));
}

#[test]
fn what_happens_in_the_editor() {
    let (editor, status) = ("…".to_owned(), "exit status: 1".to_owned());
    let mishaps = [
        Mishap::NoFile(why()),
        Mishap::NoStart {
            editor: editor.clone(),
            why: why(),
        },
        Mishap::NoText(why()),
        Mishap::NotUtf8(path()),
        Mishap::Failed {
            editor: editor.clone(),
            status: status.clone(),
        },
        Mishap::Kept {
            editor,
            status,
            kept: path(),
        },
    ];
    check(&mishaps, Words::mishap);
}

#[test]
fn what_is_wrong_with_a_page() {
    let slips = [
        Slip::Fences,
        Slip::Field(text()),
        Slip::Text(text()),
        Slip::List(text()),
        Slip::Bare(text(), text()),
        Slip::Toml("…".to_owned()),
        Slip::Priority(text()),
        Slip::Due(DueError::Unknown(text())),
        Slip::Column {
            name: text(),
            there: text(),
        },
        Slip::Refused(Refusal::NoCard(CardId(3))),
        Slip::Mark,
    ];
    check(&slips, Words::slip);
}

#[test]
fn what_is_wrong_in_the_configuration() {
    let key = |why| Wrong::Key(why);
    let mut wrong = vec![
        Wrong::Toml("…".to_owned()),
        Wrong::Unread(Unread::Folder),
        Wrong::OneOf {
            name: "…",
            allowed: text(),
        },
        Wrong::YesOrNo("…"),
        Wrong::Name("…"),
        Wrong::Table("…".to_owned()),
        Wrong::Editor,
        Wrong::Done,
        Wrong::Columns,
        Wrong::NoColumns(Refusal::NameTaken(text())),
        Wrong::Action(text()),
        key(BadKey::Nothing),
        Wrong::Colour("…"),
        Wrong::NoTheme {
            name: text(),
            there: text(),
        },
        Wrong::Lacks(text()),
    ];
    let unknown = |place: &Place| Wrong::Unknown {
        place: *place,
        name: text(),
        there: text(),
    };
    wrong.extend(Place::VARIANTS.iter().map(unknown));
    check(&wrong, Words::wrong);
    let unread = [
        Unread::Closed(why()),
        Unread::Folder,
        Unread::TooLong(1024),
        Unread::NoText,
    ];
    check(&unread, Words::unread);
    let warning = Warning {
        file: path(),
        line: Some(3),
        wrong: Wrong::Editor,
    };
    check_one(&warning, Words::warning);
}

#[test]
fn why_a_choice_is_not_kept() {
    let unkept = [
        Unkept::NoHome,
        Unkept::Name(path()),
        Unkept::Unread {
            file: path(),
            why: Unread::NoText,
        },
        Unkept::Left {
            file: path(),
            why: Box::new(Wrong::Editor),
        },
        Unkept::Unwritten {
            file: path(),
            why: why(),
        },
    ];
    check(&unkept, Words::unkept);
}

#[test]
fn why_a_key_cannot_be() {
    let (mode, action, line) = ("…", "…", 3);
    let bad = [
        BadKey::Open,
        BadKey::Control,
        BadKey::Nothing,
        BadKey::Unknown {
            written: text(),
            names: text(),
        },
        BadKey::Same {
            keys: text(),
            shown: text(),
            other: text(),
        },
        BadKey::WayOut(text()),
        BadKey::IsText { keys: text(), mode },
        BadKey::NoDigit(text()),
        BadKey::NoAction {
            mode,
            name: text(),
            there: text(),
        },
        BadKey::Bound { keys: text(), line },
        BadKey::Prefix {
            keys: text(),
            other: text(),
            line,
        },
        BadKey::BeginsWith {
            keys: text(),
            shown: text(),
            action,
            old: text(),
        },
        BadKey::Begins {
            keys: text(),
            shown: text(),
            action,
            old: text(),
        },
    ];
    check(&bad, Words::bad_key);
}

#[test]
fn what_is_wrong_with_a_hook() {
    use hooks::Wrong;

    let failed = |said| Wrong::Failed {
        hook: text(),
        status: "exit status: 1".to_owned(),
        said,
    };
    let distrust = [Distrust::Open(text()), Distrust::Foreign(text())];
    let wrong = [
        Wrong::Refused {
            hook: text(),
            why: distrust[0].clone(),
        },
        Wrong::NoStart {
            hook: text(),
            why: "…".to_owned(),
        },
        failed(None),
        failed(Some("…".to_owned())),
        Wrong::Slow {
            hook: text(),
            seconds: text(),
        },
        Wrong::NoProcess("…".to_owned()),
    ];
    check(&wrong, Words::hook);
    check(&distrust, Words::distrust);
}

#[test]
fn what_two_people_touched_and_how() {
    let card = CardId(12);
    let subjects = [
        Subject::Card(card),
        Subject::Item(ItemId(3), card),
        Subject::Comment(CommentId(3), card),
        Subject::Column(text()),
        Subject::Label(text()),
    ];
    check(&subjects, Words::subject);
    let values = [
        Value::None,
        Value::Text("…".to_owned()),
        Value::Priority(Priority::High),
        Value::Color(Paint::Red),
        Value::Done(true),
        Value::Done(false),
        Value::Archived(true),
        Value::Archived(false),
        Value::In(text()),
        Value::InColumn(ColumnId(3)),
        Value::Comments(2),
        Value::Links(Vec::new()),
        Value::LinkedFrom(card),
    ];
    check(&values, Words::value);
}
