//! What is pointed at, and what is let pass.

use super::*;

fn told(text: &str) -> Vec<(Sensitive, &str)> {
    let found = find(text).into_iter();
    found.map(|one| (one.kind, &text[one.at])).collect()
}

#[test]
fn what_identifies_people_is_pointed_at() {
    for (text, kind, what) in [
        (
            "Écrivez à zoé.le-goff+1@armor.example.",
            Sensitive::Email,
            "zoé.le-goff+1@armor.example",
        ),
        ("<bob@mail.armor.fr>", Sensitive::Email, "bob@mail.armor.fr"),
        (
            "Appelez le 06 12 34 56 78 svp",
            Sensitive::Telephone,
            "06 12 34 56 78",
        ),
        ("tél.\u{a0}01.23.45.67.89", Sensitive::Telephone, "01.23.45.67.89"),
        ("0612345678", Sensitive::Telephone, "0612345678"),
        (
            "call +44 20 7946 0958 now",
            Sensitive::Telephone,
            "+44 20 7946 0958",
        ),
        ("(+33 612345678)", Sensitive::Telephone, "+33 612345678"),
        ("call 555-123-4567.", Sensitive::Telephone, "555-123-4567"),
        (
            "card 4111 1111 1111 1111 was",
            Sensitive::Card,
            "4111 1111 1111 1111",
        ),
        ("5500-0000-0000-0004", Sensitive::Card, "5500-0000-0000-0004"),
        ("378282246310005", Sensitive::Card, "378282246310005"),
        (
            "IBAN FR14 2004 1010 0505 0001 3M02 606 !",
            Sensitive::Iban,
            "FR14 2004 1010 0505 0001 3M02 606",
        ),
        (
            "de89370400440532013000",
            Sensitive::Iban,
            "de89370400440532013000",
        ),
    ] {
        assert_eq!(told(text), [(kind, what)], "{text}");
    }
}

#[test]
fn keys_and_passwords_are_pointed_at() {
    for (text, kind) in [
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE", Sensitive::PrivateKey),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", Sensitive::PrivateKey),
        ("mysql -u root --password=hunter2", Sensitive::Password),
        ("PWD = 'correct horse'", Sensitive::Password),
        ("mot de passe : Azerty123!", Sensitive::Password),
        ("\"client_secret\": \"a8f5f167f44f4964\"", Sensitive::Password),
        ("https://deploy:s3cret@git.acme.example/repo", Sensitive::Password),
        ("Authorization: Bearer abcdef0123456789abcdef", Sensitive::Token),
        (
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
            Sensitive::Token,
        ),
        ("key AKIAIOSFODNN7EXAMPLE in use", Sensitive::AccessKey),
        ("ghp_0123456789abcdefghijABCDEFGHIJ012345", Sensitive::AccessKey),
    ] {
        let kinds = told(text).into_iter().map(|(kind, _)| kind);
        assert_eq!(kinds.collect::<Vec<_>>(), [kind], "{text}");
    }
}

#[test]
fn what_only_looks_like_it_is_let_pass() {
    for text in [
        "Version 2.10.3 build 20261127.1430, since 2026-11-27T18:54:45+01:00",
        "27/11/2026 18:54:45.123456, 27.11.2026, 2026-11-27 10:00:00",
        "550e8400-e29b-41d4-a716-446655440000",
        "01934f4e-7c1a-7000-8000-000000000001",
        "req=4111111111111112 trace 1760000000000000 span 00f067aa0ba902b7",
        "order 4111111111111112",
        "192.168.10.254:8080 and 2001:db8::1 and 10.0.0.1/24",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "The password is refused. Password: refused again. mot de passe : incorrect",
        "password=<redacted> password=**** token=$TOKEN token: expired secret = null",
        "user@localhost and @mention and a@b and 5 @ 3.50 and git@",
        "-----BEGIN CERTIFICATE-----\n-----BEGIN PUBLIC KEY-----",
        "FR14 2004 1010 0505 0001 3M02 607",
        "DE-2 FR12 abc",
        "bearer of bad news; Bearer token missing here",
        "12 345 678 901 requests, 0.000012345 s, +1.5 %, +10:30, 0x0612345678",
        "error 0123456789012 at line 0612345678901",
        "eyJ and eyJabc.def",
        "",
        "…",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn every_place_is_told_in_order_but_not_without_end() {
    let text = "a@b.example, 06 12 34 56 78 et c@d.example";
    let kinds = told(text).into_iter().map(|(_, what)| what).collect::<Vec<_>>();
    assert_eq!(kinds, ["a@b.example", "06 12 34 56 78", "c@d.example"]);
    assert_eq!(find(&"a@b.example ".repeat(50)).len(), MOST);
}
