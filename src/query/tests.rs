use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::board::{
    Card, CardField, CardId, Column, ColumnId, Comment, CommentId, Detail, Item, ItemId, Link,
    LinkKind, Rank,
};

/// A Wednesday.
const TODAY: Date = date(2026, 11, 25);

/// `#12 Fix the Café door`, label `Bug`, due on Friday.
fn card() -> Card {
    let mut card = Card::blank(CardId(12), Timestamp::UNIX_EPOCH);
    for detail in [
        Detail::Title("Fix the Café door".into()),
        Detail::Body("It *squeaks*\nin the 朝".into()),
        Detail::Assignee(Some("Ana".into())),
        Detail::Priority(Some(Priority::High)),
        Detail::Due(Some(date(2026, 11, 27))),
    ] {
        card.put(CardField::Detail(detail));
    }
    card.put(CardField::Labels(BTreeSet::from([
        "Bug".into(),
        "house".into(),
    ])));
    card.put(CardField::Checklist(vec![Item {
        id: ItemId(1),
        text: "Find the oil".into(),
        done: false,
    }]));
    card.put(CardField::Comments(vec![Comment {
        id: CommentId(1),
        at: Timestamp::UNIX_EPOCH,
        by: "bob".into(),
        text: "Heard it **again**".into(),
    }]));
    card.place.column = ColumnId(1);
    card
}

/// Looks at a card on a board with `To do`, `Done`, and `#1` in `To do`, which blocks `#12`.
fn found_in(card: &Card, query: &Query) -> bool {
    let column = |id, name: &str, done| {
        let rank = Rank::stored(&format!("a{id}"));
        let mut column = Column::new(ColumnId(id), name.to_owned(), None, rank);
        column.done = done;
        column
    };
    let columns = [column(1, "To do", false), column(2, "Done", true)];
    let mut blocker = Card::blank(CardId(1), Timestamp::UNIX_EPOCH);
    blocker.place.column = ColumnId(1);
    let (kind, other) = (LinkKind::Blocks, CardId(12));
    blocker.links.insert(Link { kind, card: other });
    let board = Board::new(columns, [blocker, card.clone()], CardId(12), ColumnId(2));
    let context = Context {
        me: "ana",
        today: TODAY,
        board: &board,
        found: None,
    };
    query.matches(card, &context)
}

fn found(text: &str) -> bool {
    found_in(&card(), &Query::parse(text).expect(text))
}

#[test]
fn terms_that_match() {
    let table = [
        // Nothing asked
        "",
        "  ",
        "\t",
        // Words, capitals or not, in title or body, all of them
        "fix",
        "CAFÉ",
        "squeaks",
        "朝",
        "door the",
        "\"the café\"",
        "\"THE CAFÉ",
        "fi\"x t\"",
        // The number
        "#12",
        "#012",
        // Who works on it
        "@ana",
        "@ANA",
        "@me",
        "-@none",
        "-@bob",
        // Labels
        "+bug",
        "+house +BUG",
        "-+feature",
        // Priority
        "!high",
        "!hi",
        "!h",
        "-!low",
        // The due date
        "due:fri",
        "due=fri",
        "due<sat",
        "due<=fri",
        "due>thu",
        "due>=2d",
        "due:2026-11-27",
        "due<1w",
        "due:\"27 nov\"",
        "-due:none",
        "-overdue",
        // The column
        "in:\"to do\"",
        "in:todo",
        "IN:ToDo",
        "-in:done",
        // What it is, and what it has
        "is:blocked",
        "-is:done",
        "has:body has:labels",
        "has:due",
        "HAS:checklist",
        "has:comments has:links",
        // The checklist and the comments
        "oil",
        "AGAIN squeaks",
        // Not these
        "-is:archived",
        "-window",
        "-\"café the\"",
        "-#13",
        // Begun
        "#",
        "@",
        "+",
        "!",
        "-",
        "\"",
        "due<",
        "due:",
        "due<=",
        "in:",
        "is:",
        "has:",
        "-@",
        "-\"",
        "in:\"",
        // All together
        "@me +bug !high due<sat in:todo door -window",
    ];
    for text in table {
        assert!(found(text), "{text}");
    }
}

#[test]
fn terms_that_do_not_match() {
    let table = [
        "window",
        "fix window",
        "\"café the\"",
        "#1",
        "#120",
        "@bob",
        "@an",
        "@none",
        "+bu",
        "+feature",
        "!low",
        "!none",
        "due:thu",
        "due<fri",
        "due>fri",
        "due:none",
        "overdue",
        "in:done",
        "in:to",
        "is:archived",
        "is:done",
        "-is:blocked",
        "-has:links",
        "-has:body",
        "-oil",
        "-again",
        "-fix",
        "-bug",
        "-house",
        "-+bug",
        "-@me",
        "-#12",
        "-!high",
        "-due<sat",
        "-in:todo",
        "due",
        "due2",
        "#12x",
        "\"overdue\"",
        "\"@me\"",
    ];
    for text in table {
        assert!(!found(text), "{text}");
    }
}

#[test]
fn terms_that_mean_nothing_are_refused() {
    use QueryError::{Due, DueNone, Part, Priority, State};
    assert!(matches!(Query::parse("!zzz"), Err(Priority(_))));
    assert!(matches!(Query::parse("is:odd"), Err(State(_))));
    assert!(matches!(Query::parse("has:odd"), Err(Part(_))));
    assert!(matches!(Query::parse("due<soon"), Err(Due(_))));
    assert!(matches!(Query::parse("-due<soon"), Err(Due(_))));
    assert!(matches!(Query::parse("due<none"), Err(DueNone)));
}

#[test]
fn while_typing_the_last_term_may_be_anything() {
    for text in ["!zz", "is:arch", "due<f", "due<2026-1", "x due<none"] {
        assert!(Query::typing(text).is_ok(), "{text}");
    }
    assert!(Query::typing("!zz ").is_err());
    let typed = |text| found_in(&card(), &Query::typing(text).expect("text"));
    assert!(typed("@an") && typed("+bu") && typed("in:to") && typed("due<f"));
    assert!(!typed("@an ") && !typed("+bu fix") && !typed("@b") && !typed("+\"bu"));
}

#[test]
fn every_step_of_typing_a_filter_is_one() {
    let whole = "@me +bug !high due<sat in:\"to do\" -\"café the\" has:links is:archived";
    for (end, _) in whole.char_indices() {
        assert!(Query::typing(&whole[..end]).is_ok(), "{}", &whole[..end]);
    }
}

#[test]
fn what_is_done_is_not_overdue() {
    let mut card = card();
    card.put(CardField::Detail(Detail::Due(Some(date(2026, 11, 1)))));
    let overdue = Query::parse("overdue").expect("a query");
    assert!(found_in(&card, &overdue));
    card.place.column = ColumnId(2);
    assert!(!found_in(&card, &overdue));
    assert!(found_in(&card, &Query::parse("is:done").expect("a query")));
}

#[test]
fn a_blank_card_is_no_trouble() {
    let blank = Card::blank(CardId(2), Timestamp::UNIX_EPOCH);
    for text in [
        "@none",
        "!none",
        "due:none",
        "-overdue",
        "-fix",
        "-has:body",
        "-is:blocked",
    ] {
        assert!(
            found_in(&blank, &Query::parse(text).expect("a query")),
            "{text}"
        );
    }
    for text in ["due<fri", "due>fri", "@me", "+bug"] {
        assert!(
            !found_in(&blank, &Query::parse(text).expect("a query")),
            "{text}"
        );
    }
}

#[test]
fn the_empty_query_is_known() {
    assert!(Query::default().is_empty() && Query::parse(" due< ").expect("begun").is_empty());
    assert!(!Query::parse("x").expect("a word").is_empty());
    assert!(
        Query::parse("x is:archived")
            .expect("both")
            .wants_archived()
    );
    assert!(!Query::parse("-is:archived").expect("not").wants_archived());
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        for query in [Query::parse(&text), Query::typing(&text)].into_iter().flatten() {
            found_in(&card(), &query);
        }
    }

    #[test]
    fn nothing_like_a_query_panics(
        parts in prop::collection::vec("[#@+!\\-\"<>=: ]|due|in:|is:|fri|[0-9]{1,30}|overdue|é|none", 0..12),
    ) {
        let text = parts.concat();
        for query in [Query::parse(&text), Query::typing(&text)].into_iter().flatten() {
            found_in(&card(), &query);
        }
    }

    #[test]
    fn typing_fails_only_before_the_last_term(text in "[#@+!\\-\"<a-z:]{0,20}") {
        prop_assert!(Query::typing(&text).is_ok());
    }
}
