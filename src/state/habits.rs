//! How somebody looks at a board, and what becomes of it when it is changed in two places.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::change::EditId;

/// How somebody looks at a board. Words that are not known mean nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Habits {
    /// What columns are ordered by, by their numbers: `due`, `-due`.
    pub orders: BTreeMap<i64, String>,
    /// What the lanes are by.
    pub lanes: Option<String>,
    /// Whether the card under the cursor is shown beside the board.
    pub beside: bool,
    /// The saved searches, in their order.
    pub searches: Vec<Saved>,
    /// The last change that each person has looked at, by its number in the journal: one user may sit here under several
    /// names.
    pub seen: BTreeMap<String, i64>,
    /// The edits that an undo passes over, by their names: so it was decided when it clashed.
    pub passed: BTreeSet<EditId>,
}

/// A search with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// The search, in the filter language.
    pub search: String,
}

impl Habits {
    /// Takes up what is not now as it was. Whatever else was changed here meanwhile stays.
    pub fn take_up(&mut self, was: &Self, now: &Self) {
        take_up(&mut self.orders, &was.orders, &now.orders);
        if now.lanes != was.lanes {
            self.lanes.clone_from(&now.lanes);
        }
        if now.beside != was.beside {
            self.beside = now.beside;
        }
        let gone = |saved: &Saved| now.searches.iter().all(|other| other.name != saved.name);
        let forgotten = was.searches.iter().filter(|saved| gone(saved));
        for Saved { name, .. } in forgotten {
            self.searches.retain(|saved| saved.name != *name);
        }
        for new in now
            .searches
            .iter()
            .filter(|new| !was.searches.contains(new))
        {
            match self
                .searches
                .iter_mut()
                .find(|saved| saved.name == new.name)
            {
                Some(saved) => saved.search.clone_from(&new.search),
                None => self.searches.push(new.clone()),
            }
        }
        let further = self.seen.clone();
        take_up(&mut self.seen, &was.seen, &now.seen);
        for (who, seq) in &mut self.seen {
            // It goes back only on a board that was made anew.
            if was.seen.get(who) <= Some(&*seq) {
                *seq = (*seq).max(further.get(who).copied().unwrap_or(*seq));
            }
        }
        self.passed
            .retain(|edit| !was.passed.contains(edit) || now.passed.contains(edit));
        self.passed
            .extend(now.passed.difference(&was.passed).cloned());
    }
}

/// Takes up each value that is not now as it was.
fn take_up<K: Ord + Clone, V: PartialEq + Clone>(
    kept: &mut BTreeMap<K, V>,
    was: &BTreeMap<K, V>,
    now: &BTreeMap<K, V>,
) {
    kept.retain(|key, _| now.contains_key(key) || !was.contains_key(key));
    let changed = now
        .iter()
        .filter(|(key, value)| was.get(key) != Some(value));
    kept.extend(changed.map(|(key, value)| (key.clone(), value.clone())));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(name: &str, search: &str) -> Saved {
        let (name, search) = (name.to_owned(), search.to_owned());
        Saved { name, search }
    }

    fn before() -> Habits {
        Habits {
            orders: [(1, "due".to_owned()), (2, "age".to_owned())].into(),
            lanes: None,
            beside: false,
            searches: vec![saved("Mine", "@me"), saved("Late", "overdue")],
            seen: [("ann".to_owned(), 5)].into(),
            passed: [EditId("s1-1".to_owned())].into(),
        }
    }

    #[test]
    fn what_was_changed_in_two_places_is_all_kept() {
        let was = before();
        let mut one = was.clone();
        one.orders.insert(1, "-due".to_owned());
        one.beside = true;
        one.searches.remove(0);
        one.searches.push(saved("Bugs", "+bug"));
        one.passed.insert(EditId("s1-2".to_owned()));
        let mut other = was.clone();
        other.orders.remove(&2);
        other.orders.insert(3, "title".to_owned());
        other.lanes = Some("label".to_owned());
        other.searches[1].search = "due<fri".to_owned();
        other.searches.push(saved("Ideas", "in:Ideas"));
        other.passed.clear();
        let mut kept = was.clone();
        kept.take_up(&was, &one);
        assert_eq!(kept, one);
        kept.take_up(&was, &other);
        let both = Habits {
            orders: [(1, "-due".to_owned()), (3, "title".to_owned())].into(),
            lanes: Some("label".to_owned()),
            beside: true,
            searches: vec![
                saved("Late", "due<fri"),
                saved("Bugs", "+bug"),
                saved("Ideas", "in:Ideas"),
            ],
            seen: was.seen.clone(),
            passed: [EditId("s1-2".to_owned())].into(),
        };
        assert_eq!(kept, both);
    }

    #[test]
    fn of_two_values_for_one_thing_the_later_stands() {
        let was = before();
        let mut kept = was.clone();
        for (order, search) in [("-age", "@ann"), ("title", "@bob")] {
            let mut now = was.clone();
            now.orders.insert(2, order.to_owned());
            now.searches[0].search = search.to_owned();
            kept.take_up(&was, &now);
            assert_eq!(kept, now);
        }
    }

    #[test]
    fn what_was_looked_at_in_one_place_stays_so_when_less_was_in_another() {
        let seen = |seq| Habits {
            seen: [("ann".to_owned(), seq)].into(),
            ..before()
        };
        let mut kept = seen(9);
        kept.take_up(&seen(5), &seen(7));
        assert_eq!(kept, seen(9));
        kept.take_up(&seen(5), &seen(12));
        assert_eq!(kept, seen(12));
        // But not on a board that begins anew.
        kept.take_up(&seen(12), &seen(1));
        assert_eq!(kept, seen(1));
    }
}
