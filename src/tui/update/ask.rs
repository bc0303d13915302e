//! Lines of text: opened, taken, given back with the reason when they cannot be.

use tui_input::Input;

use crate::board::{CardId, ColumnField, Detail, due};
use crate::edit::{Act, Along, At, Draft, ItemAct, Place, Refusal, Slot};
use crate::query::Query;
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::{Ask, Overlay, Prompt};

use super::cards::set;
use super::{clash, comments, filters, go, go_to, labels, lists, page, remarks, sheet};

/// Opens a line of text; what was typed for it before and not saved is offered again, with what it was based on.
pub(super) fn open(model: &mut Model, ask: Ask, text: &str) {
    let (ask, text) = match (model.draft(&ask), ask) {
        (None, ask) => (ask, text.to_owned()),
        (Some((Ask::New { body: kept, .. }, text)), Ask::New { place, body }) => {
            let body = if body.is_empty() { kept } else { body };
            (Ask::New { place, body }, text)
        }
        (Some((before, text)), _) if before.takes_lines() && text.contains('\n') => {
            return page::edit(model, before, text);
        }
        (Some((before, text)), _) => (before, text),
    };
    push(model, ask, text);
}

/// Asks once more, with these words and no others.
pub(super) fn again(model: &mut Model, ask: Ask, text: String) {
    model.drafts.retain(|(draft, _)| !draft.is_like(&ask));
    match ask {
        Ask::Page { .. } => page::edit(model, ask, text),
        ask if ask.takes_lines() && text.contains('\n') => page::edit(model, ask, text),
        ask => push(model, ask, text),
    }
}

fn push(model: &mut Model, ask: Ask, text: String) {
    let (input, error) = (Input::new(text), None);
    model
        .overlays
        .push(Overlay::Prompt(Prompt { ask, input, error }));
}

/// Opens the line that filters the board while it is typed.
pub(super) fn search(model: &mut Model) {
    let before = model.view.filter.as_ref().map_or("", |filter| &filter.text);
    let input = Input::new(before.to_owned());
    let from = model.cursor;
    let (ask, error) = (Ask::Search { from }, None);
    model
        .overlays
        .push(Overlay::Prompt(Prompt { ask, input, error }));
}

/// Tells whether a search is being typed.
pub(super) fn is_search(model: &Model) -> bool {
    matches!(
        model.overlays.last(),
        Some(Overlay::Prompt(Prompt {
            ask: Ask::Search { .. },
            ..
        }))
    )
}

/// Says why the line that is open cannot be taken.
pub(super) fn fail(model: &mut Model, why: &str) {
    if let Some(Overlay::Prompt(prompt)) = model.overlays.last_mut() {
        prompt.error = Some(why.to_owned());
    }
}

pub(super) fn act(model: &mut Model, action: Action) {
    let Some(Overlay::Prompt(prompt)) = model.overlays.last() else {
        return;
    };
    let search = match prompt.ask {
        Ask::Search { from } => Some(from),
        _ => None,
    };
    match (action, search) {
        (Action::Accept, Some(_)) => {
            let text = prompt.input.value().to_owned();
            let number = Query::parse(&text).ok().and_then(|query| query.number());
            if let Some(card) = number.filter(|card| model.board.card(*card).is_some()) {
                go_to(model, card);
                return;
            }
            match model.search(&text, Query::parse) {
                Ok(()) => drop(model.overlays.pop()),
                Err(error) => fail(model, &model.words.misread(&error)),
            }
        }
        (Action::Back, Some(from)) => {
            model.overlays.pop();
            model.show_all();
            if let Some(card) = from.card {
                model.go_to_card(card);
            }
        }
        (Action::Accept, None) => accept(model),
        (Action::Back, None) => back(model),
        (Action::InEditor, None) => remarks::in_editor(model),
        (action, _) => {
            go::act(model, action, "");
        }
    }
}

/// Closes the line; what is typed for a new card is kept for the next one.
fn back(model: &mut Model) {
    let Some(Overlay::Prompt(prompt)) = model.overlays.pop() else {
        return;
    };
    if let Ask::New { body, .. } = &prompt.ask
        && !(body.is_empty() && prompt.input.value().trim().is_empty())
    {
        let key = model.keys.key(Action::New);
        model.say(model.words.prompt.kept(key));
        let text = prompt.input.value().to_owned();
        model.drafts.push((prompt.ask, text));
    }
}

fn accept(model: &mut Model) {
    let Some(Overlay::Prompt(mut prompt)) = model.overlays.pop() else {
        return;
    };
    let text = prompt.input.value().trim().to_owned();
    if let Ask::SearchName(search) = &prompt.ask {
        if text.is_empty() {
            prompt.error = Some(model.words.prompt.search_name_missing().to_owned());
            model.overlays.push(Overlay::Prompt(prompt));
        } else {
            filters::save(model, &text, search);
        }
        return;
    }
    let acts = match acts(model, &prompt.ask, &text) {
        Ok(acts) => acts,
        Err(why) => {
            prompt.error = Some(why);
            model.overlays.push(Overlay::Prompt(prompt));
            return;
        }
    };
    if acts.is_empty() {
        return;
    }
    let typed = Some((prompt.ask.clone(), text));
    match model.commit(acts.clone(), typed.clone()) {
        Ok(changed) => {
            go_to_new(model, changed);
            lists::refresh(model);
            if let Ask::Comment(cards) = &prompt.ask {
                remarks::said(model, cards);
            }
        }
        Err(Refusal::Clash(found)) => clash::open(model, acts, typed, &found),
        Err(refusal) => {
            prompt.error = Some(model.words.refused(&refusal));
            model.overlays.push(Overlay::Prompt(prompt));
        }
    }
}

fn go_to_new(model: &mut Model, changed: bool) {
    let Some(pending) = model.pending.back().filter(|_| changed) else {
        return;
    };
    if let Some((card, item)) = pending.born.item() {
        // Who writes one step often has more of them.
        sheet::go_to_item(model, card, item);
        let after = Some(item);
        return open(model, Ask::NewItem { card, after }, "");
    }
    match (pending.born.card, pending.born.column) {
        (Some(card), _) => model.go_to_card(card),
        (_, Some(column)) => model.go_to_column(Some(column)),
        _ => {}
    }
}

/// Names another column for a new card whose own is gone.
pub(super) fn rehome(model: &Model, ask: &mut Ask) {
    if let Ask::New { place, .. } = ask
        && model.board.column(place.column).is_none()
        && let Some(column) = model.cursor.column
    {
        let at = At::Bottom;
        *place = Place { column, at };
    }
}

/// Returns what a text means as the answer to what was asked; nothing when it is to be left as it is.
fn acts(model: &Model, ask: &Ask, text: &str) -> Result<Vec<Act>, String> {
    Ok(match ask {
        Ask::New { body, .. } if text.is_empty() && body.is_empty() => Vec::new(),
        Ask::New { place, body } => {
            let mut draft = Box::new(Draft {
                title: text.to_owned(),
                body: body.clone(),
                ..Draft::default()
            });
            // A card that is written in a lane belongs there.
            let lane = model
                .cursor_lane()
                .and_then(|lane| model.view.lanes().get(lane));
            if let Some((lane, _)) = lane {
                lane.put_on(&mut draft);
            }
            vec![Act::AddCard { at: *place, draft }]
        }
        Ask::Title { card, base } => vec![set(
            *card,
            Detail::Title(text.to_owned()),
            Detail::Title(base.clone()),
        )],
        Ask::Comment(_) if text.is_empty() => Vec::new(),
        Ask::Comment(cards) => remarks::commenting(cards, text),
        Ask::Blocked(_) if text.is_empty() => {
            return Err(model.words.cards.why_blocked().to_owned());
        }
        Ask::Blocked(cards) => {
            let why = Detail::Blocked(Some(text.to_owned()));
            set_all(cards, &why, |base| Detail::Blocked(base.clone()))
        }
        Ask::LabelName(label) => labels::renaming(label, text),
        Ask::Due(cards) => {
            let day = match text {
                "" => None,
                text => {
                    due::parse(text, model.today).map_err(|error| model.words.no_day(&error))?
                }
            };
            set_all(cards, &Detail::Due(day), |base| Detail::Due(*base))
        }
        Ask::Column { .. } if text.is_empty() => Vec::new(),
        Ask::Column { after } => vec![Act::AddColumn {
            name: text.to_owned(),
            limit: None,
            done: false,
            at: after.map_or(Along::Last, Along::After),
        }],
        Ask::ColumnName { column, base } => {
            let (column, name) = (*column, text.to_owned());
            let (was, to) = (base.clone(), name.clone());
            let (was, to) = (ColumnField::Name(was), ColumnField::Name(to));
            let saw = Act::Saw { column, was, to };
            vec![saw, Act::RenameColumn { column, name }]
        }
        Ask::ColumnLimit { column, base } => {
            let limit = match text {
                "" | "none" | "-" | "0" => None,
                text => Some(
                    text.parse()
                        .map_err(|_| model.words.prompt.limit_wrong().to_owned())?,
                ),
            };
            let column = *column;
            let (was, to) = (ColumnField::Limit(*base), ColumnField::Limit(limit));
            let saw = Act::Saw { column, was, to };
            vec![saw, Act::LimitColumn { column, limit }]
        }
        Ask::NewItem { .. } if text.is_empty() => Vec::new(),
        Ask::NewItem { card, after } => {
            let (card, text, done) = (*card, text.to_owned(), false);
            let at = after.map_or(Slot::Last, Slot::After);
            let act = ItemAct::Add { text, done, at };
            vec![Act::Item { card, act }]
        }
        Ask::ItemText { card, item, base } => {
            let (card, item, base) = (*card, *item, Some(base.clone()));
            let text = text.to_owned();
            let act = ItemAct::Rename { item, text, base };
            vec![Act::Item { card, act }]
        }
        Ask::CommentText { .. } => comments::acts(ask, text),
        Ask::SearchName(_) | Ask::Search { .. } | Ask::Page { .. } => Vec::new(),
    })
}

/// Returns the acts that set a detail of cards that the user saw with these values.
fn set_all<T>(cards: &[(CardId, T)], to: &Detail, was: impl Fn(&T) -> Detail) -> Vec<Act> {
    let one = |(card, base): &(CardId, T)| set(*card, to.clone(), was(base));
    cards.iter().map(one).collect()
}
