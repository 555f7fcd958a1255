//! Text as people write it: taken apart by the server, for cases, their history and a preview.

use serde_json::json;
use shared::api::cases::FileCase;
use shared::api::prose::{Block, Inline, Written};
use shared::client::Failure;
use tests::TestApp;

tests::on_both_engines!(
    a_preview_is_for_whoever_is_signed_in_and_leaves_nothing,
    what_is_shown_is_what_was_previewed,
    no_text_leads_to_a_script,
);

const TEXT: &str = "**Pas de réseau**\n\n- [site](https://a.example/x)\n- `ping`";

fn written(text: &str) -> Written {
    Written {
        text: text.to_owned(),
    }
}

async fn a_preview_is_for_whoever_is_signed_in_and_leaves_nothing(app: TestApp) {
    let body = json!({"text": TEXT});
    app.browser()
        .post("/api/v1/domains/delta.example/prose", &body)
        .await
        .refused(401, "unauthenticated");
    let dodo = app.sign_in("dodo@delta.example").await;
    let long = "é".repeat(20_001);
    for (text, code) in [
        (" \n", "required"),
        ("a\0b", "control-characters"),
        (&long, "too-long"),
    ] {
        let problem = dodo
            .post("/prose", &json!({"text": text}))
            .await
            .refused(422, "invalid-input");
        let found = problem
            .errors
            .iter()
            .map(|one| (one.pointer.as_str(), one.code.as_str()));
        assert_eq!(found.collect::<Vec<_>>(), [("/text", code)]);
    }
    let everything = app.reads_everything().await;
    let before = app.contents(everything).await;
    let preview = dodo.api().preview(&written(TEXT)).await.unwrap();
    assert_eq!(preview.prose.len(), 2);
    assert_eq!(
        preview.prose[0],
        Block::Paragraph(vec![Inline::Strong(vec![Inline::Text(
            "Pas de réseau".to_owned()
        )])])
    );
    assert!(app.contents(everything).await.since(&before).is_empty());
}

async fn what_is_shown_is_what_was_previewed(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let preview = dan.api().preview(&written(TEXT)).await.unwrap().prose;
    let request = FileCase {
        product: "gateway".to_owned(),
        category: "outage".to_owned(),
        title: "Markdown".to_owned(),
        description: TEXT.to_owned(),
        ..FileCase::default()
    };
    let filed = dan.api().file_case(&request).await.unwrap();
    assert_eq!((&filed.prose, filed.description.as_str()), (&preview, TEXT));
    dan.comments(&filed.number, TEXT).await.unwrap();
    ada.notes(&filed.number, TEXT).await.unwrap();
    let history = ada.history(&filed.number).await;
    let said = history
        .iter()
        .filter(|line| line.body.is_some())
        .collect::<Vec<_>>();
    assert_eq!(said.len(), 2);
    assert!(said.iter().all(|line| line.prose == preview));
    assert!(
        history
            .iter()
            .all(|line| line.body.is_some() || line.prose.is_empty())
    );
    // What is searched is what was written.
    assert!(dan.search("site a example").await.contains(&filed.number));
}

async fn no_text_leads_to_a_script(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for text in [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](\u{1}javascript:alert(1))",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "[x]\n\n[x]: javascript:alert(1)",
        "[x](data:text/html;base64,AAAA)",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
    ] {
        let shown = match dan.api().preview(&written(text)).await {
            Ok(preview) => serde_json::to_string(&preview.prose).unwrap(),
            Err(Failure::Refused(problem)) => panic!("{text}: {problem:?}"),
            Err(other) => panic!("{text}: {other:?}"),
        };
        assert!(!shown.contains("\"link\""), "{text}: {shown}");
        assert!(
            shown.contains("alert") || shown.contains("data:"),
            "{text}: {shown}"
        );
    }
}
