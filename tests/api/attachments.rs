//! Files of cases: who may attach, open and remove them, what they are called, and what is left of them.

use crate::delegations::revoke;
use poem::http::Method;
use shared::api::attachments::{AttachmentView, Redact};
use shared::api::cases::HistoryKind;
use shared::api::shares::ShareCase;
use shared::case::Move;
use shared::client::Outcome;
use tests::{Person, Reply, TestApp, code};
use uuid::Uuid;

tests::on_both_engines!(
    a_file_is_attached_told_and_opened,
    f1_a_file_is_gone_with_the_right_to_its_case,
    f1_a_file_of_another_case_is_not_there,
    f2_what_is_no_image_is_only_kept,
    names_become_harmless,
    f6_an_account_has_a_hundred_a_minute,
    f6_a_case_has_room_for_so_much,
    f7_a_disk_that_is_full_leaves_nothing,
    f7_a_folder_that_cannot_be_used_is_said,
    f7_what_a_crash_left_is_swept,
    o15_customers_do_not_remove_files,
    a_removed_file_leaves_its_name_and_the_reason,
    a_content_goes_with_the_last_file_that_has_it,
    a_file_sent_again_is_attached_once,
    a_closed_case_takes_no_files_of_customers,
    other_partners_files_have_no_name_of_theirs,
    f4_a_body_of_a_false_length_or_a_form_leaves_nothing,
);

/// The beginning of an image, and then some.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01";

/// Posts a file as the app does.
pub(crate) async fn post(person: &Person, number: &str, name: &str, bytes: &[u8]) -> Reply {
    let browser = person.browser().with("content-type", "application/octet-stream");
    let path = person.api().attach_path(number, name);
    browser.send(Method::POST, &path, Some(bytes.to_vec())).await
}

/// Attaches a file.
pub(crate) async fn attach(person: &Person, number: &str, name: &str, bytes: &[u8]) -> AttachmentView {
    let reply = post(person, number, name, bytes).await;
    assert_eq!(reply.status.as_u16(), 201, "{}", reply.text());
    reply.json()
}

async fn open(person: &Person, number: &str, id: Uuid) -> Reply {
    person
        .browser()
        .get(&person.api().attachment_path(number, id))
        .await
}

async fn redact(person: &Person, number: &str, id: Uuid) -> Outcome<AttachmentView> {
    let request = Redact {
        reason: "Holds a password.".to_owned(),
    };
    person.api().redact(number, id, &request).await
}

/// Neither a row nor a file.
#[track_caller]
pub(crate) fn nothing_is_left(app: &TestApp) {
    assert_eq!(app.files_in("incoming"), Vec::<String>::new());
    assert_eq!(app.files_in("content"), Vec::<String>::new());
    assert_eq!(app.files_in("leaving"), Vec::<String>::new());
}

pub(crate) async fn rows(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM attachments", vec![]).await
}

async fn a_file_is_attached_told_and_opened(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let before = dan.case("DELTA-TILL").await.updated_at;
    app.put_forward(5);
    let trace = (0..300_000_u32).map(|n| (n % 251) as u8).collect::<Vec<_>>();
    let log = attach(&alice, "DELTA-TILL", "trace.log", &trace).await;
    let image = attach(&dan, "DELTA-TILL", "écran.png", PNG).await;
    assert_eq!(
        (log.name.as_str(), log.size, log.image),
        ("trace.log", 300_000, false)
    );
    assert_eq!((image.name.as_str(), image.image), ("écran.png", true));
    assert_eq!(log.by.email.as_deref(), Some("alice@aurora.example"));
    assert!(dan.case("DELTA-TILL").await.updated_at > before);
    // Whoever may only look reads them too.
    let max = app.sign_in("max@aurora.example").await;
    for person in [&alice, &dan, &ada, &max] {
        let listed = person.api().attachments("DELTA-TILL").await.unwrap();
        assert_eq!(listed, [log.clone(), image.clone()], "{}", person.me.email);
        assert_eq!(open(person, "DELTA-TILL", log.id).await.body, trace);
        assert_eq!(open(person, "DELTA-TILL", image.id).await.body, PNG);
    }
    let lines = dan.history("DELTA-TILL").await;
    let told = lines.iter().filter(|line| line.kind == HistoryKind::Attached);
    let told = told.map(|line| (line.id, line.from.as_deref(), line.to.as_deref()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (log.id, Some("300000"), Some("trace.log")),
            (image.id, Some("24"), Some("écran.png"))
        ]
    );
    let entries = "SELECT count(*) FROM ledger WHERE action = 'case.attached'";
    assert_eq!(app.count(entries, vec![]).await, 2);
    // But may not attach.
    post(&max, "DELTA-TILL", "x", b"x")
        .await
        .refused(403, "forbidden");
    let rita = app.sign_in("rita@aurora.example").await;
    post(&rita, "DELTA-TILL", "x", b"x")
        .await
        .refused(403, "forbidden");
    assert_eq!(rows(&app).await, 2);
}

async fn f1_a_file_is_gone_with_the_right_to_its_case(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let dodo = app.sign_in("dodo@delta.example").await;
    let file = attach(&dan, "DELTA-TILL", "secret.txt", b"between us").await;
    let never = open(&dodo, "NEVER-USED", file.id).await;
    never.refused(404, "not-found");
    // Never let in, let in by a share, not any more.
    assert_eq!(
        open(&dodo, "DELTA-TILL", file.id).await.fingerprint(),
        never.fingerprint()
    );
    let share = ShareCase {
        email: "dodo@delta.example".to_owned(),
        ..ShareCase::default()
    };
    let share = dan.api().share("DELTA-TILL", &share).await.unwrap();
    assert_eq!(open(&dodo, "DELTA-TILL", file.id).await.body, b"between us");
    dan.api().end_share("DELTA-TILL", share.id).await.unwrap();
    assert_eq!(
        open(&dodo, "DELTA-TILL", file.id).await.fingerprint(),
        never.fingerprint()
    );
    // The consent ends; so does attaching.
    let path = alice.api().attachment_path("DELTA-TILL", file.id);
    assert_eq!(alice.browser().get(&path).await.body, b"between us");
    revoke(&dora, "aurora.example").await;
    let never = alice
        .browser()
        .get(&alice.api().attachment_path("NEVER-USED", file.id))
        .await;
    assert_eq!(
        alice.browser().get(&path).await.fingerprint(),
        never.fingerprint()
    );
    let refused = post(&alice, "DELTA-TILL", "x", b"x").await;
    assert_eq!(
        refused.fingerprint(),
        post(&alice, "NEVER-USED", "x", b"x").await.fingerprint()
    );
    // Signed out: the address alone opens nothing.
    let path = dan.api().attachment_path("DELTA-TILL", file.id);
    dan.api().sign_out().await.unwrap();
    dan.browser().get(&path).await.refused(401, "unauthenticated");
    app.browser().get(&path).await.refused(401, "unauthenticated");
    assert_eq!(rows(&app).await, 1);
}

async fn f1_a_file_of_another_case_is_not_there(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let tech = app.sign_in("tech@fjord.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let theirs = attach(&tech, "FJORD-ONE", "theirs.txt", b"not yours").await;
    let never = open(&dan, "DELTA-TILL", Uuid::nil()).await;
    never.refused(404, "not-found");
    assert_eq!(
        open(&dan, "DELTA-TILL", theirs.id).await.fingerprint(),
        never.fingerprint()
    );
    // Not even to somebody who sees both, and not to be removed either.
    open(&ada, "DELTA-TILL", theirs.id)
        .await
        .refused(404, "not-found");
    assert_eq!(code(redact(&ada, "DELTA-TILL", theirs.id).await), "not-found");
    assert_eq!(open(&tech, "FJORD-ONE", theirs.id).await.body, b"not yours");
    assert!(dan.api().attachments("DELTA-TILL").await.unwrap().is_empty());
}

async fn f2_what_is_no_image_is_only_kept(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let script: &[(&str, &[u8])] = &[
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        ),
        ("a.html", b"<!doctype html><script>alert(1)</script>"),
        (
            "a.xhtml",
            b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>",
        ),
        (
            "a.xml",
            b"<?xml version='1.0'?><?xml-stylesheet href='a.xsl' type='text/xsl'?><a/>",
        ),
        ("a.pdf", b"%PDF-1.7 /OpenAction << /JS (app.alert(1)) >>"),
        ("lie.png", b"<!doctype html><script>alert(1)</script>"),
        (
            "lie.jpg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        ),
        ("a.txt", b"words"),
        ("empty.png", b""),
    ];
    for (name, bytes) in script {
        let browser = dan.browser().with("content-type", "image/png");
        let path = dan.api().attach_path("DELTA-WEB", name);
        let reply = browser.send(Method::POST, &path, Some(bytes.to_vec())).await;
        let file: AttachmentView = reply.json();
        assert!(!file.image, "{name}");
        let reply = open(&dan, "DELTA-WEB", file.id).await;
        assert_eq!(reply.body, *bytes);
        guarded(&reply, name);
        assert_eq!(
            reply.header("content-type"),
            Some("application/octet-stream"),
            "{name}"
        );
        assert!(
            reply
                .header("content-disposition")
                .unwrap()
                .starts_with("attachment; "),
            "{name}"
        );
    }
    // An image that is an archive of classes as well stays an image.
    let gifar = [&b"GIF89a\x01\0\x01\0\0\0\0;"[..], b"PK\x03\x04"].concat();
    let file = attach(&dan, "DELTA-WEB", "gifar.jar", &gifar).await;
    let reply = open(&dan, "DELTA-WEB", file.id).await;
    guarded(&reply, "gifar.jar");
    assert_eq!(reply.header("content-type"), Some("image/gif"));
    assert!(
        reply
            .header("content-disposition")
            .unwrap()
            .starts_with("inline; ")
    );
}

/// No page, no script, no other site.
#[track_caller]
fn guarded(reply: &Reply, name: &str) {
    for (header, value) in [
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "private, no-store"),
    ] {
        assert_eq!(reply.header(header), Some(value), "{name}");
        assert_eq!(reply.headers.get_all(header).iter().count(), 1, "{name}");
    }
}

async fn names_become_harmless(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for (given, kept) in [
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie_ x=1.txt"),
        ("invoice\u{202e}gpj.exe", "invoicegpj.exe"),
        ("", "file"),
        ("Capture d’écran.txt", "Capture d’écran.txt"),
        (
            &format!("{}.log", "é".repeat(2_048)),
            &format!("{}.log", "é".repeat(98)),
        ),
    ] {
        let file = attach(&dan, "DELTA-WEB", given, b"x").await;
        assert_eq!(file.name, kept, "{given:?}");
        let reply = open(&dan, "DELTA-WEB", file.id).await;
        assert!(reply.header("set-cookie").is_none());
        let disposition = reply.header("content-disposition").unwrap().to_owned();
        let encoded = shared::client::encode(kept);
        assert!(
            disposition.ends_with(&format!("filename*=UTF-8''{encoded}")),
            "{disposition}"
        );
    }
    // Without any name.
    let path = dan.path("/cases/DELTA-WEB/attachments");
    let browser = dan.browser().with("content-type", "text/plain");
    let reply = browser.send(Method::POST, &path, Some(b"x".to_vec())).await;
    assert_eq!(reply.json::<AttachmentView>().name, "file");
}

async fn f6_an_account_has_a_hundred_a_minute(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    app.app.world.stand_still(app.now());
    for number in 0..100 {
        attach(&dan, "DELTA-TILL", &format!("{number}.txt"), b"x").await;
    }
    post(&dan, "DELTA-TILL", "x", b"x")
        .await
        .refused(429, "too-many-requests");
    post(&dan, "DELTA-WEB", "x", b"x")
        .await
        .refused(429, "too-many-requests");
    // What one may not see still does not exist, and others are not slowed down.
    post(&dan, "FJORD-ONE", "x", b"x").await.refused(404, "not-found");
    attach(&alice, "DELTA-TILL", "x", b"x").await;
    app.app.world.stand_still(app.now().plus_seconds(61));
    attach(&dan, "DELTA-WEB", "x", b"x").await;
    assert_eq!(rows(&app).await, 102);
}

/// A file that takes up so many bytes of the case; of what is in it, nothing is there.
async fn takes_up(app: &TestApp, number: &'static str, bytes: i64) {
    let id = app.app.world.id().unwrap();
    let add = "INSERT INTO attachments (id, case_id, name, size, digest, added_by, added_in, at)
        SELECT ?, c.id, 'large', ?, ?, c.filed_by, c.filed_in, c.filed_at FROM cases c WHERE c.number = ?";
    let digest = id.as_bytes().repeat(2);
    let args = vec![id.into(), bytes.into(), digest.into(), number.into()];
    app.write(add, args).await.unwrap();
}

async fn f6_a_case_has_room_for_so_much(app: TestApp) {
    const MIB: i64 = 1_024 * 1_024;
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    takes_up(&app, "DELTA-TILL", 100 * MIB - 10).await;
    post(&dan, "DELTA-TILL", "x", &[7; 11])
        .await
        .refused(413, "case-full");
    let last = attach(&dan, "DELTA-TILL", "x", &[7; 10]).await;
    post(&dan, "DELTA-TILL", "x", b"x")
        .await
        .refused(413, "case-full");
    post(&ada, "DELTA-TILL", "x", b"x")
        .await
        .refused(413, "case-full");
    // What was removed takes up no room; what is empty needs none.
    attach(&dan, "DELTA-TILL", "empty", b"").await;
    redact(&ada, "DELTA-TILL", last.id).await.unwrap();
    attach(&dan, "DELTA-TILL", "x", &[8; 10]).await;
    // But there are not more than two hundred, ever.
    for _ in 0..200 {
        takes_up(&app, "DELTA-WEB", 0).await;
    }
    post(&dan, "DELTA-WEB", "x", b"").await.refused(413, "case-full");
    // A file has its own limit.
    let large = vec![0; 25 * 1_024 * 1_024 + 1];
    post(&dan, "DELTA-ROOT", "x", &large)
        .await
        .refused(413, "too-large");
    assert_eq!(app.files_in("incoming"), Vec::<String>::new());
    attach(&dan, "DELTA-ROOT", "x", &large[1..]).await;
}

/// A file system of one megabyte, where the system lets us mount one.
struct Tiny(std::path::PathBuf);

impl Tiny {
    fn mount(app: &TestApp) -> Option<Self> {
        let place = app.files().to_path_buf();
        std::fs::create_dir_all(&place).unwrap();
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(&place);
        let mounted = mount.output().is_ok_and(|output| output.status.success());
        mounted.then_some(Self(place))
    }
}

impl Drop for Tiny {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}

async fn f7_a_disk_that_is_full_leaves_nothing(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let Some(_tiny) = Tiny::mount(&app) else {
        // Only root can mount; `f7_a_full_disk_is_told_from_others` looks at the rest.
        return;
    };
    let half = vec![1; 600_000];
    attach(&dan, "DELTA-TILL", "half", &half).await;
    let before = (rows(&app).await, app.files_in("content"));
    let reply = post(&dan, "DELTA-TILL", "more", &[2; 600_000]).await;
    reply.refused(507, "storage-full");
    settled(&app).await;
    assert_eq!((rows(&app).await, app.files_in("content")), before);
    // What fits still does, and what is there can be read.
    let small = attach(&dan, "DELTA-TILL", "small", b"fits").await;
    assert_eq!(open(&dan, "DELTA-TILL", small.id).await.body, b"fits");
}

/// Waits until what did not come whole is gone, which happens on a thread of its own.
pub(crate) async fn settled(app: &TestApp) {
    for _ in 0..200 {
        if app.files_in("incoming").is_empty() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("on its way for ever: {:?}", app.files_in("incoming"));
}

async fn f7_a_folder_that_cannot_be_used_is_said(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let file = attach(&dan, "DELTA-TILL", "a", b"a").await;
    std::fs::remove_dir_all(app.files().join("incoming")).unwrap();
    std::fs::write(app.files().join("incoming"), "in the way").unwrap();
    let problem = post(&dan, "DELTA-TILL", "b", b"b")
        .await
        .refused(503, "unavailable");
    assert!(problem.incident.is_some(), "an administrator can look it up");
    assert_eq!(rows(&app).await, 1);
    // A content that is lost is a fault, not an empty file.
    std::fs::remove_dir_all(app.files().join("content")).unwrap();
    open(&dan, "DELTA-TILL", file.id)
        .await
        .refused(503, "unavailable");
}

async fn f7_what_a_crash_left_is_swept(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let kept = attach(&dan, "DELTA-TILL", "kept", b"kept").await;
    let aside = attach(&dan, "DELTA-TILL", "aside", b"aside").await;
    // Killed: while a file came, between content and row, and while looking whether a content is needed.
    std::fs::write(app.files().join("incoming").join("half#1"), "half").unwrap();
    let mut arriving = app.app.files.begin(Uuid::from_u128(1)).await.unwrap();
    arriving.write(b"without a row").await.unwrap();
    let orphan = arriving.finish().await.unwrap();
    let digests: Vec<(Vec<u8>,)> = app
        .rows("SELECT digest FROM attachments WHERE name = 'aside'", vec![])
        .await;
    let digest = digests[0].0.clone().try_into().unwrap();
    assert!(app.app.files.set_aside(&digest).await.unwrap());
    assert_eq!(open(&dan, "DELTA-TILL", aside.id).await.body, b"aside");
    // What is young may be of somebody who is at it.
    comptoir::jobs::files::sweep(&app.app).await.unwrap();
    assert_eq!(app.files_in("incoming").len(), 2);
    assert_eq!(app.files_in("content").len(), 3);
    assert!(app.files_in("leaving").is_empty());
    app.put_forward(2 * 3_600);
    comptoir::jobs::files::sweep(&app.app).await.unwrap();
    assert!(app.files_in("incoming").is_empty());
    assert_eq!(app.files_in("content").len(), 2);
    assert!(!app.files_in("content").contains(&orphan.digest.to_string()));
    let dan = app.sign_in("dan@delta.example").await;
    assert_eq!(open(&dan, "DELTA-TILL", kept.id).await.body, b"kept");
    assert_eq!(open(&dan, "DELTA-TILL", aside.id).await.body, b"aside");
}

async fn o15_customers_do_not_remove_files(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let file = attach(&dan, "DELTA-TILL", "mine.txt", b"mine").await;
    for email in [
        "dan@delta.example",
        "alice@aurora.example",
        "rita@aurora.example",
        "max@aurora.example",
    ] {
        let person = app.sign_in(email).await;
        let refused = code(redact(&person, "DELTA-TILL", file.id).await);
        assert_eq!(refused, "forbidden", "{email}");
    }
    assert_eq!(open(&dan, "DELTA-TILL", file.id).await.body, b"mine");
    assert_eq!(dan.api().attachments("DELTA-TILL").await.unwrap(), [file]);
}

async fn a_removed_file_leaves_its_name_and_the_reason(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let file = attach(&dan, "DELTA-TILL", "passwords.txt", b"hunter2").await;
    let before = dan.case("DELTA-TILL").await.updated_at;
    app.put_forward(5);
    // A reason has to be given.
    let blank = Redact::default();
    let refused = ada.api().redact("DELTA-TILL", file.id, &blank).await;
    assert_eq!(code(refused), "invalid-input");
    let removed = redact(&ada, "DELTA-TILL", file.id).await.unwrap();
    let redaction = removed.redacted.clone().unwrap();
    assert_eq!(redaction.reason, "Holds a password.");
    assert_eq!(redaction.by.email.as_deref(), Some("ada@vendor.example"));
    assert_eq!(removed.name, "passwords.txt");
    assert_eq!(dan.api().attachments("DELTA-TILL").await.unwrap(), [removed]);
    open(&dan, "DELTA-TILL", file.id).await.refused(409, "redacted");
    assert_eq!(code(redact(&ada, "DELTA-TILL", file.id).await), "redacted");
    assert!(dan.case("DELTA-TILL").await.updated_at > before);
    let lines = dan.history("DELTA-TILL").await;
    let line = lines.last().unwrap();
    assert_eq!(line.kind, HistoryKind::Redacted);
    assert_eq!(
        (line.from.as_deref(), line.to.as_deref()),
        (Some("passwords.txt"), Some("Holds a password."))
    );
    let entries = "SELECT count(*) FROM ledger WHERE action = 'case.redacted'";
    assert_eq!(app.count(entries, vec![]).await, 1);
    // Nothing of what was in it is left, not even its digest.
    nothing_is_left(&app);
    let digests = "SELECT count(*) FROM attachments WHERE digest IS NOT NULL";
    assert_eq!(app.count(digests, vec![]).await, 0);
}

async fn a_content_goes_with_the_last_file_that_has_it(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let one = attach(&dan, "DELTA-TILL", "one.txt", b"the same").await;
    let other = attach(&dan, "DELTA-WEB", "other.txt", b"the same").await;
    assert_eq!(app.files_in("content").len(), 1);
    redact(&ada, "DELTA-TILL", one.id).await.unwrap();
    assert_eq!(open(&dan, "DELTA-WEB", other.id).await.body, b"the same");
    redact(&ada, "DELTA-WEB", other.id).await.unwrap();
    nothing_is_left(&app);
    // The same may come again.
    let again = attach(&dan, "DELTA-WEB", "again.txt", b"the same").await;
    assert_eq!(open(&dan, "DELTA-WEB", again.id).await.body, b"the same");
    // And while it goes: whoever attaches it then, has it.
    for round in 0..20 {
        let name = format!("{round}.txt");
        let bytes = format!("round {round}");
        let first = attach(&dan, "DELTA-ROOT", &name, bytes.as_bytes()).await;
        let (gone, came) = tokio::join!(
            redact(&ada, "DELTA-ROOT", first.id),
            attach(&dan, "DELTA-ROOT", &name, bytes.as_bytes())
        );
        gone.unwrap();
        assert_eq!(open(&dan, "DELTA-ROOT", came.id).await.body, bytes.as_bytes());
    }
}

async fn a_file_sent_again_is_attached_once(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let browser = alice
        .browser()
        .with("content-type", "application/octet-stream")
        .with("idempotency-key", "one");
    let path = alice.api().attach_path("DELTA-TILL", "trace.log");
    let send = async |path: &str, bytes: &[u8]| browser.send(Method::POST, path, Some(bytes.to_vec())).await;
    let first = send(&path, b"once").await;
    assert_eq!(first.status.as_u16(), 201);
    let again = send(&path, b"once").await;
    assert!(again.header("idempotency-replayed").is_some());
    assert_eq!(first.json::<AttachmentView>(), again.json::<AttachmentView>());
    assert_eq!((rows(&app).await, app.files_in("content").len()), (1, 1));
    // The key stands for what is in the file and what it is called.
    send(&path, b"something else")
        .await
        .refused(422, "idempotency-mismatch");
    let renamed = alice.api().attach_path("DELTA-TILL", "other.log");
    send(&renamed, b"once").await.refused(422, "idempotency-mismatch");
    assert_eq!((rows(&app).await, app.files_in("content").len()), (1, 1));
    revoke(&dora, "aurora.example").await;
    send(&path, b"once").await.refused(404, "not-found");
    settled(&app).await;
}

async fn a_closed_case_takes_no_files_of_customers(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    dan.moves("DELTA-TILL", Move::Close).await.unwrap();
    let problem = post(&dan, "DELTA-TILL", "x", b"x")
        .await
        .refused(409, "move-not-allowed");
    assert_eq!(problem.possible, [Move::Reply, Move::Reopen]);
    attach(&ada, "DELTA-TILL", "report.pdf", b"%PDF").await;
    app.put_forward(31 * 86_400);
    let dan = app.sign_in("dan@delta.example").await;
    let late = post(&dan, "DELTA-TILL", "x", b"x").await;
    assert!(late.refused(409, "reopen-window-passed").possible.is_empty());
    assert_eq!(rows(&app).await, 1);
}

async fn other_partners_files_have_no_name_of_theirs(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let hugo = app.sign_in("tech@hydra.example").await;
    attach(&hugo, "HYDRA-BOTH", "a.txt", b"a").await;
    // As if the other partner had attached it while it was let in.
    app.write(
        "UPDATE attachments SET added_by = (SELECT id FROM accounts WHERE email = ?),
             added_in = (SELECT id FROM domains WHERE name = ?)",
        vec!["bob@borealis.example".into(), "borealis.example".into()],
    )
    .await
    .unwrap();
    let seen = alice.api().attachments("HYDRA-BOTH").await.unwrap();
    assert_eq!(
        (seen[0].by.name.as_deref(), seen[0].by.domain.as_ref()),
        (None, None)
    );
    let line = alice.history("HYDRA-BOTH").await.pop().unwrap();
    assert_eq!((line.kind, line.by.unwrap().email), (HistoryKind::Attached, None));
    let seen = hugo.api().attachments("HYDRA-BOTH").await.unwrap();
    assert_eq!(seen[0].by.email.as_deref(), Some("bob@borealis.example"));
}

async fn f4_a_body_of_a_false_length_or_a_form_leaves_nothing(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let path = dan.api().attach_path("DELTA-TILL", "x");
    let with = |name: &str, value: &str| {
        let browser = dan.browser().with("content-type", "application/octet-stream");
        browser.with(name, value)
    };
    let form = with("content-type", "multipart/form-data; boundary=x");
    let parts = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n".repeat(200_000);
    let refused = form.send(Method::POST, &path, Some(parts)).await;
    refused.refused(415, "unsupported-media-type");
    for (length, status, code) in [
        ("3", 400, "malformed"),
        ("5", 400, "malformed"),
        ("10000000000", 413, "too-large"),
    ] {
        let reply = with("content-length", length)
            .send(Method::POST, &path, Some(b"four".to_vec()))
            .await;
        reply.refused(status, code);
    }
    settled(&app).await;
    nothing_is_left(&app);
    assert_eq!(rows(&app).await, 0);
    // Nor does it help to say that it is JSON, or to come from elsewhere.
    let foreign = with("sec-fetch-site", "cross-site");
    let refused = foreign.send(Method::POST, &path, Some(b"four".to_vec())).await;
    refused.refused(403, "cross-origin");
}
