use std::collections::BTreeSet;

use jiff::Timestamp;

use super::*;
use crate::board::{
    CardField, CardId, Column, Comment, CommentId, Detail, Item, ItemId, Link, LinkKind, Priority,
    Rank, Remark, Spot,
};
use crate::change::{Actor, EditId};

fn names() -> Names {
    let column =
        |id, name: &str| Column::new(ColumnId(id), name.to_owned(), None, Rank::stored("a"));
    let mut names = Names::default();
    names.know(&[column(1, "To do"), column(2, "Doing")]);
    names
}

fn said(diff: Diff) -> String {
    let change = Change {
        seq: 1,
        at: Timestamp::UNIX_EPOCH,
        actor: Actor {
            name: "ana".into(),
            user: "ana".into(),
        },
        edit: EditId("e".into()),
        undoes: None,
        diff,
    };
    say(&change, &names())
}

fn card(before: Vec<CardField>, after: Vec<CardField>) -> String {
    let some = |fields: Vec<CardField>| (!fields.is_empty()).then_some(fields);
    said(Diff::Card(Touch {
        id: CardId(12),
        before: some(before),
        after: some(after),
    }))
}

fn place(column: i64) -> CardField {
    CardField::Place(Spot {
        column: ColumnId(column),
        rank: Rank::stored("a0"),
    })
}

fn title(text: &str) -> CardField {
    CardField::Detail(Detail::Title(text.into()))
}

#[test]
fn changes_of_cards_are_told() {
    let labels = |names: &[&str]| {
        CardField::Labels(
            names
                .iter()
                .copied()
                .map(str::to_owned)
                .collect::<BTreeSet<_>>(),
        )
    };
    let checklist = |items: &[(i64, &str, bool)]| {
        let item = |(id, text, done): &(i64, &str, bool)| Item {
            id: ItemId(*id),
            text: (*text).to_owned(),
            done: *done,
        };
        CardField::Checklist(items.iter().map(item).collect())
    };
    let comment = |text: Option<&str>| {
        let id = CommentId(5);
        CardField::Comment(text.map_or(Remark::Unsaid { id }, |text| {
            Remark::Said(Comment {
                id,
                at: Timestamp::UNIX_EPOCH,
                by: "ana".into(),
                text: text.into(),
            })
        }))
    };
    let links = |links: &[(LinkKind, i64)]| {
        let link = |&(kind, card): &(LinkKind, i64)| Link {
            kind,
            card: CardId(card),
        };
        CardField::Links(links.iter().map(link).collect())
    };
    let blocked = |why: Option<&str>| CardField::Detail(Detail::Blocked(why.map(str::to_owned)));
    let priority = |priority| CardField::Detail(Detail::Priority(priority));
    let table = [
        (
            card(vec![], vec![title("Hi"), place(1)]),
            "#12 added to “To do”: Hi",
        ),
        (
            card(vec![title("Hi"), place(9)], vec![]),
            "#12 deleted from “column 9”: Hi",
        ),
        (
            card(vec![place(1)], vec![place(2)]),
            "#12 moved from “To do” to “Doing”",
        ),
        (
            card(vec![place(1)], vec![place(1)]),
            "#12 moved within “To do”",
        ),
        (
            card(vec![labels(&["a", "b"])], vec![labels(&["b", "c"])]),
            "#12 labels +c -a",
        ),
        (card(vec![title("a")], vec![title("b")]), "#12 renamed: b"),
        (
            card(vec![priority(None)], vec![priority(Some(Priority::Low))]),
            "#12 priority none → low",
        ),
        (
            card(
                vec![CardField::Archived(true), place(1)],
                vec![CardField::Archived(false), place(1)],
            ),
            "#12 restored",
        ),
        (
            card(
                vec![checklist(&[
                    (1, "a", false),
                    (2, "b", true),
                    (3, "c", true),
                ])],
                vec![checklist(&[
                    (3, "d", false),
                    (1, "a", true),
                    (4, "e", false),
                ])],
            ),
            "#12 item 3 renamed: d, item 3 unticked: d, item 1 ticked: a, item 4 added: e, item 2 removed: b, \
             checklist put into another order",
        ),
        (
            card(vec![comment(None)], vec![comment(Some("\nHi\nyou"))]),
            "#12 comment 5: Hi …",
        ),
        (
            card(vec![comment(Some("Hi"))], vec![comment(Some("Ho"))]),
            "#12 comment 5 edited",
        ),
        (
            card(vec![comment(Some("Hi"))], vec![comment(None)]),
            "#12 comment 5 removed",
        ),
        (
            card(
                vec![links(&[(LinkKind::Blocks, 1)])],
                vec![links(&[(LinkKind::Parent, 2)])],
            ),
            "#12 is the parent of #2, no longer blocks #1",
        ),
        (
            card(vec![blocked(None)], vec![blocked(Some("rain"))]),
            "#12 blocked: rain",
        ),
        (
            card(vec![blocked(Some("rain"))], vec![blocked(None)]),
            "#12 unblocked",
        ),
    ];
    for (said, expected) in table {
        assert_eq!(said, expected);
    }
}

#[test]
fn changes_of_columns_are_told() {
    let column = |before, after| {
        said(Diff::Column(Touch {
            id: ColumnId(2),
            before,
            after,
        }))
    };
    let name = |name: &str| Some(vec![ColumnField::Name(name.into())]);
    let limit = |limit| Some(vec![ColumnField::Limit(limit)]);
    assert_eq!(column(None, name("Old")), "column “Old” added");
    assert_eq!(column(name("Old"), None), "column “Old” removed");
    assert_eq!(
        column(name("Old"), name("New")),
        "column “New” renamed from “Old”"
    );
    assert_eq!(
        column(limit(None), limit(Some(3))),
        "column “Doing” limit none → 3"
    );
    let done = |done| Some(vec![ColumnField::Done(done)]);
    assert_eq!(
        column(done(false), done(true)),
        "column “Doing” is where cards are done"
    );
    let color = |color| Some(vec![ColumnField::Color(color)]);
    assert_eq!(
        column(color(Some(Paint::Red)), color(None)),
        "column “Doing” color red → none"
    );
}

#[test]
fn changes_of_labels_are_told() {
    let paint = Some(vec![LabelField::Color(Paint::BrightRed)]);
    let touch = Touch {
        id: "bug".to_owned(),
        before: None,
        after: paint,
    };
    assert_eq!(
        said(Diff::Label(touch)),
        "label “bug” color none → bright-red"
    );
}
