//! The giving back, seen from outside: each test starts itself again in a real terminal, and looks at what is left.

use std::process::ExitStatus;
use std::time::{Duration, Instant};
use std::{env, io, thread};

use pty_process::blocking::Command;

use super::{Screen, end, leave};
use pty::{Pty, find};

#[path = "../../../tests/common/pty.rs"]
mod pty;

/// What the terminal must have got when the program is through with it.
const GIVEN_BACK: [&str; 4] = ["\x1b[?1004l", "\x1b[?2004l", "\x1b[?1049l", "\x1b[?25h"];

/// The name of the scene to play.
const SCENE: &str = "WALBOARD_TEST_SCENE";

/// Starts a scene in a terminal.
fn play(scene: &str) -> (Pty, String) {
    let command = Command::new(env::current_exe().unwrap())
        .args(["tui::term::tests::scene", "--exact", "--nocapture"])
        .arg("--test-threads=1")
        .env(SCENE, scene);
    let pty = Pty::spawn(command, 24, 80);
    let settings = pty.found.clone();
    (pty, settings)
}

/// Plays a scene to its end, checks that the terminal is given back, and returns what was said after that.
#[track_caller]
fn played(scene: &str) -> (ExitStatus, String) {
    let (mut pty, settings) = play(scene);
    let status = pty.wait_for_end();
    let bytes = String::from_utf8_lossy(&pty.since(0)).into_owned();
    assert!(bytes.contains("\x1b[?1049h"), "was never taken: {bytes:?}");
    assert_eq!(pty.settings(), settings, "settings are as they were");
    for undone in GIVEN_BACK {
        assert!(bytes.contains(undone), "{undone:?} is not in {bytes:?}");
    }
    let (_, after) = bytes.split_once("\x1b[?25h").unwrap();
    assert!(
        !after.contains("\x1b[?2026h"),
        "a frame came late: {after:?}"
    );
    assert!(
        !after.contains("\x1b[?1049l"),
        "given back twice: {after:?}"
    );
    (status, after.to_owned())
}

#[test]
fn a_panic_is_told_on_a_whole_terminal() {
    let (status, after) = played("panic on the main thread");
    assert!(!status.success());
    assert!(after.contains("the reason"), "{after:?}");
}

#[test]
fn a_panic_on_another_thread_ends_the_program() {
    let (status, after) = played("panic on another thread");
    assert_eq!(status.code(), Some(101));
    assert!(after.contains("the reason"), "{after:?}");
}

#[test]
fn a_panic_while_drawing_leaves_no_half_frame() {
    let (status, after) = played("panic while drawing");
    assert!(!status.success());
    assert!(after.contains("the reason"), "{after:?}");
    assert!(!after.contains("half"), "{after:?}");
}

#[test]
fn an_error_gives_the_terminal_back() {
    played("error");
}

#[test]
fn leaving_twice_is_leaving_once() {
    played("leave twice");
}

#[test]
fn a_terminal_that_takes_no_bytes_does_not_keep_the_program() {
    let (mut pty, settings) = play("stuck");
    pty.wait_for_text("drawn");
    pty.stop_reading();
    pty.send(b"x");
    let start = Instant::now();
    assert_eq!(pty.wait_for_exit().code(), Some(7));
    assert!(
        start.elapsed() < Duration::from_secs(8),
        "took {:?}",
        start.elapsed()
    );
    assert_eq!(pty.settings(), settings);
}

#[test]
fn a_frame_is_one_write_between_marks() {
    let (mut pty, _) = play("leave twice");
    pty.wait_for_end();
    let bytes = pty.since(0);
    let begin = find(&bytes, b"\x1b[?2026h").expect("a frame begins");
    let text = find(&bytes, b"drawn").expect("a frame shows something");
    let end = find(&bytes, b"\x1b[?2026l").expect("a frame ends");
    assert!(begin < text && text < end);
}

/// What the tests above play, each in a process of its own; without a scene's name in the environment it is nothing.
#[test]
fn scene() {
    match env::var(SCENE).as_deref() {
        Ok("panic on the main thread") => {
            let _screen = drawn();
            panic!("the reason");
        }
        Ok("panic on another thread") => {
            let _screen = drawn();
            let _ = thread::spawn(|| panic!("the reason")).join();
            thread::sleep(Duration::from_secs(60));
        }
        Ok("panic while drawing") => {
            let _ = drawn().draw(|frame| {
                frame.render_widget("half", frame.area());
                panic!("the reason");
            });
        }
        Ok("error") => {
            fails().unwrap_err();
        }
        Ok("leave twice") => {
            let mut screen = drawn();
            leave();
            draw(&mut screen, "late");
            leave();
        }
        Ok("stuck") => {
            let mut screen = drawn();
            crossterm::event::read().unwrap();
            thread::spawn(|| {
                thread::sleep(Duration::from_millis(500));
                end(7)
            });
            loop {
                screen.forget().unwrap();
                draw(&mut screen, &"x".repeat(1920));
            }
        }
        _ => {}
    }
}

fn fails() -> io::Result<()> {
    let _screen = drawn();
    Err(io::Error::other("an error"))
}

fn drawn() -> Screen {
    let mut screen = Screen::enter(true).unwrap();
    draw(&mut screen, "drawn");
    screen
}

fn draw(screen: &mut Screen, text: &str) {
    screen
        .draw(|frame| frame.render_widget(text, frame.area()))
        .unwrap();
}
