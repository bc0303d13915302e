//! Whatever comes from the terminal, keys, pastes, sizes or nothing at all, the screen stays whole; and the editor's
//! keys are the editor's.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "common/open.rs"]
mod open;
#[path = "common/pty.rs"]
mod pty;

use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, thread};

use open::{Open, WALBOARD, above_the_status, cpu, drawn, in_a_shell, open, open_with};
use pty::Pty;
use rustix::process::Signal;
use walboard::demo;

/// `WALBOARD_TEST_SIZES=1000` is the long form.
#[test]
fn a_storm_of_sizes_ends_in_a_whole_picture() {
    let sizes: u64 = env::var("WALBOARD_TEST_SIZES").map_or(300, |sizes| sizes.parse().unwrap());
    let mut open = open();
    let mut dice = Dice(7);
    for round in 0..sizes {
        let (rows, cols) = match round % 10 {
            0 => (1, 1),
            1 => (0, 0),
            2 => (2, 200),
            3 => (60, 3),
            _ => (dice.roll(101) as u16, dice.roll(301) as u16),
        };
        open.pty.resize(rows, cols);
        if round % 7 == 0 {
            open.pty.wait_until_quiet_for(Duration::from_millis(10));
        }
    }
    open.pty.resize(24, 100);
    open.pty.wait_until_quiet();
    open.is_alive();
    let stormy = open.pty.text();
    // Moved out of size and back, everything is drawn anew; it must be the same.
    open.pty.resize(25, 101);
    open.pty.wait_until_quiet();
    open.pty.resize(24, 100);
    open.pty.wait_until_quiet();
    assert_eq!(open.pty.text(), stormy);
    open.pty.resize(30, 90);
    open.pty.wait_for("the keys in the last row", |screen| {
        screen
            .rows(0, 90)
            .nth(29)
            .is_some_and(|row| row.contains("? help"))
    });
    open.pty.press("q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn the_smallest_terminals_are_no_reason_to_crash() {
    for (rows, cols) in [(0, 0), (1, 1), (1, 80), (24, 1), (2, 2)] {
        let home = tempfile::tempdir().unwrap();
        let mut pty = Pty::spawn(
            pty::walboard(WALBOARD, home.path()).arg("--demo"),
            rows,
            cols,
        );
        let settings = pty.found.clone();
        pty.wait_for("a taken terminal", vt100::Screen::alternate_screen);
        pty.press("jl?<esc>");
        pty.wait_until_quiet();
        let mut open = Open {
            pty,
            settings,
            home,
        };
        open.is_alive();
        open.pty.kill(Signal::TERM);
        assert_eq!(open.given_back(), Some(0), "{cols}x{rows}");
    }
}

/// `WALBOARD_TEST_RANDOM=SECONDS[,SEED]` has it go on for longer, or again as it went.
#[test]
fn random_keys_neither_crash_nor_hang_it() {
    let told = env::var("WALBOARD_TEST_RANDOM").unwrap_or_default();
    let mut told = told.split(',').map(|number| number.parse::<u64>().ok());
    let seconds = told.next().flatten().unwrap_or(5);
    let mut seed = told.next().flatten().unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        let demo = demo::make().unwrap();
        let board = demo.path().to_owned();
        let home = tempfile::tempdir().unwrap();
        let command = pty::walboard(WALBOARD, home.path())
            .env("EDITOR", "true")
            .env("WALBOARD", &board);
        let mut open = drawn(Pty::spawn(command, 24, 80), home);
        let mut dice = Dice(seed);
        let mut typed = String::new();
        while open.pty.child.try_wait().unwrap().is_none()
            && typed.len() < 1_500
            && Instant::now() < end
        {
            let keys: String = (0..dice.roll(20)).map(|_| random_key(&mut dice)).collect();
            typed.push_str(&keys);
            open.pty.press(&keys);
            open.pty.wait_until_read();
        }
        // What is under way gets its time: that it may be cut off is not what this is about.
        open.pty.wait_until_quiet();
        let quit = open.pty.child.try_wait().unwrap();
        if quit.is_none() {
            open.pty.kill(Signal::TERM);
        }
        let screen = open.pty.framed();
        let code = open.given_back();
        assert_eq!(
            code,
            Some(0),
            "seed {seed}, quit: {quit:?}, typed {typed}\n{screen}"
        );
        let mut check = Command::new(WALBOARD);
        let check = check.args(["check", "-B"]).arg(&board).output().unwrap();
        assert!(check.status.success(), "seed {seed}: {check:?}");
        seed += 1;
    }
}

fn random_key(dice: &mut Dice) -> String {
    const NAMED: [&str; 20] = [
        "enter", "enter", "esc", "esc", "tab", "s-tab", "space", "bs", "del", "up", "down", "left",
        "right", "home", "end", "pgup", "pgdn", "c-u", "c-w", "f1",
    ];
    match dice.roll(10) {
        0..3 => format!("<{}>", NAMED[dice.roll(20) as usize]),
        3 => "日é👍ß"
            .chars()
            .nth(dice.roll(4) as usize)
            .unwrap()
            .to_string(),
        _ => match char::from(b' ' + dice.roll(95) as u8) {
            '<' => "<lt>".to_owned(),
            // It would be over too soon too often.
            'q' => "j".to_owned(),
            letter => letter.to_string(),
        },
    }
}

#[test]
fn pasted_text_does_not_run_as_keys() {
    let mut open = open();
    open.pty.wait_until_quiet();
    let before = above_the_status(&open.pty.text());
    open.pty.paste("jjdy\ny\rDq\nnpasted\r");
    open.pty.wait_until_quiet();
    open.is_alive();
    assert_eq!(above_the_status(&open.pty.text()), before);
    open.pty.press("q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn the_editor_has_the_terminal_to_itself() {
    let editor = "sh -c 'echo editing; read line; echo \"$line\" >>\"$0\"'";
    let mut open = open_with(|command| command.env("VISUAL", editor), 24, 100);
    let mark = open.pty.mark();
    open.pty.press("ejjd");
    open.pty.wait_for_bytes(mark, b"editing");
    open.sent_back(mark);
    assert_eq!(open.pty.settings(), open.settings);
    // What was typed before the editor came, in the same breath, is lost; what is typed now is its own.
    open.pty.send(b"quick brown fox\r");
    open.pty
        .wait_for("the board again", vt100::Screen::alternate_screen);
    open.pty.press("<enter>");
    open.pty.wait_for_text("quick brown fox");
    open.pty.press("<esc>q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn an_editor_that_fails_is_told_of_and_no_more() {
    for editor in ["false", "/no/such/editor", "sh -c 'kill -9 $$'"] {
        let mut open = open_with(|command| command.env("VISUAL", editor), 24, 100);
        open.pty.press("e");
        open.pty
            .wait_for(&format!("a word about {editor}"), |screen| {
                screen.alternate_screen() && screen.contents().contains("editor")
            });
        open.pty.press("q");
        assert_eq!(open.given_back(), Some(0), "{editor}");
    }
}

#[test]
fn an_editor_that_crashes_with_the_terminal_in_its_hands_leaves_no_mess() {
    let editor =
        "stty raw -echo; printf '\\033[?1049h\\033[?25l\\033[31mgarbage'; kill -SEGV $$ # ";
    let mut open = open_with(
        |command| command.env("VISUAL", format!("sh -c \"{editor}\"")),
        24,
        100,
    );
    open.pty.wait_until_quiet();
    let raw = open.pty.settings();
    for _ in 0..2 {
        let mark = open.pty.mark();
        open.pty.press("e");
        open.pty.wait_for_bytes(mark, b"garbage");
        open.pty.wait_for("a word about the editor", |screen| {
            screen.alternate_screen() && screen.contents().contains("failed (signal")
        });
        assert_eq!(open.pty.settings(), raw, "the board has its settings");
        open.pty.press("<esc>");
        open.pty.wait_until_quiet();
    }
    assert!(
        !open.pty.text().contains("garbage"),
        "{}",
        open.pty.framed()
    );
    open.pty.press("q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors() {
    let editor = "trap : INT; kill -INT 0; echo was here >>";
    let mut open = open_with(|command| command.env("VISUAL", editor), 24, 100);
    open.pty.press("e");
    let mark = open.pty.mark();
    open.pty.wait_for_bytes(mark, b"\x1b[?1049h");
    open.pty.press("<enter>");
    open.pty.wait_for_text("was here");
    open.pty.press("<esc>q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn ctrl_z_in_the_editor_stops_both() {
    let mut open =
        in_a_shell(|shell| shell.env("VISUAL", "sh -c 'kill -TSTP 0; echo was here >>\"$0\"'"));
    let mark = open.pty.mark();
    open.pty.press("e");
    open.pty.wait_for_bytes(mark, b"ready>");
    open.pty.wait_until_quiet();
    open.sent_back(mark);
    open.pty.send(b"fg\r");
    open.pty
        .wait_for("the board again", vt100::Screen::alternate_screen);
    open.pty.press("<enter>");
    open.pty.wait_for_text("was here");
    open.pty.press("<esc>q");
    open.leaves_the_shell();
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let mut open = open();
    open.pty.wait_until_quiet();
    let (mark, before) = (open.pty.mark(), cpu(open.pty.child.id()));
    thread::sleep(Duration::from_secs(2));
    assert_eq!(String::from_utf8_lossy(&open.pty.since(mark)), "");
    if let (Some(before), Some(after)) = (before, cpu(open.pty.child.id())) {
        assert!(after - before < 0.1, "used {} s of CPU", after - before);
    }
    open.is_alive();
}

/// Random numbers that come again: xorshift.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        // Zero is where it would stay, and small seeds start out alike.
        let mut x = self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        self.0 = x;
        (x >> 11) % sides
    }
}
