//! Signing in and out: sessions, cookies, limits, passwords.

use tests::TestApp;

tests::on_both_engines!(the_address_says_which_domain);

async fn the_address_says_which_domain(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    assert_eq!(alice.me.domain.name, "aurora.example");
    assert_eq!(alice.api().me().await.unwrap(), alice.me);
}
