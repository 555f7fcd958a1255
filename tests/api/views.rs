//! Lists that people keep.

use serde_json::json;
use shared::api::lists::{CaseFilter, ChangeView, Column, NewView, SavedView, Since};
use shared::case::State;
use tests::{Person, TestApp, code};
use uuid::Uuid;

tests::on_both_engines!(
    a_list_is_its_owners_alone,
    a_list_is_kept_as_it_was_and_changes,
    one_of_them_opens_the_list,
    names_are_taken_once_and_there_are_fifty,
    what_cannot_be_a_list_is_refused,
);

fn named(name: &str) -> NewView {
    NewView {
        name: name.to_owned(),
        ..NewView::default()
    }
}

async fn kept(person: &Person) -> Vec<SavedView> {
    person.api().views().await.unwrap()
}

async fn a_list_is_its_owners_alone(app: TestApp) {
    let (dan, dina) = (
        app.sign_in("dan@delta.example").await,
        app.sign_in("dina@delta.example").await,
    );
    app.browser()
        .get("/api/v1/domains/delta.example/views")
        .await
        .refused(401, "unauthenticated");
    let view = dan.api().add_view(&named("Mine")).await.unwrap();
    assert_eq!(kept(&dina).await, []);
    let never = dina.delete(&format!("/views/{}", Uuid::nil())).await;
    never.refused(404, "not-found");
    let of_dan = format!("/views/{}", view.id);
    assert_eq!(dina.delete(&of_dan).await.fingerprint(), never.fingerprint());
    dina.patch(&of_dan, &json!({"name": "Ours"}))
        .await
        .refused(404, "not-found");
    dina.delete("/views/nonsense").await.refused(404, "not-found");
    assert_eq!(kept(&dan).await, [view]);
}

async fn a_list_is_kept_as_it_was_and_changes(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let new = NewView {
        name: " À moi ".to_owned(),
        filter: CaseFilter {
            client: Some("delta.example".to_owned()),
            state: vec![State::New, State::ActionRequired],
            q: Some("réseau".to_owned()),
            product: Some("gateway".to_owned()),
            mine: true,
            since: Some(Since::Days(7)),
            ..CaseFilter::default()
        },
        columns: vec![Column::Title, Column::Number, Column::Product],
        opens: false,
    };
    let view = dan.api().add_view(&new).await.unwrap();
    assert_eq!(
        (view.name.as_str(), &view.filter, &view.columns),
        ("À moi", &new.filter, &new.columns)
    );
    assert_eq!(kept(&dan).await, std::slice::from_ref(&view));
    let change = ChangeView {
        name: Some("À nous".to_owned()),
        ..ChangeView::default()
    };
    let changed = dan.api().change_view(view.id, &change).await.unwrap();
    assert_eq!(changed.filter, new.filter);
    let change = ChangeView {
        filter: Some(CaseFilter::default()),
        columns: Some(vec![]),
        ..ChangeView::default()
    };
    let changed = dan.api().change_view(view.id, &change).await.unwrap();
    assert_eq!(
        (changed.name.as_str(), &changed.filter),
        ("À nous", &CaseFilter::default())
    );
    assert_eq!(kept(&dan).await, [changed]);
    // A client that one may not know is kept as it was typed, and finds nothing.
    let hidden = NewView {
        filter: CaseFilter {
            client: Some("fjord.example".to_owned()),
            ..CaseFilter::default()
        },
        ..named("Hidden")
    };
    let hidden = dan.api().add_view(&hidden).await.unwrap();
    assert!(dan.list(&hidden.filter).await.is_empty());
    dan.api().remove_view(view.id).await.unwrap();
    dan.api().remove_view(hidden.id).await.unwrap();
    assert_eq!(kept(&dan).await, []);
    assert_eq!(code(dan.api().remove_view(view.id).await), "not-found");
}

async fn one_of_them_opens_the_list(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let opening = |name: &str| NewView {
        opens: true,
        ..named(name)
    };
    let opens = async || {
        let views = kept(&dan).await.into_iter().filter(|view| view.opens);
        views.map(|view| view.name).collect::<Vec<_>>()
    };
    let first = dan.api().add_view(&opening("First")).await.unwrap();
    assert_eq!(opens().await, ["First"]);
    dan.api().add_view(&opening("Second")).await.unwrap();
    assert_eq!(opens().await, ["Second"]);
    let set = |opens: bool| ChangeView {
        opens: Some(opens),
        ..ChangeView::default()
    };
    dan.api().change_view(first.id, &set(true)).await.unwrap();
    assert_eq!(opens().await, ["First"]);
    dan.api().change_view(first.id, &set(false)).await.unwrap();
    assert!(opens().await.is_empty());
    // Somebody else's is not touched.
    let dina = app.sign_in("dina@delta.example").await;
    dina.api().add_view(&opening("Dina's")).await.unwrap();
    dan.api().change_view(first.id, &set(true)).await.unwrap();
    assert!(kept(&dina).await[0].opens);
}

async fn names_are_taken_once_and_there_are_fifty(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for position in 0..50 {
        dan.api()
            .add_view(&named(&format!("View {position:02}")))
            .await
            .unwrap();
    }
    assert_eq!(
        code(dan.api().add_view(&named("One more")).await),
        "limit-reached"
    );
    let views = kept(&dan).await;
    assert!(views.is_sorted_by_key(|view| view.name.clone()) && views.len() == 50);
    let change = ChangeView {
        name: Some("View 01".to_owned()),
        ..ChangeView::default()
    };
    assert_eq!(
        code(dan.api().change_view(views[0].id, &change).await),
        "already-exists"
    );
    dan.api().remove_view(views[0].id).await.unwrap();
    assert_eq!(
        code(dan.api().add_view(&named(" View 01 ")).await),
        "already-exists"
    );
    dan.api().add_view(&named("One more")).await.unwrap();
    // Another person's may have the same name.
    let dina = app.sign_in("dina@delta.example").await;
    dina.api().add_view(&named("View 01")).await.unwrap();
}

async fn what_cannot_be_a_list_is_refused(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for (body, pointer) in [
        (json!({"name": ""}), "/name"),
        (json!({"name": "a\nb"}), "/name"),
        (
            json!({"name": "x", "filter": {"state": ["open"]}}),
            "/filter/state/0",
        ),
        (json!({"name": "x", "filter": {"since": "soon"}}), "/filter/since"),
        (json!({"name": "x", "filter": {"sort": "title"}}), "/filter/sort"),
        (json!({"name": "x", "filter": {"client": "x"}}), "/filter/client"),
        (json!({"name": "x", "columns": ["note"]}), "/columns/0"),
        (json!({"name": "x", "columns": ["title", "title"]}), "/columns"),
    ] {
        let problem = dan.post("/views", &body).await.refused(422, "invalid-input");
        assert_eq!(problem.errors[0].pointer, pointer, "{body}");
    }
    assert_eq!(kept(&dan).await, []);
}
