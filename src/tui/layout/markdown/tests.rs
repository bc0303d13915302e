//! Texts in, lines out. Bold is written `*so*`, code keeps its own marks, a link that a terminal is told of is `<so>`.

use super::*;

fn lines(source: &str, width: usize) -> Vec<String> {
    lay(source, width, Addresses::Beside)
        .lines
        .iter()
        .map(say)
        .collect()
}

fn say(line: &Line) -> String {
    let span = |span: &Span| {
        let mut text = span.text.clone();
        if span.ink.bold {
            text = format!("*{text}*");
        }
        if span.ink.italic {
            text = format!("/{text}/");
        }
        if span.ink.struck {
            text = format!("-{text}-");
        }
        if span.link.is_some() {
            text = format!("<{text}>");
        }
        text
    };
    line.0.iter().map(span).collect()
}

#[track_caller]
fn draws(source: &str, width: usize, expected: &[&str]) {
    assert_eq!(lines(source, width), expected, "{source:?}");
}

#[test]
fn paragraphs_keep_the_lines_they_were_written_in() {
    draws(
        "one\ntwo\n\nthree  \nfour",
        20,
        &["one", "two", "", "three", "four"],
    );
    draws("a *b* **c** ~~d~~ `e`", 20, &["a /b/ *c* -d- `e`"]);
    draws(
        "one **two three** four",
        9,
        &["one *two*", "*three*", "four"],
    );
    draws("", 20, &[]);
}

#[test]
fn headings_stand_with_what_follows() {
    draws(
        "intro\n\n# One\ntext\n\n### Three\n\nmore",
        20,
        &["intro", "", "*One*", "text", "", "*Three*", "more"],
    );
}

#[test]
fn lists_nest_and_hang() {
    draws(
        "- one two three\n- four\n  1. five six seven\n  2. eight\n- nine",
        11,
        &[
            "• one two",
            "  three",
            "• four",
            "  1. five",
            "     six",
            "     seven",
            "  2. eight",
            "• nine",
        ],
    );
    draws(
        "- loose\n\n- list\n\n  more",
        20,
        &["• loose", "", "• list", "", "  more"],
    );
    draws("99. a\n100. b", 20, &["99. a", "100. b"]);
    draws("-\n- a", 20, &["• ", "• a"]);
}

#[test]
fn every_tick_box_is_found_again_in_the_text() {
    let source = "- [ ] one\n- [x] two **bold**\n  - [X] deep\n* [ ] one\n\n1. [ ] five\n\n`- [ ] no`\n\n```\n- [ ] no\n```\n";
    let laid = lay(source, 40, Addresses::Beside);
    let found: Vec<(&str, bool, &str)> = laid
        .tasks
        .iter()
        .map(|task| (&source[task.at..=task.at], task.done, task.text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (" ", false, "one"),
            ("x", true, "two **bold**"),
            ("X", true, "deep"),
            (" ", false, "one"),
            (" ", false, "five"),
        ]
    );
    for task in &laid.tasks {
        let first = say(&laid.lines[task.lines.start]);
        assert!(first.contains('☐') || first.contains('☑'), "{first}");
    }
    draws(
        "- [ ] wrap this line\n- [x] done",
        12,
        &["☐ wrap this", "  line", "☑ done"],
    );
    let wrapped = lay("- [ ] wrap this line\n- [x] done", 12, Addresses::Beside);
    assert_eq!(wrapped.tasks[0].lines, 0..2);
}

#[test]
fn code_is_left_as_it_is() {
    draws(
        "```rust\nfn main() {\n\tx  y\n\n}\n```\nafter",
        20,
        &[
            "  rust",
            "  fn main() {",
            "      x  y",
            "  ",
            "  }",
            "",
            "after",
        ],
    );
    draws("```\n0123456789\n```", 8, &["  012345", "  6789"]);
    draws("    indented\n      more", 20, &["  indented", "    more"]);
}

#[test]
fn quotes_and_rules_are_drawn() {
    draws(
        "> one two\n> three\n>\n> > deep\n\n---\nend",
        12,
        &[
            "▎ one two",
            "▎ three",
            "▎",
            "▎ ▎ deep",
            "",
            "────────────",
            "",
            "end",
        ],
    );
}

#[test]
fn tables_share_the_width_there_is() {
    let table = "| name | n |\n|:--|--:|\n| one two | 1 |\n| x | **200** |\n";
    draws(
        table,
        30,
        &[
            "*name*    │   *n*",
            "────────┼────",
            "one two │   1",
            "x       │ *200*",
        ],
    );
    draws(
        table,
        11,
        &[
            "*name*  │   *n*",
            "──────┼────",
            "one   │   1",
            "two   │ ",
            "x     │ *200*",
        ],
    );
    // No room for columns.
    draws(
        table,
        9,
        &[
            "*name*: one",
            "two",
            "*n*: 1",
            "",
            "*name*: x",
            "*n*: *200*",
        ],
    );
}

#[test]
fn addresses_are_told_only_where_that_is_safe() {
    draws("[text](https://a.org/b)", 40, &["<text> (https://a.org/b)"]);
    draws(
        "<https://a.org> and https://b.org.",
        40,
        &["<https://a.org> and <https://b.org>."],
    );
    draws("<ann@a.org>", 40, &["<ann@a.org>"]);
    draws(
        "![a picture](https://a.org/p.png)",
        60,
        &["!<a picture> (https://a.org/p.png)"],
    );
    draws("[x](javascript:alert)", 40, &["x (javascript:alert)"]);
    draws("[x](file:///etc/passwd)", 40, &["x (file:///etc/passwd)"]);
    let behind = |source: &str| -> Vec<String> {
        let laid = lay(source, 60, Addresses::Behind);
        laid.lines.iter().map(say).collect()
    };
    assert_eq!(behind("[text](https://a.org/b)"), ["<text>"]);
    // What looks like an address must not hide another one.
    assert_eq!(
        behind("[https://good.org](https://evil.org)"),
        ["<https://good.org> (https://evil.org)"]
    );
    assert_eq!(
        behind("[good.org](https://evil.org)"),
        ["<good.org> (https://evil.org)"]
    );
    assert_eq!(behind("[x](ssh://a)"), ["x (ssh://a)"]);
}

#[test]
fn nothing_that_steers_a_terminal_comes_out() {
    let hostile = [
        "a\u{1b}[31mb &#27;[2J &#x9b;x \u{202e}c",
        "[a\u{1b}]8;;x](https://a.org/\u{1b}]52;c;x\u{7})",
        "[a](<https://a.org/&#27;]8;;>)",
        "```\u{1b}[0m\n\u{9b}2J\tx\r\n```",
        "<b\u{1b}[1m>\n\n| a\u{7} |\n|---|\n| \u{1b}c |",
        "- [ ] \u{1b}[2J\n\n> \u{200b}\u{2066}",
        "![\u{1b}[0m](\u{1b}[0m)",
    ];
    for source in hostile {
        for addresses in [Addresses::Beside, Addresses::Behind] {
            for line in lay(source, 20, addresses).lines {
                for span in line.0 {
                    assert_eq!(crate::text::clean(&span.text), span.text, "{source:?}");
                    let link = span.link.unwrap_or_default();
                    assert!(link.bytes().all(|byte| byte.is_ascii_graphic()), "{link:?}");
                }
            }
        }
    }
}

#[test]
fn no_line_is_wider_than_asked() {
    let source = "# 看板 heading that is long\n\n- 日本語のカード and 👩‍👩‍👧 emoji ❤️\n  - deep\n    - deeper\n      - deepest of all\n        - no room at all\n\n> > > > > > quoted deep down\n\n| 名前 | a long column of words | x |\n|---|---|---|\n| 日本語 | `code` and **bold** | 👩‍👩‍👧 |\n\n```\n日本語のコード\u{1F1E9}\u{1F1EA} x\n```\n\nhttps://example.org/a/very/long/address/without/any/blank\n\nﾊﾞﾊﾟ";
    for width in 8..60 {
        for line in lay(source, width, Addresses::Beside).lines {
            let wide: usize = line
                .0
                .iter()
                .map(|span| crate::text::width(&span.text))
                .sum();
            assert!(wide <= width, "{wide} in {width}: {}", say(&line));
        }
    }
    for width in 0..8 {
        assert!(!lay(source, width, Addresses::Beside).lines.is_empty());
    }
}

#[test]
fn nesting_without_end_costs_no_more_than_its_text() {
    for source in [
        ">".repeat(50_000),
        "- ".repeat(50_000),
        "*a **b ".repeat(20_000),
        "[".repeat(50_000),
        "| a ".repeat(2_000) + "\n" + &"|---".repeat(2_000) + "\n| b |",
    ] {
        assert!(lay(&source, 40, Addresses::Beside).lines.len() < 200_000);
    }
}
