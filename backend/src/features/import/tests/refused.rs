//! Every bad line, by number and reason, and nothing stored.

use super::{BASE, each, refused, rows};

/// A line, and what is said of it.
const BAD: &[(&str, &str)] = &[
    // The line alone.
    (r#"{"type":"#, "not JSON: EOF while parsing a value at column 8"),
    (r#"["organization","x","X"]"#, "not an object"),
    ("3", "not an object"),
    (r#"{"name":"x"}"#, "missing field `type`"),
    (
        r#"{"type":"invoice"}"#,
        "type: unknown variant `invoice`, expected one of `organization`, `domain`",
    ),
    (r#"{"type":"organization","key":"x"}"#, "missing field `name`"),
    (
        r#"{"type":"organization","key":"x","name":"X","size":3}"#,
        "unknown field `size`, expected one of `type`, `key`, `name`",
    ),
    (
        r#"{"type":"organization","key":"x","key":"x","name":"X"}"#,
        "duplicate field `key`",
    ),
    (
        r#"{"type":"organization","key":"X Y","name":"X"}"#,
        "key: not a key of 1 to 40 of a-z, 0-9 and `-`",
    ),
    (
        r#"{"type":"organization","key":"x","name":"a\u0000b"}"#,
        "name: contains control characters",
    ),
    (r#"{"type":"organization","key":"x","name":" "}"#, "name: empty"),
    (
        r#"{"type":"domain","name":"localhost","kind":"client","title":"X"}"#,
        "name: not a DNS name",
    ),
    (
        r#"{"type":"account","email":"eve","domain":"acme.example","name":"X"}"#,
        "email: not an e-mail address",
    ),
    (
        r#"{"type":"account","email":"x@acme.example","domain":"acme.example","name":"X","time_zone":"Mars/Base"}"#,
        "time_zone: not a time zone of the IANA database",
    ),
    (
        r#"{"type":"account","email":"x@acme.example","domain":"acme.example","name":"X","locale":"de"}"#,
        "locale: unknown variant `de`",
    ),
    (
        r#"{"type":"account","email":"x@acme.example","domain":"acme.example","name":"X","password":"short"}"#,
        "password: shorter than 10 characters",
    ),
    (
        r#"{"type":"account","email":"x@acme.example","domain":"acme.example","name":"X","password_hash":"$1$abc"}"#,
        "password_hash: not an Argon2 hash",
    ),
    (
        r#"{"type":"account","email":"x@acme.example","domain":"acme.example","name":"X","disabled_at":"yesterday"}"#,
        "disabled_at: not an RFC 3339 date and time",
    ),
    (
        r#"{"type":"case","number":"A/1","domain":"acme.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","title":"T","description":"D"}"#,
        "number: not a case number",
    ),
    // Who there is.
    (
        r#"{"type":"organization","key":"wind","name":"Wind"}"#,
        "this organization is on line 2 already",
    ),
    (
        r#"{"type":"domain","name":"other.example","kind":"vendor","title":"X"}"#,
        "kind: there is one vendor only, and `vendor.example` is it",
    ),
    (
        r#"{"type":"domain","name":"acme.example","kind":"client","title":"X"}"#,
        "this domain is on line 7 already",
    ),
    (
        r#"{"type":"domain","name":"x.example","kind":"client","title":"X","organization":"x"}"#,
        "organization: there is no organization `x`",
    ),
    (
        r#"{"type":"domain","name":"x1.example","kind":"client","title":"X","plan":"gold"}"#,
        "plan: there is no plan `gold`",
    ),
    (
        r#"{"type":"domain","name":"x2.example","kind":"reseller","title":"X","plan":"premium"}"#,
        "plan: only clients have one",
    ),
    (
        r#"{"type":"domain","name":"x3.example","kind":"client","title":"X","aliases":["alize.test"]}"#,
        "aliases: `alize.test` is an alias already",
    ),
    (
        r#"{"type":"domain","name":"x4.example","kind":"client","title":"X","aliases":["zeta.example"]}"#,
        "aliases: `zeta.example` is a domain already",
    ),
    (
        r#"{"type":"account","email":"eve@acme.example","domain":"acme.example","name":"X"}"#,
        "this account is on line 14 already",
    ),
    (
        r#"{"type":"account","email":"x@alize.test","domain":"acme.example","name":"X"}"#,
        "email: `alize.test` is neither the domain `acme.example` nor an alias of it",
    ),
    (
        r#"{"type":"account","email":"x5@acme.example","domain":"none.example","name":"X"}"#,
        "domain: there is no domain `none.example`",
    ),
    (
        r#"{"type":"account","email":"x6@acme.example","domain":"acme.example","name":"X","password":"correct horse","password_hash":"$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA"}"#,
        "password, password_hash: one of them only",
    ),
    (
        r#"{"type":"group","email":"alan@alize.example","domain":"alize.example","name":"X"}"#,
        "this group is on line 10 already",
    ),
    (
        r#"{"type":"group","email":"x@acme.example","domain":"alize.example","name":"X"}"#,
        "email: `acme.example` is neither the domain",
    ),
    (
        r#"{"type":"membership","group":"team@alize.example","account":"eve@acme.example"}"#,
        "account and group are not of one domain",
    ),
    (
        r#"{"type":"membership","group":"alan@alize.example","account":"team@alize.example"}"#,
        "group: there is no group `alan@alize.example`",
    ),
    (
        r#"{"type":"membership","group":"alan@alize.example","account":"team@alize.example"}"#,
        "account: there is no account `team@alize.example`",
    ),
    // Resources.
    (
        r#"{"type":"resource","domain":"alize.example","path":"alize","kind":"organization"}"#,
        "domain: only clients have resources",
    ),
    (
        r#"{"type":"resource","domain":"acme.example","path":"other","kind":"organization"}"#,
        "path: the domain has one root only, and `acme` is it",
    ),
    (
        r#"{"type":"resource","domain":"zeta.example","path":"zeta","kind":"folder"}"#,
        "kind: `zeta` is the root, so it must be an organization",
    ),
    (
        r#"{"type":"resource","domain":"acme.example","path":"acme/x","kind":"organization"}"#,
        "kind: an organization is a root, so its path is one name",
    ),
    (
        r#"{"type":"resource","domain":"acme.example","path":"acme/y/z","kind":"folder"}"#,
        "path: there is no resource `acme/y` in this domain",
    ),
    (
        r#"{"type":"resource","domain":"acme.example","path":"acme/shop/web/x","kind":"folder"}"#,
        "path: `acme/shop/web` is a project, so nothing can be below it",
    ),
    // Roles.
    (
        r#"{"type":"role","domain":"acme.example","name":"X","privileges":["reports"]}"#,
        "domain: only resellers have roles of their own",
    ),
    (
        r#"{"type":"role","name":"X","privileges":["reports"]}"#,
        "domain, organization: one of them is needed, and only one",
    ),
    (
        r#"{"type":"role","domain":"alize.example","name":"X","privileges":["accounts.manage","reports"]}"#,
        "privileges: a custom role cannot have `accounts.manage`",
    ),
    (
        r#"{"type":"role","domain":"alize.example","name":"Y","privileges":[]}"#,
        "privileges: empty",
    ),
    (
        r#"{"type":"role","domain":"alize.example","name":"Super_Admin","privileges":["reports"]}"#,
        "name: `Super_Admin` is a role that comes with the product",
    ),
    (
        r#"{"type":"assignment","principal":"alan@alize.example","domain":"alize.example","role":"org_admin"}"#,
        "role: there is no role `org_admin` in this domain",
    ),
    (
        r#"{"type":"assignment","principal":"alan@alize.example","domain":"bise.example","role":"reseller_admin"}"#,
        "principal: not of this domain",
    ),
    (
        r#"{"type":"assignment","principal":"x9@acme.example","domain":"acme.example","role":"org_admin"}"#,
        "principal: there is no account or group `x9@acme.example`",
    ),
    (
        r#"{"type":"assignment","principal":"eve@acme.example","domain":"acme.example","role":"support_account_admin","resource":"acme/shop"}"#,
        "resource: `support_account_admin` counts at the root only",
    ),
    (
        r#"{"type":"assignment","principal":"eve@acme.example","domain":"acme.example","role":"org_admin","resource":"acme/none"}"#,
        "resource: there is no resource `acme/none` in the domain",
    ),
    (
        r#"{"type":"assignment","principal":"alan@alize.example","domain":"alize.example","role":"reseller_admin","resource":"acme"}"#,
        "resource: only clients have resources",
    ),
    // The catalogue.
    (
        r#"{"type":"category","product":"none","key":"x","name":"X"}"#,
        "product: there is no product `none`",
    ),
    (
        r#"{"type":"category","product":"mail","key":"y","name":"Y","parent":"slow"}"#,
        "parent: there is no category `slow` in this product",
    ),
    (
        r#"{"type":"category","product":"mail","key":"z","name":"Z","parent":"z"}"#,
        "parent: it is above itself",
    ),
    // Tenures and delegations.
    (
        r#"{"type":"tenure","client":"alize.example","reseller":"acme.example","kind":"resale","from":"2025-01-01T00:00:00Z"}"#,
        "client: `alize.example` is a reseller",
    ),
    (
        r#"{"type":"tenure","client":"alize.example","reseller":"acme.example","kind":"resale","from":"2025-01-01T00:00:00Z"}"#,
        "reseller: `acme.example` is a client",
    ),
    (
        r#"{"type":"tenure","client":"zeta.example","reseller":"alize.example","kind":"resale","from":"2025-01-01T00:00:00Z","to":"2025-01-01T00:00:00Z"}"#,
        "to: not later than `from`",
    ),
    (
        r#"{"type":"delegation","client":"zeta.example","reseller":"alize.example","granted_at":"2025-01-01T00:00:00Z","revoked_at":"2024-01-01T00:00:00Z"}"#,
        "revoked_at: earlier than `granted_at`",
    ),
    // Cases and what is said about them.
    (
        r#"{"type":"case","number":"X-CAT","domain":"acme.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","title":"T","description":"D","product":"mail","category":"slow"}"#,
        "category: there is no category `slow` in the product",
    ),
    (
        r#"{"type":"case","number":"X-PRO","domain":"acme.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","title":"T","description":"D","category":"slow"}"#,
        "category: it needs a product",
    ),
    (
        r#"{"type":"case","number":"X-RES","domain":"zeta.example","resource":"acme/shop","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","title":"T","description":"D"}"#,
        "resource: there is no resource `acme/shop` in the domain",
    ),
    (
        r#"{"type":"case","number":"X-BYY","domain":"acme.example","filed_by":"team@alize.example","filed_in":"alize.example","filed_at":"2025-03-01T00:00:00Z","title":"T","description":"D"}"#,
        "filed_by: there is no account `team@alize.example`",
    ),
    (
        r#"{"type":"case","number":"X-CLO","domain":"acme.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","title":"T","description":"D","closed_at":"2025-03-02T00:00:00Z"}"#,
        "closed_at: the case is not closed",
    ),
    (
        r#"{"type":"case","number":"X-UPD","domain":"acme.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","title":"T","description":"D","updated_at":"2025-02-01T00:00:00Z"}"#,
        "updated_at: earlier than `filed_at`",
    ),
    (
        r#"{"type":"case","number":"case-1","domain":"acme.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","title":"T","description":"D"}"#,
        "this case is on line 27 already",
    ),
    (
        r#"{"type":"comment","case":"NONE","author":"eve@acme.example","domain":"acme.example","at":"2025-03-02T00:00:00Z","body":"B"}"#,
        "case: there is no case `NONE`",
    ),
    (
        r#"{"type":"comment","case":"CASE-1","author":"eve@acme.example","domain":"acme.example","at":"2025-03-02T00:00:00Z","body":"B","internal":true}"#,
        "internal: only the vendor's own people write internal notes",
    ),
    (
        r#"{"type":"comment","case":"CASE-1","author":"eve@acme.example","domain":"vendor.example","at":"2025-03-03T00:00:00Z","body":"B","internal":true}"#,
        "internal: only the vendor's own people write internal notes",
    ),
    (
        r#"{"type":"share","case":"CASE-1","email":"x@y.example","level":"own","shared_by":"eve@acme.example","at":"2025-03-02T00:00:00Z"}"#,
        "level: unknown variant `own`",
    ),
    (
        r#"{"type":"share","case":"CASE-1","email":"x@y.example","level":"view","shared_by":"eve@acme.example","at":"2025-03-02T00:00:00Z","expires_at":"2025-03-01T00:00:00Z"}"#,
        "expires_at: earlier than `at`",
    ),
];

#[tokio::test]
async fn every_bad_line_is_named_and_nothing_stored() {
    let lines = BAD.iter().map(|(line, _)| *line).collect::<Vec<_>>().join("\n");
    let text = format!("{BASE}{lines}\n");
    let first = BASE.lines().count() + 1;
    each(async |app| {
        let before = rows(app).await;
        let found = refused(app, &text).await;
        for (position, (line, reason)) in BAD.iter().enumerate() {
            let expected = format!("{}: {reason}", first + position);
            assert!(
                found.iter().any(|found| found.starts_with(&expected)),
                "{line}\n{expected}\n{:#?}",
                found
                    .iter()
                    .filter(|found| found.starts_with(&format!("{}:", first + position)))
                    .collect::<Vec<_>>()
            );
        }
        // Nothing else is said, of good lines in particular.
        let expected = |found: &String| {
            let (number, reason) = found.split_once(": ").unwrap();
            let position = number.parse::<usize>().unwrap().wrapping_sub(first);
            let line = BAD.get(position).map_or("", |bad| bad.0);
            BAD.iter().any(|bad| bad.0 == line && reason.starts_with(bad.1))
        };
        let rest = found.iter().filter(|found| !expected(found)).collect::<Vec<_>>();
        assert!(rest.is_empty(), "{rest:#?}");
        assert_eq!(rows(app).await, before);
    })
    .await;
}

#[tokio::test]
async fn overlapping_tenures_are_named_on_both_lines_and_against_the_database() {
    let tenure = |reseller: &str, kind: &str, from: &str, to: &str| {
        let to = if to.is_empty() {
            String::new()
        } else {
            format!(r#","to":"{to}-01T00:00:00Z""#)
        };
        format!(
            r#"{{"type":"tenure","client":"zeta.example","reseller":"{reseller}.example","kind":"{kind}","from":"{from}-01T00:00:00Z"{to}}}"#
        )
    };
    let good = [
        tenure("alize", "resale", "2025-01", "2025-03"),
        tenure("bise", "resale", "2025-03", "2025-05"),
        tenure("alize", "support_partner", "2025-02", ""),
    ];
    let bad = [
        tenure("north", "resale", "2025-02", "2025-04"),
        tenure("north", "resale", "2025-04", ""),
    ];
    each(async |app| {
        let first = BASE.lines().count() + 1;
        let text = format!("{BASE}{}\n{}\n", good.join("\n"), bad.join("\n"));
        let says = |line: usize, other: usize| {
            format!("{}: this tenure overlaps the one on line {}", first + line, first + other)
        };
        assert_eq!(refused(app, &text).await, [says(0, 3), says(1, 3), says(1, 4), says(3, 0), says(3, 1), says(4, 1)]);
        super::import_text(app, &format!("{BASE}{}\n", good.join("\n"))).await;
        assert_eq!(
            refused(app, &bad.join("\n")).await,
            [
                "1: this tenure overlaps the one of alize.example from 2025-01-01T00:00:00Z to 2025-03-01T00:00:00Z, which is there already",
                "1: this tenure overlaps the one of bise.example from 2025-03-01T00:00:00Z to 2025-05-01T00:00:00Z, which is there already",
                "2: this tenure overlaps the one of bise.example from 2025-03-01T00:00:00Z to 2025-05-01T00:00:00Z, which is there already",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_long_list_is_cut_off_and_counted() {
    each(async |app| {
        let text = "nonsense\n".repeat(1_000);
        let error = super::import(app, text.as_bytes(), false)
            .await
            .unwrap_err()
            .to_string();
        assert_eq!(error.lines().count(), 202);
        assert!(
            error.ends_with("… and 800 more\n1000 problems; nothing was imported"),
            "{error}"
        );
    })
    .await;
}

#[tokio::test]
async fn other_encodings_blank_lines_and_ends_of_lines() {
    each(async |app| {
        let line = br#"{"type":"organization","key":"a","name":"A"}"#;
        let mut text = b"\xef\xbb\xbf".to_vec();
        text.extend_from_slice(line);
        text.extend_from_slice(b"\r\n\r\n{\"type\":\"organization\",\"key\":\"b\",\"name\":\"\xe9\"}\r\n");
        let error = super::import(app, &text[..], false)
            .await
            .unwrap_err()
            .to_string();
        assert_eq!(error, "line 3: not UTF-8\n1 problem; nothing was imported");
    })
    .await;
}
