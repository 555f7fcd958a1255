//! What an account reads and changes about itself.

use shared::api::sessions::ChangeMe;
use shared::words::Language;
use tests::{TestApp, refused};

tests::on_both_engines!(everybody_changes_their_own_profile);

async fn everybody_changes_their_own_profile(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    assert_eq!(alice.me.locale, Some(Language::Fr));
    assert_eq!(alice.me.time_zone.as_deref(), Some("Europe/Paris"));
    let change = ChangeMe {
        name: Some("Alice Durand".to_owned()),
        locale: Some(Language::En),
        time_zone: Some("America/Toronto".to_owned()),
    };
    let me = alice.api().change_me(&change).await.unwrap();
    assert_eq!(
        (me.name.as_str(), me.locale, me.time_zone.as_deref()),
        ("Alice Durand", Some(Language::En), Some("America/Toronto"))
    );
    assert_eq!(alice.api().me().await.unwrap(), me);
    // What is left out stays.
    let only_locale = ChangeMe {
        locale: Some(Language::Fr),
        ..ChangeMe::default()
    };
    let me = alice.api().change_me(&only_locale).await.unwrap();
    assert_eq!(
        (me.name.as_str(), me.locale),
        ("Alice Durand", Some(Language::Fr))
    );
    for zone in ["Mars/Olympus", "../../etc/passwd", ""] {
        let change = ChangeMe {
            time_zone: Some(zone.to_owned()),
            ..ChangeMe::default()
        };
        let problem = refused(alice.api().change_me(&change).await);
        assert_eq!(problem.errors[0].pointer, "/time_zone", "{zone}");
    }
    let problem = refused(alice.api().change_me(&ChangeMe::default()).await);
    assert_eq!(problem.code.as_str(), "invalid-input");
}
