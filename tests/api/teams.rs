//! The people of the support desk: teams, and how they appear outside.

use crate::desk::with_manager;
use shared::api::cases::CaseFilter;
use shared::api::shares::ShareCase;
use shared::api::teams::{ChangeDeskSettings, ChangeTeam, NewTeam, NewTeamMember, StaffNames};
use shared::case::Move;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    l3_teams_are_seen_by_the_desk_and_set_up_by_those_who_may,
    teams_are_checked,
    staff_appear_outside_as_the_vendor_chose,
    addresses_of_staff_are_hidden_where_others_shared,
);

fn network() -> NewTeam {
    NewTeam {
        key: "network".to_owned(),
        name_en: " Network ".to_owned(),
        name_fr: "Réseau".to_owned(),
    }
}

fn member(email: &str) -> NewTeamMember {
    NewTeamMember {
        account: email.to_owned(),
    }
}

async fn choose(person: &Person, names: StaffNames) {
    let request = ChangeDeskSettings {
        staff_names: Some(names),
    };
    let settings = person.api().change_desk_settings(&request).await.unwrap();
    assert_eq!(settings.staff_names, names);
}

async fn l3_teams_are_seen_by_the_desk_and_set_up_by_those_who_may(app: TestApp) {
    let eve = with_manager(&app).await;
    let olga = app.sign_in("olga@vendor.example").await;
    let names = ChangeDeskSettings {
        staff_names: Some(StaffNames::Team),
    };
    for email in [
        "ada@vendor.example",
        "eli@vendor.example",
        "pia@vendor.example",
        "alice@aurora.example",
        "dora@delta.example",
    ] {
        let person = app.sign_in(email).await;
        let reads = matches!(email, "ada@vendor.example" | "eli@vendor.example");
        assert_eq!(person.api().desk_teams().await.is_ok(), reads, "{email}");
        assert_eq!(person.api().desk_people().await.is_ok(), reads, "{email}");
        assert_eq!(person.api().desk_settings().await.is_ok(), reads, "{email}");
        assert_eq!(
            code(person.api().add_team(&network()).await),
            "forbidden",
            "{email}"
        );
        assert_eq!(
            code(person.api().change_desk_settings(&names).await),
            "forbidden",
            "{email}"
        );
    }
    let team = olga.api().add_team(&network()).await.unwrap();
    assert_eq!(
        (team.name.en.as_str(), team.name.fr.as_str(), team.retired),
        ("Network", "Réseau", false)
    );
    let team = eve
        .api()
        .add_team_member("network", &member("eli@vendor.example"))
        .await
        .unwrap();
    let again = eve
        .api()
        .add_team_member("network", &member("Eli@vendor.example"))
        .await
        .unwrap();
    assert_eq!(team, again);
    assert_eq!(team.members[0].name.as_deref(), Some("Eli Engineer"));
    let renamed = ChangeTeam {
        name_fr: Some("Réseaux".to_owned()),
        retired: Some(true),
        ..ChangeTeam::default()
    };
    let team = eve.api().change_team("network", &renamed).await.unwrap();
    assert_eq!(
        (team.name.en.as_str(), team.name.fr.as_str(), team.retired),
        ("Network", "Réseaux", true)
    );
    eve.api()
        .remove_team_member("network", "eli@vendor.example")
        .await
        .unwrap();
    assert_eq!(
        code(
            eve.api()
                .remove_team_member("network", "eli@vendor.example")
                .await
        ),
        "not-found"
    );
    assert!(eve.api().desk_teams().await.unwrap()[0].members.is_empty());
    let entries = olga.api().ledger(None).await.unwrap().items;
    let actions = entries
        .iter()
        .map(|entry| entry.action.as_str())
        .collect::<Vec<_>>();
    for action in [
        "team.added",
        "team.member_added",
        "team.renamed",
        "team.retired",
        "team.member_removed",
    ] {
        assert_eq!(
            actions.iter().filter(|one| **one == action).count(),
            1,
            "{action}"
        );
    }
}

async fn teams_are_checked(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    olga.api().add_team(&network()).await.unwrap();
    assert_eq!(code(olga.api().add_team(&network()).await), "already-exists");
    let wrong = NewTeam {
        key: "Net work".into(),
        name_en: String::new(),
        name_fr: "x".repeat(81),
    };
    let problem = refused(olga.api().add_team(&wrong).await);
    let pointers = problem
        .errors
        .iter()
        .map(|one| one.pointer.as_str())
        .collect::<Vec<_>>();
    assert_eq!(pointers, ["/key", "/name_en", "/name_fr"]);
    // Only who works at the desk; olga sets it up and does not.
    for stranger in [
        "olga@vendor.example",
        "dan@delta.example",
        "nobody@vendor.example",
    ] {
        let problem = refused(olga.api().add_team_member("network", &member(stranger)).await);
        assert_eq!(problem.errors[0].code, "not-at-desk", "{stranger}");
    }
    assert_eq!(
        code(
            olga.api()
                .add_team_member("none", &member("ada@vendor.example"))
                .await
        ),
        "not-found"
    );
    assert_eq!(
        code(
            olga.api()
                .change_team(
                    "none",
                    &ChangeTeam {
                        retired: Some(true),
                        ..ChangeTeam::default()
                    }
                )
                .await
        ),
        "not-found"
    );
    assert_eq!(
        code(olga.api().change_team("network", &ChangeTeam::default()).await),
        "invalid-input"
    );
    assert_eq!(
        code(
            olga.api()
                .change_desk_settings(&ChangeDeskSettings::default())
                .await
        ),
        "invalid-input"
    );
}

/// On every path: case, list, history, file, shares, who sees it.
async fn staff_appear_outside_as_the_vendor_chose(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    // Filed by an advisor for a caller on the telephone, discussed, shared and solved by her.
    let number = ada.files(Some("delta.example"), "By telephone").await.number;
    let number = number.as_str();
    ada.comments(number, "We look into it.").await.unwrap();
    ada.moves(number, Move::Solve).await.unwrap();
    let share = ShareCase {
        email: "dodo@delta.example".into(),
        ..ShareCase::default()
    };
    ada.api().share(number, &share).await.unwrap();
    let paths = |number: &str| {
        ["", "/history", "/shares", "/access"]
            .map(|part| format!("/cases/{number}{part}"))
            .into_iter()
            .chain(["/cases".to_owned(), "/cases/export".to_owned()])
            .collect::<Vec<_>>()
    };
    for names in [StaffNames::FirstName, StaffNames::Team, StaffNames::Name] {
        choose(&olga, names).await;
        for email in ["dan@delta.example", "dodo@delta.example", "alice@aurora.example"] {
            let person = app.sign_in(email).await;
            for path in paths(number) {
                let text = person.get(&path).await.text().to_owned();
                let (whole, address) = (text.contains("Advisor"), text.contains("ada@vendor"));
                if names == StaffNames::Name {
                    continue;
                }
                assert!(!whole && !address, "{email} {path} {names}: {text}");
                assert!(
                    names == StaffNames::FirstName || !text.contains("Ada"),
                    "{email} {path} {names}"
                );
            }
            let by = person.case(number).await.filed_by;
            let shown = match names {
                StaffNames::Name => Some("Ada Advisor"),
                StaffNames::FirstName => Some("Ada"),
                StaffNames::Team => None,
            };
            assert_eq!(by.name.as_deref(), shown);
            assert_eq!(by.email.is_some(), names == StaffNames::Name);
            assert_eq!(by.domain.unwrap().title, "Vendor");
            let solution = person.case(number).await.solution.unwrap();
            assert_eq!(solution.by.name.as_deref(), shown);
            if email == "dan@delta.example" {
                // Never "another partner": that is somebody else.
                let file = person.api().export(&CaseFilter::default()).await.unwrap();
                let line = file.lines().find(|line| line.starts_with(number)).unwrap();
                assert!(line.contains(shown.unwrap_or("Vendor")), "{line}");
            }
        }
        // Colleagues know each other.
        let eli = app.sign_in("eli@vendor.example").await;
        assert_eq!(
            eli.case(number).await.filed_by.email.as_deref(),
            Some("ada@vendor.example")
        );
    }
}

async fn addresses_of_staff_are_hidden_where_others_shared(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    choose(&olga, StaffNames::FirstName).await;
    // DELTA-ROOT: Aurora shared with Pia of the vendor.
    let alice = app.sign_in("alice@aurora.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let shares = alice.api().shares("DELTA-ROOT").await.unwrap();
    let knows = shares
        .iter()
        .any(|share| share.email.as_deref() == Some("pia@vendor.example"));
    assert!(knows && shares.iter().all(|share| !share.unnamed_staff));
    let shares = dan.api().shares("DELTA-ROOT").await.unwrap();
    let unnamed = shares
        .iter()
        .filter(|share| share.unnamed_staff)
        .collect::<Vec<_>>();
    assert_eq!((unnamed.len(), unnamed[0].email.as_deref()), (1, None));
    for path in ["/cases/DELTA-ROOT/shares", "/cases/DELTA-ROOT/access"] {
        assert!(!dan.get(path).await.text().contains("pia@"), "{path}");
    }
    let lines = dan.api().case_access("DELTA-ROOT").await.unwrap();
    let of_vendor = lines.iter().filter(|line| {
        line.domain()
            .is_some_and(|domain| domain.name == "vendor.example")
    });
    assert_eq!(of_vendor.count(), 2, "{lines:#?}");
    choose(&olga, StaffNames::Name).await;
    assert!(dan.get("/cases/DELTA-ROOT/shares").await.text().contains("pia@"));
}
