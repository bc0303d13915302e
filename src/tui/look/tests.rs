use super::*;

fn term(name: &str, colorterm: &str) -> Depth {
    Depth::of(|wanted| {
        let value = match wanted {
            "TERM" => name,
            "COLORTERM" => colorterm,
            _ => "",
        };
        Some(value.to_owned()).filter(|value| !value.is_empty())
    })
}

#[test]
fn the_environment_tells_how_many_colours_there_are() {
    for (name, colorterm, depth) in [
        ("xterm", "", Depth::Sixteen),
        ("", "", Depth::Sixteen),
        ("linux", "", Depth::Sixteen),
        ("xterm-256color", "", Depth::Indexed),
        ("tmux-256color", "", Depth::Indexed),
        ("xterm-256color", "truecolor", Depth::True),
        ("screen", "24bit", Depth::True),
        ("xterm-kitty", "", Depth::True),
        ("xterm-direct", "", Depth::True),
    ] {
        assert_eq!(term(name, colorterm), depth, "{name} {colorterm}");
    }
}

fn look(depth: Depth) -> Look {
    let grey = |at: u8| Rgb(at, at, at);
    let colors = Colors {
        text: Rgb(0xd5, 0xd9, 0xe3),
        ground: Rgb(0x1a, 0x1d, 0x26),
        faint: grey(0x80),
        chosen: Rgb(0x2c, 0x33, 0x45),
        sixteen: [Rgb(0xf0, 0x71, 0x78); 16],
    };
    Look {
        schemes: vec![Scheme::new("mine", colors)],
        depth,
        ..Look::default()
    }
}

#[test]
fn a_scheme_comes_down_to_the_colours_there_are() {
    let shown = |depth| look(depth).colors().expect("it brings its own");
    let all = shown(Depth::True);
    assert_eq!(all.ground, Color::Rgb(0x1a, 0x1d, 0x26));
    assert_eq!(all.of(Color::Red), Some(Color::Rgb(0xf0, 0x71, 0x78)));
    assert_eq!(all.of(Color::Rgb(1, 2, 3)), None);
    let cube = shown(Depth::Indexed);
    assert!(matches!(cube.ground, Color::Indexed(16..)), "{cube:?}");
    assert!(cube.chosen.is_some_and(|chosen| chosen != cube.ground));
    let few = shown(Depth::Sixteen);
    assert_eq!((few.ground, few.text), (Color::Black, Color::White));
    // The chosen line is reversed.
    assert_eq!(few.chosen, None);
    assert_eq!(Look::default().colors(), None);
}

#[test]
fn marks_in_ascii_are_as_wide() {
    for mark in ["─", "┃", "╭", "▸", "↓", "●", "…", "“", "█", "☑", "⇧"] {
        let sign = ascii(mark).expect(mark);
        assert_eq!(crate::text::width(sign), crate::text::width(mark), "{mark}");
        assert!(sign.is_ascii());
    }
    for others in ["a", "日", "é", "🫖", " "] {
        assert_eq!(ascii(others), None, "{others}");
    }
}

#[test]
fn contrast_is_reckoned_as_the_web_does() {
    let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
    assert!((black.contrast(white) - 21.0).abs() < 0.01);
    assert!((Rgb(0x77, 0x77, 0x77).contrast(white) - 4.48).abs() < 0.01);
    assert_eq!("#1a1D26".parse(), Ok(Rgb(0x1a, 0x1d, 0x26)));
    for wrong in ["1a1d26", "#1a1d2", "#1a1d2g", "#+a1d26", "red", ""] {
        assert!(wrong.parse::<Rgb>().is_err(), "{wrong}");
    }
}
