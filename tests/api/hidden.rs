//! 404≡: what one may not see answers exactly as what was never there.

use crate::matrix::{Cast, questions};
use crate::operations::{self, Known};
use shared::words::DomainKind;
use tests::TestApp;
use uuid::Uuid;

tests::on_both_engines!(
    a_hidden_case_is_one_that_was_never_there,
    a_hidden_client_is_one_that_was_never_there
);

/// To every role, in every standing in which it does not see the case, on every operation about one.
async fn hidden_is_absent_to_every_role(app: TestApp) {
    let all = operations::all();
    let of_a_case = all.iter().filter(|one| one.of_a_case()).collect::<Vec<_>>();
    let view = of_a_case.iter().find(|one| one.views_a_case()).unwrap();
    let cast = Cast::assemble(app).await;
    let (mut hidden, mut compared) = (0, 0);
    for kind in DomainKind::ALL {
        for actor in cast.actors(*kind) {
            for operation in &of_a_case {
                for (standing, question) in questions(operation, *kind) {
                    if cast.ask(&actor, view, &question).await.status.is_success() {
                        continue;
                    }
                    hidden += 1;
                    for language in ["en", "fr"] {
                        let in_language = |browser: tests::Browser| browser.with("accept-language", language);
                        let never = question.about("NEVER-USED");
                        let never = cast.ask_with(&actor, operation, &never, in_language).await;
                        let reply = cast.ask_with(&actor, operation, &question, in_language).await;
                        assert_eq!(
                            reply.fingerprint(),
                            never.fingerprint(),
                            "{} {} to {} ({standing})",
                            operation.method,
                            operation.path,
                            actor.column()
                        );
                        compared += 1;
                    }
                }
            }
        }
    }
    let trace = cast.now_contains().await.since(cast.contents());
    assert!(trace.is_empty(), "what was refused left a trace:\n{trace}");
    cast.leave().await;
    println!(
        "hidden is absent: {} operations about a case, {hidden} hidden, {compared} answers compared",
        of_a_case.len()
    );
    assert!(
        of_a_case.len() >= 11 && hidden > 500,
        "{hidden} is too few to mean anything"
    );
}

mod everybody {
    use super::TestApp;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn hidden_is_absent_to_every_role_sqlite() {
        super::hidden_is_absent_to_every_role(TestApp::empty_sqlite().await).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn hidden_is_absent_to_every_role_postgres() {
        super::hidden_is_absent_to_every_role(TestApp::empty_postgres().await).await;
    }
}

/// To people with a history: what is the predecessor's, the successor's, a gap's …
async fn a_hidden_case_is_one_that_was_never_there(app: TestApp) {
    let all = operations::all();
    let everything = app.reads_everything().await;
    for (email, hidden) in [
        // The predecessor's, the successor's, a gap's, never let in, another client's.
        (
            "alice@aurora.example",
            &[
                "COBALT-A",
                "COBALT-B-FIRST",
                "GAMMA-GAP",
                "GAMMA-B",
                "ECHO-ONE",
                "FJORD-ONE",
            ][..],
        ),
        (
            "bob@borealis.example",
            &["COBALT-A-LAST", "DELTA-ROOT", "GAMMA-B", "HYDRA-BOTH"],
        ),
        ("max@aurora.example", &["DELTA-PLANT", "HYDRA-BOTH", "AURORA-OWN"]),
        ("dina@delta.example", &["DELTA-TILL", "COBALT-A"]),
        ("dodo@delta.example", &["DELTA-TILL", "DELTA-WEB"]),
        ("olga@vendor.example", &["DELTA-ROOT"]),
    ] {
        let person = app.sign_in(email).await;
        let before = app.contents(everything).await;
        for operation in all.iter().filter(|one| one.of_a_case()) {
            for language in ["en", "fr"] {
                let browser = person.browser().with("accept-language", language);
                let ask = async |number: &str| {
                    let known = [
                        ("domain", person.domain.as_str()),
                        ("number", number),
                        ("client", "delta.example"),
                        ("id", &Uuid::nil().to_string()),
                        ("me", &person.me.email),
                    ];
                    let known = known.map(|(name, value)| (name, value.into()));
                    operation.send(&browser, &Known::from(known)).await
                };
                let never = ask("NEVER-USED").await;
                never.refused(404, "not-found");
                for number in hidden {
                    let reply = ask(number).await;
                    assert_eq!(
                        reply.fingerprint(),
                        never.fingerprint(),
                        "{email} {} {} {number}",
                        operation.method,
                        operation.path
                    );
                    assert!(!reply.text().contains(number));
                }
                // What cannot be a number is not there either.
                assert_eq!(ask("x").await.fingerprint(), never.fingerprint());
            }
        }
        let trace = app.contents(everything).await.since(&before);
        assert!(trace.is_empty(), "what was refused left a trace:\n{trace}");
    }
}

async fn a_hidden_client_is_one_that_was_never_there(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let never = alice.get("/clients/never-used.example").await;
    never.refused(404, "not-found");
    for client in [
        "cobalt.example",
        "fjord.example",
        "borealis.example",
        "vendor.example",
        "aurora.example",
    ] {
        let reply = alice.get(&format!("/clients/{client}")).await;
        assert_eq!(reply.fingerprint(), never.fingerprint(), "{client}");
    }
    let filter = alice.get("/cases?client=never-used.example").await;
    for client in ["cobalt.example", "fjord.example", "echo.example"] {
        let reply = alice.get(&format!("/cases?client={client}")).await;
        assert_eq!(reply.fingerprint(), filter.fingerprint(), "{client}");
    }
    // Somebody else's consents and tenures.
    let dora = app.sign_in("dora@delta.example").await;
    let delegations: Vec<(Uuid,)> = app
        .rows(
            "SELECT g.id FROM delegations g JOIN domains d ON d.id = g.client_id WHERE d.name <> ?",
            vec!["delta.example".into()],
        )
        .await;
    let never = dora.delete(&format!("/delegations/{}", Uuid::nil())).await;
    never.refused(404, "not-found");
    for (delegation,) in delegations {
        let reply = dora.delete(&format!("/delegations/{delegation}")).await;
        assert_eq!(reply.fingerprint(), never.fingerprint());
    }
}
