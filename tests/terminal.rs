//! The terminal is given back whole, whatever happens; and when it is taken away, the program ends.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "common/pty.rs"]
mod pty;

use std::process::Command as Plain;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use pty::Pty;
use pty_process::blocking::Command;
use rustix::process::Signal;
use tempfile::TempDir;

/// What is sent last, in some order: no news of the focus, no marked pastes, the first screen, the cursor.
const GIVEN_BACK: [&str; 4] = ["\x1b[?1004l", "\x1b[?2004l", "\x1b[?1049l", "\x1b[?25h"];

const WALBOARD: &str = env!("CARGO_BIN_EXE_walboard");

/// A sample board in a terminal, drawn.
struct Open {
    pty: Pty,
    /// The terminal's settings as the program found them.
    settings: String,
    home: TempDir,
}

fn open() -> Open {
    open_with(|command| command, 24, 100)
}

fn open_with(with: impl FnOnce(Command) -> Command, rows: u16, cols: u16) -> Open {
    let home = tempfile::tempdir().unwrap();
    let command = with(pty::walboard(WALBOARD, home.path()).arg("--demo"));
    drawn(Pty::spawn(command, rows, cols), home)
}

fn drawn(mut pty: Pty, home: TempDir) -> Open {
    let settings = pty.found.clone();
    pty.wait_for("a drawn board", |screen| {
        screen.alternate_screen() && !screen.contents().trim().is_empty()
    });
    Open {
        pty,
        settings,
        home,
    }
}

/// A sample board started from a shell that does job control; the file `pid` names its process.
fn in_a_shell(with: impl FnOnce(Command) -> Command) -> Open {
    let home = tempfile::tempdir().unwrap();
    let shell = pty::walboard("sh", home.path())
        .arg("-i")
        .env("PS1", "ready> ");
    let mut pty = Pty::spawn(with(shell), 24, 100);
    pty.wait_for_text("ready>");
    pty.wait_until_quiet();
    let settings = pty.settings();
    let start = format!("sh -c 'echo $$ >pid; exec {WALBOARD} --demo'\r");
    pty.send(start.as_bytes());
    pty.wait_for("a drawn board", |screen| {
        screen.alternate_screen() && !screen.contents().trim().is_empty()
    });
    Open {
        pty,
        settings,
        home,
    }
}

impl Open {
    /// Checks that the shell has the terminal back, as it was.
    #[track_caller]
    fn is_back_in_the_shell(&mut self, mark: usize) {
        self.pty.wait_for_bytes(mark, b"ready>");
        self.pty.wait_until_quiet();
        self.sent_back(mark);
        assert_eq!(
            self.pty.settings(),
            self.settings,
            "the shell has its settings"
        );
    }

    /// Leaves the card. A key right after Esc would be taken for one pressed with Alt.
    #[track_caller]
    fn back_to_the_board(&mut self) {
        self.pty.press("<esc>");
        self.pty.wait_for_text("To do 6");
    }

    /// Checks that the program has ended, and ends the shell.
    #[track_caller]
    fn leaves_the_shell(mut self) {
        self.pty
            .wait_for("the shell", |screen| !screen.alternate_screen());
        self.pty.send(b"exit\r");
        self.given_back();
    }

    /// Checks that the program has ended and left nothing behind on the terminal.
    #[track_caller]
    fn given_back(mut self) -> Option<i32> {
        let status = self.pty.wait_for_end();
        assert_eq!(
            self.pty.settings(),
            self.settings,
            "settings are as they were"
        );
        self.sent_back(0);
        status.code()
    }

    /// Checks what was sent since a mark, and what the terminal made of it.
    #[track_caller]
    fn sent_back(&self, mark: usize) {
        let bytes = String::from_utf8_lossy(&self.pty.since(mark)).into_owned();
        for undone in GIVEN_BACK {
            let end = bytes
                .rfind(undone)
                .unwrap_or_else(|| panic!("{undone:?} was not sent: {bytes:?}"));
            let again = undone.replace(['l', 'h'], if undone.ends_with('l') { "h" } else { "l" });
            assert!(bytes.rfind(&again) < Some(end), "{again:?} came last");
        }
        let screen = self.pty.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    }

    #[track_caller]
    fn is_alive(&mut self) {
        let status = self.pty.child.try_wait().unwrap();
        assert!(status.is_none(), "ended: {status:?}\n{}", self.pty.framed());
    }
}

#[test]
fn quitting_gives_the_terminal_back() {
    let open = open();
    open.pty.press("q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn signals_give_the_terminal_back() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let open = open();
        open.pty.kill(signal);
        assert_eq!(open.given_back(), Some(0), "{signal:?}");
    }
}

#[test]
fn two_signals_at_once_give_the_terminal_back_once() {
    let open = open();
    open.pty.kill(Signal::TERM);
    open.pty.kill(Signal::INT);
    open.pty.kill(Signal::HUP);
    open.given_back();
}

#[test]
fn ctrl_z_gives_the_shell_its_terminal_and_comes_back_whole() {
    let mut open = in_a_shell(|shell| shell);
    open.pty.wait_until_quiet();
    let (before, raw) = (first(&open.pty.text()), open.pty.settings());
    assert_ne!(open.settings, raw);
    for _ in 0..2 {
        let mark = open.pty.mark();
        open.pty.press("<c-z>");
        open.is_back_in_the_shell(mark);
        open.pty.send(b"fg\r");
        open.pty.wait_for("the board again", |screen| {
            screen.alternate_screen() && first(&screen.contents()) == before
        });
        assert_eq!(open.pty.settings(), raw, "the board has its settings");
    }
    open.pty.press("q");
    open.leaves_the_shell();
}

#[test]
fn a_stop_from_outside_is_a_ctrl_z() {
    let mut open = in_a_shell(|shell| shell);
    let mark = open.pty.mark();
    let pid = fs::read_to_string(open.home.path().join("pid")).unwrap();
    let stop = Plain::new("kill").args(["-TSTP", pid.trim()]).status();
    assert!(stop.unwrap().success());
    open.is_back_in_the_shell(mark);
    open.pty.send(b"fg\r");
    open.pty
        .wait_for("the board again", vt100::Screen::alternate_screen);
    open.pty.press("q");
    open.leaves_the_shell();
}

#[test]
fn ctrl_z_does_not_stop_what_nobody_could_wake() {
    let mut open = open();
    let mark = open.pty.mark();
    open.pty.press("<c-z>");
    open.pty.wait_for_bytes(mark, b"\x1b[?1049h");
    open.is_alive();
    open.pty.press("q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn after_a_stop_that_cannot_be_caught_everything_is_drawn_anew() {
    let mut open = open();
    open.pty.wait_until_quiet();
    let (before, raw) = (open.pty.text(), open.pty.settings());
    open.pty.kill(Signal::STOP);
    wait_until(|| state(open.pty.child.id()) == Some('T'), "stopped");
    // As a shell does with a stopped job's terminal: its own settings, and something written.
    let sane = Plain::new("stty")
        .arg("sane")
        .stdin(open.pty.slave())
        .status()
        .unwrap();
    assert!(sane.success());
    rustix::io::write(open.pty.slave(), b"\x1b[2J\x1b[HStopped\r\n").unwrap();
    open.pty.wait_for_text("Stopped");
    open.pty.kill(Signal::CONT);
    open.pty.wait_for("the board again", |screen| {
        first(&screen.contents()) == first(&before) && !screen.contents().contains("Stopped")
    });
    assert_eq!(open.pty.settings(), raw);
    open.pty.press("q");
    // The program has given back what it found when it came back.
    let status = open.pty.wait_for_end();
    assert_eq!(status.code(), Some(0));
    open.sent_back(0);
}

#[test]
fn a_closed_terminal_ends_the_program() {
    ends_when_the_terminal_goes(open());
}

#[test]
fn a_closed_terminal_ends_the_program_when_hang_ups_are_ignored() {
    let home = tempfile::tempdir().unwrap();
    let ignoring = pty::walboard("sh", home.path())
        .arg("-c")
        .arg(format!("trap '' HUP; exec {WALBOARD} --demo"));
    ends_when_the_terminal_goes(drawn(Pty::spawn(ignoring, 24, 100), home));
}

#[test]
fn a_closed_terminal_ends_the_program_when_nobody_sends_a_signal() {
    let home = tempfile::tempdir().unwrap();
    let mut command = Plain::new(WALBOARD);
    command
        .arg("--demo")
        .env("HOME", home.path())
        .env("TERM", "xterm");
    ends_when_the_terminal_goes(drawn(Pty::spawn_without_session(command, 24, 100), home));
}

#[track_caller]
fn ends_when_the_terminal_goes(mut open: Open) {
    let pid = open.pty.child.id();
    let before = cpu(pid).unwrap_or_default();
    let start = Instant::now();
    open.pty.hang_up();
    let mut after = before;
    wait_until(
        || {
            after = cpu(pid).unwrap_or(after);
            open.pty.child.try_wait().unwrap().is_some()
        },
        "ended",
    );
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "took {:?}",
        start.elapsed()
    );
    assert!(after - before < 1.0, "used {} s of CPU", after - before);
}

#[test]
fn a_storm_of_sizes_ends_in_a_whole_picture() {
    let mut open = open();
    let mut dice = Dice(7);
    for round in 0..300 {
        let (rows, cols) = match round % 10 {
            0 => (1, 1),
            1 => (0, 0),
            2 => (2, 200),
            3 => (60, 3),
            _ => (dice.roll(70) as u16, dice.roll(250) as u16),
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
        let mut open = open_with(|command| command.env("EDITOR", "true"), 24, 80);
        let mut dice = Dice(seed);
        let mut typed = String::new();
        while open.pty.child.try_wait().unwrap().is_none()
            && typed.len() < 1_500
            && Instant::now() < end
        {
            let keys: String = (0..dice.roll(20)).map(|_| random_key(&mut dice)).collect();
            typed.push_str(&keys);
            open.pty.press_if_open(&keys);
            open.pty.wait_until_read();
        }
        let quit = open.pty.child.try_wait().unwrap();
        if quit.is_none() {
            open.pty.kill(Signal::TERM);
        }
        let screen = open.pty.framed();
        let code = open.given_back();
        // 1 is the word that the last change was refused; a panic is 101.
        assert!(
            matches!(code, Some(0 | 1)),
            "{code:?}, seed {seed}, quit: {quit:?}, typed {typed}\n{screen}"
        );
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
    let before = open.pty.text();
    open.pty.paste("jjdy\ny\rDq\nnpasted\r");
    open.pty.wait_for_text("paste");
    open.is_alive();
    // All but the lines at the bottom, where it says what a paste is good for.
    let board = |text: &str| text.lines().take(20).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(board(&open.pty.text()), board(&before));
    open.pty.press("q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn the_editor_has_the_terminal_to_itself() {
    let editor = "sh -c 'echo editing; read line; echo \"$line\" >\"$0\"'";
    let mut open = open_with(|command| command.env("VISUAL", editor), 24, 100);
    let mark = open.pty.mark();
    open.pty.press("ejjq");
    open.pty.wait_for_bytes(mark, b"editing");
    open.sent_back(mark);
    assert_eq!(open.pty.settings(), open.settings);
    // What was typed before the editor came, in the same breath, is lost; what is typed now is its own.
    open.pty.send(b"quick brown fox\r");
    open.pty
        .wait_for("the board again", vt100::Screen::alternate_screen);
    open.pty.press("<enter>");
    open.pty.wait_for_text("quick brown fox");
    open.back_to_the_board();
    open.pty.press("q");
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
fn ctrl_c_in_the_editor_is_the_editors() {
    let editor = "sh -c 'trap : INT; kill -INT 0; echo was here >\"$0\"'";
    let mut open = open_with(|command| command.env("VISUAL", editor), 24, 100);
    open.pty.press("e");
    let mark = open.pty.mark();
    open.pty.wait_for_bytes(mark, b"\x1b[?1049h");
    open.pty.press("<enter>");
    open.pty.wait_for_text("was here");
    open.back_to_the_board();
    open.pty.press("q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn ctrl_z_in_the_editor_stops_both() {
    let mut open =
        in_a_shell(|shell| shell.env("VISUAL", "sh -c 'kill -TSTP 0; echo was here >\"$0\"'"));
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
    open.back_to_the_board();
    open.pty.press("q");
    open.leaves_the_shell();
}

#[test]
fn a_terminal_that_takes_no_bytes_does_not_keep_the_program() {
    let mut open = open();
    open.pty.stop_reading();
    for round in 0..100 {
        open.pty.resize(50, 200 + round % 2);
        thread::sleep(Duration::from_millis(5));
    }
    open.pty.kill(Signal::TERM);
    let start = Instant::now();
    open.pty.wait_for_exit();
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "took {:?}",
        start.elapsed()
    );
    assert_eq!(open.pty.settings(), open.settings);
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

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let output = Plain::new(WALBOARD)
        .arg("--demo")
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("walboard list"),
        "{output:?}"
    );
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

fn first(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

#[track_caller]
fn wait_until(mut so: impl FnMut() -> bool, what: &str) {
    let end = Instant::now() + pty::DEADLINE;
    while !so() {
        assert!(
            Instant::now() < end,
            "was not {what} in {:?}",
            pty::DEADLINE
        );
        thread::sleep(Duration::from_millis(5));
    }
}

/// Returns the letter for what a process does; `None` where there is no /proc.
fn state(pid: u32) -> Option<char> {
    stat(pid)?.first()?.chars().next()
}

/// Returns the seconds of CPU a process has used.
fn cpu(pid: u32) -> Option<f64> {
    let stat = stat(pid)?;
    let ticks = |field: usize| stat.get(field)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// Returns the fields of /proc/PID/stat after the program's name.
fn stat(pid: u32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    Some(fields.split(' ').map(str::to_owned).collect())
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
