//! Temporary: what the runtime is compiled against until the model, the view, the store thread and the editor land.
#![allow(missing_docs)]

pub mod model {
    use crate::board::Board;
    use crate::change::Actor;
    use crate::store::Mode;
    use jiff::{Timestamp, civil::Date};
    pub struct Start {
        pub board: Board,
        pub title: String,
        pub file: String,
        pub me: Actor,
        pub session: String,
        pub mode: Mode,
        pub size: (u16, u16),
        pub now: Timestamp,
        pub today: Date,
        pub color: bool,
    }
    pub struct Model;
    impl Model {
        pub fn new(_start: Start) -> Self {
            Self
        }
        pub fn next_wake(&self) -> Option<Timestamp> {
            None
        }
    }
}
pub mod update {
    use super::super::msg::{Effect, Msg};
    use super::model::Model;
    use jiff::{Timestamp, civil::Date};
    pub fn update(_m: &mut Model, msg: Msg, _now: Timestamp, _today: Date) -> Vec<Effect> {
        match msg {
            Msg::Suspend => vec![Effect::Suspend],
            Msg::Terminal(crossterm::event::Event::Key(k)) if k.code == crossterm::event::KeyCode::Char('q') => vec![Effect::Quit],
            Msg::Terminal(crossterm::event::Event::Key(k)) if k.code == crossterm::event::KeyCode::Char('z') => vec![Effect::Suspend],
            Msg::Terminate => vec![Effect::Quit],
            _ => vec![],
        }
    }
}
pub mod view {
    use super::model::Model;
    use ratatui::Frame;
    pub fn draw(_model: &Model, frame: &mut Frame<'_>) {
        frame.render_widget("standin", frame.area());
    }
}
