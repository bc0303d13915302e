use super::super::steps::{acts, read};
use super::*;
use crate::edit::{ItemAct, Slot};

/// A text on a page, and what is put in its place.
type Replaced<'a> = (&'a str, &'a str);

#[test]
fn steps_keep_their_numbers_through_a_page() {
    let card = full();
    let list = |card: &Card| -> Vec<String> {
        let item = |item: &Item| {
            format!(
                "{}{}{}",
                item.id.0,
                if item.done { "x" } else { " " },
                item.text
            )
        };
        card.checklist.iter().map(item).collect()
    };
    let table: [(&[Replaced], &[&str]); 9] = [
        (&[("- [ ] paint", "- [x] paint")], &["1xsand", "4xpaint"]),
        (
            &[("paint\n", "paint white\n")],
            &["1xsand", "4 paint white"],
        ),
        (&[("- [x] sand\n", "")], &["4 paint"]),
        (
            &[("- [x] sand\n", ""), ("paint\n", "paint\n- [x] sand\n")],
            &["4 paint", "1xsand"],
        ),
        (
            &[("- [x] sand\n", "buy\n* [X] look\n- [x] sand\n")],
            &["5 buy", "6xlook", "1xsand", "4 paint"],
        ),
        (
            &[("paint\n", "paint\n\n- dry\n- [] again\n")],
            &["1xsand", "4 paint", "5 dry", "6 again"],
        ),
        (&[("- [x] sand\n- [ ] paint\n", "")], &[]),
        (
            &[("- [x] sand\n- [ ] paint\n", "- a\n- b\n- c\n")],
            &["1 a", "4 b", "5 c"],
        ),
        (
            &[("- [x] sand\n", "- [x] sand\n- [ ] sand\n")],
            &["1xsand", "5 sand", "4 paint"],
        ),
    ];
    for (replaced, expected) in table {
        let mut is = list(&edited(&card, replaced));
        // Numbers of new ones are given as they come.
        let number = |line: &mut String| line.replace_range(..1, "n");
        let mut expected: Vec<String> = expected.iter().map(|line| (*line).to_owned()).collect();
        for lines in [&mut is, &mut expected] {
            lines
                .iter_mut()
                .filter(|line| line.as_bytes()[0] > b'4')
                .for_each(number);
        }
        assert_eq!(is, expected, "{replaced:?}");
    }
}

#[test]
fn steps_that_others_took_away_stay_away_unless_written_anew() {
    let was = full();
    let mut now = was.clone();
    now.checklist.remove(1);
    let of = |lines: &str| acts(&was, &now, &read(lines));
    assert_eq!(of("- [x] sand\n- [x] paint\n"), []);
    assert_eq!(of("- [x] sand\n"), []);
    let act = ItemAct::Add {
        text: "paint white".to_owned(),
        done: false,
        at: Slot::After(ItemId(1)),
    };
    let card = was.id;
    assert_eq!(
        of("- [x] sand\n- [ ] paint white\n"),
        [Act::Item { card, act }]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_steps_are_those_on_the_page(was in card(), lines in prop::collection::vec(("[abc]{1,2}", any::<bool>()), 0..6)) {
        let mut was = was;
        was.checklist.retain(|item| ["a", "b"].contains(&item.text.as_str()));
        let lines: String = lines.iter().map(|(text, done)| format!("- [{}] {text}\n", if *done { 'x' } else { ' ' })).collect();
        let steps = read(&lines);
        let acts = acts(&was, &was, &steps);
        let mut board = board_with(was);
        let actor = Actor { name: "zoe".to_owned(), user: "zoe".to_owned() };
        let (seq, at) = (1, Timestamp::UNIX_EPOCH);
        board.apply(&Edit::new(EditId("e".to_owned()), acts), &Stamp { seq, at, actor }).unwrap();
        let is: Vec<(&str, bool)> = board.card(CardId(1)).unwrap().checklist.iter().map(|item| (item.text.as_str(), item.done)).collect();
        let expected: Vec<(&str, bool)> = steps.iter().map(|step| (step.text.as_str(), step.done)).collect();
        prop_assert_eq!(is, expected);
    }
}
