//! The board for agents: a real client talks to `walboard mcp`.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use common::command::Walboard;
use rmcp::model::{CallToolRequestParams, ClientCapabilities, ClientConfig, Implementation};
use rmcp::service::RunningService;
use rmcp::transport::TokioChildProcess;
use rmcp::{RoleClient, ServiceExt as _};
use serde_json::{Value, json};

struct Client(RunningService<RoleClient, ClientConfig>);

impl Client {
    /// Starts the server on a board, as an agent of that name does.
    async fn start(walboard: &Walboard, name: &str) -> Self {
        let mut command = tokio::process::Command::from(walboard.command(["mcp"]));
        command.env_remove("WALBOARD_USER");
        let transport = TokioChildProcess::new(command).unwrap();
        let me = ClientConfig::new(
            ClientCapabilities::default(),
            Implementation::new(name, "1"),
        );
        Self(me.serve(transport).await.unwrap())
    }

    /// Calls a tool; what is refused is an error in words.
    async fn call(&self, tool: &'static str, arguments: Value) -> Result<String, String> {
        let Value::Object(arguments) = arguments else {
            panic!("arguments are an object")
        };
        let call = CallToolRequestParams::new(tool).with_arguments(arguments);
        let answer = self.0.call_tool(call).await.unwrap();
        let text = answer.content.iter().filter_map(|block| block.as_text());
        let text: String = text.map(|text| text.text.as_str()).collect();
        match answer.is_error {
            Some(true) => Err(text),
            _ => Ok(text),
        }
    }

    async fn json(&self, tool: &'static str, arguments: Value) -> Value {
        serde_json::from_str(&self.call(tool, arguments).await.unwrap()).unwrap()
    }
}

fn serve(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(test);
}

#[test]
fn an_agent_works_on_the_board_under_its_own_name() {
    serve(async {
        let walboard = Walboard::new();
        let agent = Client::start(&walboard, "Some Agent").await;
        let tools = agent.0.list_all_tools().await.unwrap();
        let mut names: Vec<&str> = tools.iter().map(|tool| &*tool.name).collect();
        names.sort_unstable();
        let all = [
            "add",
            "changes_since",
            "claim",
            "comment",
            "edit",
            "list",
            "move",
            "show",
        ];
        assert_eq!(names, all);
        assert!(tools.iter().all(|tool| tool.description.is_some()));

        let title = "-- looks like an option";
        let labels = json!(["bug"]);
        let card = agent
            .json("add", json!({"title": title, "labels": labels}))
            .await;
        assert_eq!((&card["id"], &card["title"]), (&json!(1), &json!(title)));
        let to = json!({"card": 1, "column": "Doing"});
        agent.json("move", to).await;
        let edit = json!({"card": 1, "priority": "high", "remove_labels": ["bug"]});
        let card = agent.json("edit", edit).await;
        assert_eq!(
            (&card["priority"], &card["labels"]),
            (&json!("high"), &json!([]))
        );
        agent
            .json("comment", json!({"card": 1, "text": "done soon"}))
            .await;
        let card = agent.json("show", json!({"card": 1})).await;
        assert_eq!(card["comments"][0]["by"], "Some-Agent");
        assert_eq!(
            agent.json("list", json!({"query": "in:doing"})).await[0]["id"],
            1
        );

        walboard.ok(["add", "for whoever comes first"]);
        let claimed = agent
            .json("claim", json!({"from": "To do", "lease": "10m"}))
            .await;
        assert_eq!(
            (&claimed["id"], &claimed["assignee"]),
            (&json!(2), &json!("Some-Agent"))
        );
        let log = agent
            .call("changes_since", json!({"since": 0, "card": 2}))
            .await
            .unwrap();
        let last: Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
        assert_eq!(
            (&last["kind"], &last["actor"]),
            (&json!("claim"), &json!("Some-Agent"))
        );
        // Others see that it is here, and the journal knows for whom it works.
        assert_eq!(walboard.json(["who"])[0]["what"], "mcp");
        assert!(
            !last["user"].as_str().unwrap_or_default().is_empty(),
            "{last}"
        );
    });
}

#[test]
fn what_is_refused_is_an_error_in_words_and_the_server_goes_on() {
    serve(async {
        let walboard = Walboard::new();
        walboard.ok(["add", "one"]);
        let agent = Client::start(&walboard, "agent").await;
        let refused = [
            ("show", json!({"card": 99}), "there is no card #99"),
            ("move", json!({"card": 1, "column": "Nowhere"}), "no column"),
            (
                "edit",
                json!({"card": 1, "title": "x", "if_rev": 7}),
                "is at revision 1, not 7",
            ),
            ("edit", json!({"card": 1}), "nothing to change"),
            ("add", json!({"title": ""}), "a title cannot be empty"),
            ("comment", json!({"card": 1, "text": "-"}), "a dash alone"),
            ("list", json!({"query": "!nonsense"}), "no priority"),
            ("claim", json!({"query": "+none"}), "no such card is free"),
        ];
        for (tool, arguments, why) in refused {
            let said = agent.call(tool, arguments).await.unwrap_err();
            assert!(said.contains(why), "{tool}: {said}");
        }
        assert_eq!(agent.json("show", json!({"card": 1})).await["rev"], 1);
    });
}

#[test]
fn a_board_that_is_not_there_is_said_before_anything_is_served() {
    let why = Walboard::homeless().fails(3, ["mcp"]);
    assert!(why.contains("there is no board"), "{why}");
}

#[cfg(unix)]
#[test]
fn what_an_agent_changes_is_told_to_hooks() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    let walboard = Walboard::new();
    let hooks = walboard.path(".config/walboard/hooks");
    fs::create_dir_all(&hooks).unwrap();
    let (hook, told) = (hooks.join("tell"), walboard.path("told"));
    fs::write(&hook, "#!/bin/sh\ncat >>\"$HOME/told\"\n").unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    serve(async {
        let client = Client::start(&walboard, "robin").await;
        client.call("add", json!({"title": "Door"})).await.unwrap();
        client.0.cancel().await.unwrap();
    });
    // Another process runs them, which the server does not wait for.
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let text = loop {
        let text = fs::read_to_string(&told).unwrap_or_default();
        if text.ends_with('\n') {
            break text;
        }
        assert!(std::time::Instant::now() < end, "nothing was told");
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    let change: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&change["kind"], &change["actor"]),
        (&json!("add"), &json!("robin"))
    );
}
