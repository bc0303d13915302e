//! The marks of the house in ASCII.

/// Returns a symbol as it is drawn where there is nothing but ASCII: the house's own marks become the nearest sign of the
/// same width, and what people wrote stays.
pub(crate) fn ascii(symbol: &str) -> Option<&'static str> {
    Some(match symbol {
        "─" | "–" | "—" | "▔" | "▁" => "-",
        "━" | "═" => "=",
        "│" | "┃" | "║" | "▌" | "▐" | "▎" | "▏" => "|",
        "╭" | "╮" | "╰" | "╯" | "┌" | "┐" | "└" | "┘" | "┏" | "┓" | "┗" | "┛" | "├" | "┤" | "┬"
        | "┴" | "┼" | "┣" | "┫" | "┳" | "┻" | "╋" => "+",
        "▸" | "›" | "→" | "▶" | "❯" => ">",
        "◂" | "‹" | "←" | "◀" => "<",
        "↑" | "▲" | "⇧" => "^",
        "↓" | "▼" => "v",
        "•" | "●" | "·" | "∙" | "◆" | "■" => "*",
        "○" | "◇" | "□" | "☐" => "o",
        "◪" => "%",
        "△" => "'",
        "⊘" => "X",
        "☑" | "✓" | "✔" => "x",
        "✗" | "✘" | "×" => "x",
        "…" | "⋯" => "~",
        "“" | "”" | "„" => "\"",
        "‘" | "’" => "'",
        "█" | "▓" | "▒" | "░" => "#",
        "▀" | "▄" | "▂" | "▃" | "▅" | "▆" | "▇" => "=",
        _ => return None,
    })
}
