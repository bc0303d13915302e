//! How work flows, in charts.

use crate::tui::words::text::texts;

texts! {
    /// The charts.
    Charts {
        flow,
        cycle,
        lead,
        weeks,
        ageing,
        days(count),
        reading,
        nothing_finished(count),
        no_done_column(key),
        half(time),
        of_hundred(percent, time),
        mean(time),
        done(count),
        nothing_begun,
        nothing_to_compare,
        usual(time),
    }
}
