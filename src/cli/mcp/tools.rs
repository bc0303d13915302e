//! The tools, and what each of them takes.

use rmcp::handler::server::router::tool::ToolRouter;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{Implementation, ServerCapabilities, ServerConfig};
use rmcp::schemars::{self, JsonSchema};
use rmcp::{Peer, RoleServer, ServerHandler, tool, tool_handler, tool_router};
use serde::Deserialize;

use super::Desk;

/// What an agent can do with a board.
#[derive(Debug, Clone)]
pub(super) struct Tools {
    desk: Desk,
    tool_router: ToolRouter<Self>,
}

/// Which cards to list.
#[derive(Debug, Deserialize, JsonSchema)]
struct List {
    /// Which cards: words, #12, @name, @none, +label, !high, due<fri, overdue, in:column, is:blocked, is:done; a minus
    /// before any of these means the others; all must match. Without it all cards that are not archived.
    query: Option<String>,
    /// Of this column only.
    column: Option<String>,
}

/// One card.
#[derive(Debug, Deserialize, JsonSchema)]
struct Show {
    /// The card's number.
    card: i64,
}

/// A new card.
#[derive(Debug, Deserialize, JsonSchema)]
struct Add {
    /// One line of text.
    title: String,
    /// The column; the first one unless told otherwise.
    column: Option<String>,
    /// Markdown.
    body: Option<String>,
    #[serde(default)]
    labels: Vec<String>,
    /// Who works on it: a name, or me.
    assignee: Option<String>,
    /// low, medium, high or urgent.
    priority: Option<String>,
    /// 2026-12-03, fri, 2d, 3 weeks.
    due: Option<String>,
    /// Items of its checklist.
    #[serde(default)]
    checklist: Vec<String>,
    /// A name for this adding: repeated under the same name it adds nothing and answers with the same card.
    key: Option<String>,
}

/// Other values for a card; what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
struct Edit {
    /// The card's number.
    card: i64,
    title: Option<String>,
    /// Markdown; it replaces the whole body.
    body: Option<String>,
    /// A name, me, or none.
    assignee: Option<String>,
    /// low, medium, high, urgent or none.
    priority: Option<String>,
    /// 2026-12-03, fri, 2d, 3 weeks, or none.
    due: Option<String>,
    #[serde(default)]
    add_labels: Vec<String>,
    #[serde(default)]
    remove_labels: Vec<String>,
    /// Refuse when the card is at another revision than this: its `rev` when you read it.
    if_rev: Option<u64>,
}

/// Where a card goes.
#[derive(Debug, Deserialize, JsonSchema)]
struct Move {
    /// The card's number.
    card: i64,
    /// The column it goes to.
    column: String,
    /// The card of that column that it goes right above; without it the card goes to the bottom.
    before: Option<i64>,
}

/// The next card to work on.
#[derive(Debug, Deserialize, JsonSchema)]
struct Claim {
    /// What the card must be like, as for list.
    query: Option<String>,
    /// The column to take it from; any whose cards are not done, unless told otherwise.
    from: Option<String>,
    /// The column to move it to; it stays where it is unless told otherwise.
    to: Option<String>,
    /// How long it is yours: 10m, 2h. After that others may claim it.
    lease: Option<String>,
    /// A name for this claim: repeated under the same name it answers with the same card.
    key: Option<String>,
}

/// Something to say about a card.
#[derive(Debug, Deserialize, JsonSchema)]
struct Comment {
    /// The card's number.
    card: i64,
    /// Markdown.
    text: String,
}

/// What happened.
#[derive(Debug, Deserialize, JsonSchema)]
struct ChangesSince {
    /// The number of the last change you know; 0 for all.
    since: i64,
    /// Of this card only.
    card: Option<i64>,
}

#[tool_router]
impl Tools {
    pub(super) fn new(desk: Desk) -> Self {
        let tool_router = Self::tool_router();
        Self { desk, tool_router }
    }

    /// List the cards on the board, as a JSON array.
    #[tool(annotations(read_only_hint = true))]
    fn list(
        &self,
        peer: Peer<RoleServer>,
        Parameters(list): Parameters<List>,
    ) -> Result<String, String> {
        let mut args = Words::default();
        args.option("column", list.column);
        args.values(list.query);
        self.run(&peer, "list", args)
    }

    /// Show a card in full: text, checklist, comments, links, revision.
    #[tool(annotations(read_only_hint = true))]
    fn show(
        &self,
        peer: Peer<RoleServer>,
        Parameters(show): Parameters<Show>,
    ) -> Result<String, String> {
        let mut args = Words::default();
        args.values([show.card.to_string()]);
        self.run(&peer, "show", args)
    }

    /// Add a card; answers with the card.
    #[tool(annotations(read_only_hint = false, destructive_hint = false))]
    fn add(
        &self,
        peer: Peer<RoleServer>,
        Parameters(add): Parameters<Add>,
    ) -> Result<String, String> {
        let mut args = Words::default();
        args.option("column", add.column);
        args.option("body", add.body);
        args.options("label", add.labels);
        args.option("assignee", add.assignee);
        args.option("priority", add.priority);
        args.option("due", add.due);
        args.options("item", add.checklist);
        args.option("key", add.key);
        args.values([add.title]);
        self.run(&peer, "add", args)
    }

    /// Change fields of a card; answers with the card. Others' changes of other fields stay.
    #[tool(annotations(read_only_hint = false, destructive_hint = true))]
    fn edit(
        &self,
        peer: Peer<RoleServer>,
        Parameters(edit): Parameters<Edit>,
    ) -> Result<String, String> {
        let mut args = Words::default();
        args.option("title", edit.title);
        args.option("body", edit.body);
        args.option("assignee", edit.assignee);
        args.option("priority", edit.priority);
        args.option("due", edit.due);
        args.options(
            "label",
            edit.add_labels.iter().map(|label| format!("+{label}")),
        );
        args.options(
            "label",
            edit.remove_labels.iter().map(|label| format!("-{label}")),
        );
        args.option("if-rev", edit.if_rev.map(|rev| rev.to_string()));
        if args.is_empty() {
            return Err("nothing to change was named".to_owned());
        }
        args.values([edit.card.to_string()]);
        self.run(&peer, "edit", args)
    }

    /// Move a card to a column.
    #[tool(
        name = "move",
        annotations(read_only_hint = false, destructive_hint = false)
    )]
    fn move_card(
        &self,
        peer: Peer<RoleServer>,
        Parameters(to): Parameters<Move>,
    ) -> Result<String, String> {
        let mut args = Words::default();
        args.option("before", to.before.map(|card| card.to_string()));
        args.values([to.card.to_string(), to.column]);
        self.run(&peer, "move", args)
    }

    /// Take the topmost card that nobody has and that is not blocked, for you to work on; no two callers get the same
    /// one.
    #[tool(annotations(read_only_hint = false, destructive_hint = false))]
    fn claim(
        &self,
        peer: Peer<RoleServer>,
        Parameters(claim): Parameters<Claim>,
    ) -> Result<String, String> {
        let mut args = Words::default();
        args.option("from", claim.from);
        args.option("to", claim.to);
        args.option("for", claim.lease);
        args.option("key", claim.key);
        args.values(claim.query);
        self.run(&peer, "claim", args)
    }

    /// Comment on a card.
    #[tool(annotations(read_only_hint = false, destructive_hint = false))]
    fn comment(
        &self,
        peer: Peer<RoleServer>,
        Parameters(comment): Parameters<Comment>,
    ) -> Result<String, String> {
        let mut args = Words::default();
        args.values([comment.card.to_string(), comment.text]);
        self.run(&peer, "comment", args)
    }

    /// Tell what happened on the board after a change that you know of, oldest first, one JSON object a line.
    #[tool(annotations(read_only_hint = true))]
    fn changes_since(
        &self,
        peer: Peer<RoleServer>,
        Parameters(changes): Parameters<ChangesSince>,
    ) -> Result<String, String> {
        let mut args = Words::default();
        args.option("since", Some(changes.since.to_string()));
        args.values(changes.card.map(|card| card.to_string()));
        self.run(&peer, "log", args)
    }

    fn run(&self, peer: &Peer<RoleServer>, command: &str, args: Words) -> Result<String, String> {
        let client = peer.peer_info();
        let client = client.map(|info| info.client_info.name.clone());
        self.desk.run(&client.unwrap_or_default(), command, args.0)
    }
}

#[tool_handler(router = self.tool_router)]
impl ServerHandler for Tools {
    fn get_info(&self) -> ServerConfig {
        let me = Implementation::new("walboard", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(me)
            .with_instructions(
                "A kanban board that people and programs work on at the same time. Cards are named by number. Read \
                 before you write: others may have changed things. What is refused says why.",
            )
    }
}

/// The words of a command: options first, then `--`, so that no value can be taken for an option.
#[derive(Debug, Default)]
struct Words(Vec<String>);

impl Words {
    fn option(&mut self, name: &str, value: Option<String>) {
        self.options(name, value);
    }

    fn options(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        let options = values.into_iter().map(|value| format!("--{name}={value}"));
        self.0.extend(options);
    }

    fn values(&mut self, values: impl IntoIterator<Item = String>) {
        self.0.push("--".to_owned());
        self.0.extend(values);
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
