use std::collections::BTreeSet;

use jiff::Timestamp;

use super::*;
use crate::board::{CardId, Detail, Priority, Rank, Spot};
use crate::change::{Actor, EditId};

fn names() -> Names {
    let names = HashMap::from([(ColumnId(1), "To do".into()), (ColumnId(2), "Doing".into())]);
    Names { names }
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
}
