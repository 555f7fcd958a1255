//! The list as a file: the same rows and columns, only what may be exported, nothing that a
//! spreadsheet would calculate.

use crate::delegations::revoke;
use shared::api::cases::{CaseFilter, ChangeCase};
use shared::api::delegations::GrantAccess;
use shared::api::lists::Column;
use shared::api::sessions::ChangeMe;
use shared::case::State;
use shared::words::{DelegationScope, Language};
use tests::{Person, TestApp, code};

tests::on_both_engines!(
    l8_a_file_has_the_rows_and_columns_of_the_page,
    l8_a_file_has_the_columns_asked_for,
    l8_no_cell_is_a_formula,
    only_what_may_be_exported_is_in_it,
    more_than_a_file_holds_is_refused,
);

/// The lines of a file, cells unquoted; the fixtures need nothing cleverer.
fn cells(file: &str) -> Vec<Vec<String>> {
    let file = file.strip_prefix('\u{feff}').unwrap();
    let unquoted = |line: &str| {
        let (mut cells, mut quoted) = (vec![String::new()], false);
        for character in line.chars() {
            match character {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                other => cells.last_mut().unwrap().push(other),
            }
        }
        cells
    };
    file.lines().map(unquoted).collect()
}

async fn exported(person: &Person, filter: &CaseFilter) -> Vec<Vec<String>> {
    cells(&person.api().export(filter).await.unwrap())
}

async fn l8_a_file_has_the_rows_and_columns_of_the_page(app: TestApp) {
    let closed = CaseFilter {
        state: vec![State::Closed],
        ..CaseFilter::default()
    };
    let found = CaseFilter {
        q: Some("reseau".to_owned()),
        ..CaseFilter::default()
    };
    for (email, clients) in [("dan@delta.example", false), ("ada@vendor.example", true)] {
        let person = app.sign_in(email).await;
        for filter in [&CaseFilter::default(), &closed, &found] {
            let lines = exported(&person, filter).await;
            let mut heading = vec![
                "Number", "Title", "Client", "Severity", "State", "Filed by", "Modified",
            ];
            if !clients {
                heading.remove(2);
            }
            assert_eq!(lines[0], heading);
            let rows = person.rows(filter, 50).await;
            assert_eq!(lines.len(), rows.len() + 1, "{email}");
            for (line, row) in lines[1..].iter().zip(rows) {
                assert_eq!(line.len(), heading.len());
                assert_eq!((&line[0], &line[1]), (&row.number, &row.title));
                assert_eq!(
                    line.contains(&row.client.title),
                    clients || row.title.contains(&row.client.title)
                );
                assert_eq!(line[heading.len() - 4], row.severity.as_str());
                assert_eq!(line[heading.len() - 1], row.updated_at.to_string());
                assert_eq!(Some(&line[heading.len() - 2]), row.filed_by.name.as_ref());
            }
        }
    }
    let dan = app.sign_in("dan@delta.example").await;
    let reply = dan.get("/cases/export?state=closed").await;
    assert_eq!(reply.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(
        reply.header("content-disposition"),
        Some("attachment; filename=\"cases.csv\"")
    );
    // In the reader's language: the account's choice, else the browser's.
    let reply = dan
        .browser()
        .with("accept-language", "fr")
        .get(&dan.path("/cases/export"))
        .await;
    assert!(
        reply
            .text()
            .contains("Numéro,Titre,Gravité,État,Déposée par,Modifiée")
    );
    let french = ChangeMe {
        locale: Some(Language::Fr),
        ..ChangeMe::default()
    };
    dan.api().change_me(&french).await.unwrap();
    let reply = dan
        .browser()
        .with("accept-language", "en")
        .get(&dan.path("/cases/export?state=closed"))
        .await;
    assert!(reply.text().contains("Gravité") && reply.text().contains(",Close,"));
    dan.get("/cases/export?state=open")
        .await
        .refused(422, "invalid-input");
    app.browser()
        .get(&dan.path("/cases/export"))
        .await
        .refused(401, "unauthenticated");
}

async fn l8_a_file_has_the_columns_asked_for(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let everything = CaseFilter::default();
    let columns = [Column::Updated, Column::Product, Column::Title, Column::FiledAt];
    let file = alice.api().export_columns(&everything, &columns).await.unwrap();
    let lines = cells(&file);
    assert_eq!(lines[0], ["Modifiée", "Produit", "Titre", "Déposée"]);
    let rows = alice.rows(&everything, 50).await;
    let numbers = |lines: Vec<Vec<String>>| lines.into_iter().skip(1).map(|line| line[0].clone());
    let exported = numbers(exported(&alice, &everything).await).collect::<Vec<_>>();
    let rows = rows
        .into_iter()
        .filter(|row| exported.contains(&row.number))
        .collect::<Vec<_>>();
    assert_eq!(lines.len(), rows.len() + 1);
    for (line, row) in lines[1..].iter().zip(&rows) {
        let product = row.product.as_ref().unwrap();
        let expected = [
            row.updated_at.to_string(),
            product.fr.clone(),
            row.title.clone(),
            row.filed_at.to_string(),
        ];
        assert_eq!(*line, expected);
    }
    // All there are, in one order and in the other; twice is once.
    let all = alice
        .api()
        .export_columns(&everything, Column::ALL)
        .await
        .unwrap();
    assert_eq!(cells(&all)[0].len(), Column::ALL.len());
    let twice = [Column::Number, Column::State, Column::Number];
    let twice = alice.api().export_columns(&everything, &twice).await.unwrap();
    assert_eq!(cells(&twice)[0], ["Numéro", "État"]);
    let problem = alice
        .get("/cases/export?columns=number,notes")
        .await
        .refused(422, "invalid-input");
    assert_eq!(problem.errors[0].pointer, "/columns");
    // What narrows the list narrows the file.
    let mine = CaseFilter {
        mine: true,
        ..everything
    };
    let file = alice
        .api()
        .export_columns(&mine, &[Column::FiledBy])
        .await
        .unwrap();
    let lines = cells(&file);
    assert!(lines.len() > 1 && lines[1..].iter().all(|line| line[0] == "Alice Admin"));
}

async fn l8_no_cell_is_a_formula(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for (title, cell) in [
        (
            "=HYPERLINK(\"https://evil.example\")",
            "'=HYPERLINK(https://evil.example)",
        ),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("Harmless = yes", "Harmless = yes"),
    ] {
        let change = ChangeCase {
            title: Some(title.to_owned()),
            ..ChangeCase::default()
        };
        dan.api().change_case("DELTA-TILL", &change).await.unwrap();
        let lines = exported(&dan, &CaseFilter::default()).await;
        let line = lines.iter().find(|line| line[0] == "DELTA-TILL").unwrap();
        assert_eq!(line[1], cell);
        let file = dan.api().export(&CaseFilter::default()).await.unwrap();
        assert!(
            file.lines()
                .all(|line| !line.starts_with(['=', '+', '-', '@']) && !line.contains(",="))
        );
    }
}

/// The numbers in a file, sorted.
async fn numbers(person: &Person) -> Vec<String> {
    let mut lines = exported(person, &CaseFilter::default()).await;
    lines.remove(0);
    let mut numbers = lines.into_iter().map(|line| line[0].clone()).collect::<Vec<_>>();
    numbers.sort();
    numbers
}

async fn only_what_may_be_exported_is_in_it(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let of_delta = |numbers: &[String]| numbers.iter().filter(|one| one.starts_with("DELTA")).count();
    assert_eq!(of_delta(&alice.all().await), 4);
    // A consent covers the export only if it says so.
    let before = numbers(&alice).await;
    let dora = app.sign_in("dora@delta.example").await;
    revoke(&dora, "aurora.example").await;
    let grant = |scopes: &[DelegationScope]| GrantAccess {
        reseller: "aurora.example".to_owned(),
        scopes: Some(scopes.to_vec()),
        ..GrantAccess::default()
    };
    dora.api()
        .grant_access(&grant(&[DelegationScope::Manage]))
        .await
        .unwrap();
    assert_eq!(of_delta(&alice.all().await), 4);
    assert_eq!(of_delta(&numbers(&alice).await), 0);
    dora.api()
        .grant_access(&grant(&[DelegationScope::Export]))
        .await
        .unwrap();
    let after = numbers(&alice).await;
    assert_eq!(of_delta(&after), 4);
    let others = |numbers: Vec<String>| {
        numbers
            .into_iter()
            .filter(|one| !one.starts_with("DELTA"))
            .collect::<Vec<_>>()
    };
    assert_eq!(others(after), others(before));
    // A share lets one look, not take away.
    let max = app.sign_in("max@aurora.example").await;
    assert!(!max.all().await.is_empty());
    assert!(numbers(&max).await.is_empty());
}

async fn more_than_a_file_holds_is_refused(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let own = dan.all().await.len();
    let lines = (own..10_001).map(|position| {
        let title = if position == own { "Alone" } else { "Many" };
        format!(
            r#"{{"type":"case","number":"MANY-{position}","domain":"delta.example","filed_by":"dan@delta.example","filed_in":"delta.example","filed_at":"2025-05-01T00:00:00Z","title":"{title}","description":"x"}}"#
        )
    });
    app.import(&lines.collect::<Vec<_>>().join("\n")).await;
    assert_eq!(
        code(dan.api().export(&CaseFilter::default()).await),
        "too-many-rows"
    );
    let many = CaseFilter {
        q: Some("many".to_owned()),
        ..CaseFilter::default()
    };
    assert_eq!(exported(&dan, &many).await.len(), 10_001 - own);
    // A whole file, exactly.
    app.write("DELETE FROM case_search", vec![]).await.unwrap();
    let new = CaseFilter {
        state: vec![State::New],
        ..CaseFilter::default()
    };
    let before = exported(&dan, &new).await.len();
    dan.moves("DELTA-ROOT", shared::case::Move::Close).await.unwrap();
    assert_eq!(exported(&dan, &new).await.len(), before - 1);
}
