//! Keys of the user's own: any that can be written, any action, laid over the table.

use proptest::prelude::*;
use strum::VariantArray as _;
use walboard::tui::keymap::{Found, Keys, Mode, Own, TABLE, spell};
use walboard::tui::words::Words;

use crate::{config, pieces};

fn own() -> impl Strategy<Value = Own> {
    let modes = prop::sample::select(Mode::VARIANTS);
    let real: Vec<&str> = TABLE.iter().flat_map(|line| line.keys).copied().collect();
    let keys = prop_oneof![
        3 => prop::sample::select(real).prop_map(str::to_owned),
        2 => pieces(&["<", ">", "c-", "a-", "s-", "space", "lt", "x", "g", "enter", "left", "<c-x>", "<a-1>", "<f5>", "G"]),
        1 => "[a-zA-Z0-9]{1,3}",
    ];
    let actions: Vec<&str> = TABLE.iter().map(|line| line.action.name()).collect();
    let action = prop_oneof![
        6 => prop::sample::select(actions).prop_map(str::to_owned),
        1 => Just("none".to_owned()),
        1 => any::<String>(),
    ];
    (modes, keys, action, 1usize..50).prop_map(|(mode, keys, action, line)| Own {
        mode,
        keys,
        action,
        line,
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn own_keys_count_or_are_told_of_and_ctrl_c_leads_out(own in prop::collection::vec(own(), 0..12)) {
        let (keys, wrong) = Keys::with(&own);
        let table = Keys::default();
        for mode in Mode::VARIANTS {
            prop_assert_eq!(keys.find(*mode, "<c-c>"), table.find(*mode, "<c-c>"));
            let _ = keys.help(*mode, "c", Words::english());
        }
        for own in &own {
            let told = wrong.iter().any(|(line, why)| *line == own.line && !why.to_string().is_empty());
            let Ok(spelt) = spell(&own.keys) else {
                prop_assert!(told, "{own:?} was dropped without a word");
                continue;
            };
            let means = match keys.find(own.mode, &spelt) {
                Found::Action(action) => action.name(),
                Found::More | Found::Nothing => "none",
            };
            prop_assert!(told || means == own.action, "{own:?} means {means}");
        }
    }

    #[test]
    fn what_a_key_is_spelt_as_is_spelt_the_same_again(text in pieces(&["<", ">", "c-", "a-", "s-", "space", "lt", "x", "G", "enter", "left", "C-", "Esc"])) {
        if let Ok(spelt) = spell(&text) {
            prop_assert_eq!(spell(&spelt), Ok(spelt.clone()));
        }
    }
}
