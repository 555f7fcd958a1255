//! A reseller's clients.

use shared::api::clients::{Access, ClientView, Standing};
use shared::words::{DelegationScope, TenureKind};
use tests::{TestApp, code};

tests::on_both_engines!(
    a_reseller_reads_how_it_stands_to_each_client,
    whoever_may_list_clients_need_not_see_their_cases,
    clients_of_others_are_not_there,
);

async fn a_reseller_reads_how_it_stands_to_each_client(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let clients = alice.api().clients(None, None).await.unwrap().items;
    let read = |client: &ClientView| {
        let tenures = client
            .tenures
            .iter()
            .map(|tenure| tenure.kind)
            .collect::<Vec<_>>();
        (
            client.client.name.clone(),
            client.standing,
            client.access,
            tenures,
        )
    };
    let resale = TenureKind::Resale;
    assert_eq!(
        clients.iter().map(read).collect::<Vec<_>>(),
        [
            (
                "delta.example".to_owned(),
                Standing::Current,
                Access::Granted,
                vec![resale]
            ),
            (
                "echo.example".to_owned(),
                Standing::Current,
                Access::NeverGranted,
                vec![resale]
            ),
            (
                "gamma.example".to_owned(),
                Standing::Current,
                Access::Granted,
                vec![resale, resale]
            ),
            (
                "hydra.example".to_owned(),
                Standing::Current,
                Access::Granted,
                vec![resale, TenureKind::SupportPartner]
            ),
            (
                "iris.example".to_owned(),
                Standing::Current,
                Access::Granted,
                vec![resale]
            ),
        ]
    );
    let delta = alice.api().client("delta.example").await.unwrap();
    assert_eq!(delta, clients[0]);
    assert_eq!(delta.plan.as_deref(), Some("premium"));
    assert!(!delta.scopes.contains(&DelegationScope::Export));
    assert_eq!(delta.scopes.len(), 6);
    let iris = alice.api().client("iris.example").await.unwrap();
    assert_eq!(iris.scopes, [DelegationScope::View, DelegationScope::Comment]);
    // By the beginning of a word of its title or name.
    let found = alice.api().clients(Some("hyd"), None).await.unwrap().items;
    assert_eq!(found.len(), 1);
    // In pages.
    let (mut names, mut after) = (Vec::new(), String::new());
    loop {
        let reply = alice.get(&format!("/clients?limit=2{after}")).await;
        let page: shared::api::Page<ClientView> = reply.json();
        names.extend(page.items.into_iter().map(|client| client.client.name));
        let Some(next) = page.next else { break };
        after = format!("&after={}", shared::client::encode(&next));
    }
    assert_eq!(
        names,
        clients
            .iter()
            .map(|client| client.client.name.clone())
            .collect::<Vec<_>>()
    );
}

async fn whoever_may_list_clients_need_not_see_their_cases(app: TestApp) {
    let dirk = app.sign_in("dirk@borealis.example").await;
    let clients = dirk.api().clients(None, None).await.unwrap().items;
    assert_eq!(clients.len(), 1);
    assert_eq!(clients[0].client.name, "cobalt.example");
    assert!(dirk.all().await.is_empty());
    for email in [
        "max@aurora.example",
        "sam@aurora.example",
        "dan@delta.example",
        "dora@delta.example",
        "ada@vendor.example",
    ] {
        let person = app.sign_in(email).await;
        assert_eq!(
            code(person.api().clients(None, None).await),
            "forbidden",
            "{email}"
        );
    }
}

async fn clients_of_others_are_not_there(app: TestApp) {
    let bob = app.sign_in("bob@borealis.example").await;
    // Managed by Aurora; managed by Borealis once, which is not let in any more.
    for client in [
        "delta.example",
        "gamma.example",
        "hydra.example",
        "fjord.example",
        "aurora.example",
    ] {
        assert_eq!(code(bob.api().client(client).await), "not-found", "{client}");
    }
    let found = bob.api().clients(Some("delta"), None).await.unwrap().items;
    assert!(found.is_empty());
}
