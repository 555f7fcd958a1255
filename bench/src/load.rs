//! Puts a [`World`] into a database, in bulk, past the program but under every rule of the schema.

use crate::world::{self, CASE_COLUMNS, CLIENTS, Of, RESELLERS, World, id, index};
use comptoir::authz::digest;
use comptoir::db::Arg;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Rows put at once.
const CHUNK: u64 = 10_000;

/// The session token of an account.
pub(crate) fn token(email: &str) -> String {
    format!("bench-{email}")
}

/// A role, and the node it will be attached to.
type RoleAt = (&'static str, fn() -> Uuid);

/// A role, and the node it is attached to.
type Held = (&'static str, Option<Uuid>);

/// Accounts that hold shares or a role on a node, and how many shares.
pub(crate) struct Special {
    pub(crate) email: &'static str,
    domain: (Of, u64),
    /// One share for so many cases of all.
    shares: fn(u64) -> u64,
    role: Option<RoleAt>,
}

/// Holds 300 shares.
pub(crate) const SOME_SHARES: &str = "some@reseller-0.example";
/// Holds one share for 50 cases: 20,000 of a million.
pub(crate) const MANY_SHARES: &str = "many@reseller-0.example";
/// Has a role on the smallest project of the heavy client.
pub(crate) const ONE_PROJECT: &str = "project@client-7.example";
/// Has a role on a folder with a tenth of the heavy client's cases.
pub(crate) const ONE_FOLDER: &str = "folder@client-7.example";
/// Works at the desk.
pub(crate) const DESK: &str = "desk@vendor.example";

const SPECIALS: [Special; 4] = [
    Special {
        email: SOME_SHARES,
        domain: (Of::Reseller, world::BIG),
        shares: |_| 300,
        role: None,
    },
    Special {
        email: MANY_SHARES,
        domain: (Of::Reseller, world::BIG),
        shares: |cases| cases / 50,
        role: None,
    },
    Special {
        email: ONE_PROJECT,
        domain: (Of::Client, world::HEAVY),
        shares: |_| 0,
        role: Some(("tech_support_viewer", || world::project_of_heavy(0))),
    },
    Special {
        email: ONE_FOLDER,
        domain: (Of::Client, world::HEAVY),
        shares: |_| 0,
        role: Some(("tech_support_viewer", || {
            id(Of::Resource, world::HEAVY * 1_000 + 1)
        })),
    },
];

/// A connection that takes rows.
pub(crate) enum Loader {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Loader {
    pub(crate) async fn sqlite(file: &Path) -> Outcome<Self> {
        let options = SqliteConnectOptions::new().filename(file).foreign_keys(true);
        let options = options
            .pragma("synchronous", "off")
            .pragma("cache_size", "-1000000");
        Ok(Self::Sqlite(SqliteConnection::connect_with(&options).await?))
    }

    pub(crate) async fn postgres(url: &str) -> Outcome<Self> {
        Ok(Self::Postgres(PgConnection::connect(url).await?))
    }

    /// Runs a statement without arguments.
    async fn run(&mut self, statement: &'static str) -> Outcome<()> {
        match self {
            Self::Sqlite(connection) => {
                sqlx::raw_sql(statement).execute(connection).await?;
            }
            Self::Postgres(connection) => {
                sqlx::raw_sql(statement).execute(connection).await?;
            }
        }
        Ok(())
    }

    /// The ids of the built-in roles.
    async fn roles(&mut self) -> Outcome<BTreeMap<String, Uuid>> {
        const ROLES: &str = "SELECT name, id FROM roles WHERE kind <> 'any'";
        Ok(match self {
            Self::Sqlite(connection) => {
                let rows = sqlx::query(ROLES).fetch_all(connection).await?;
                rows.iter().map(|row| (row.get(0), row.get(1))).collect()
            }
            Self::Postgres(connection) => {
                let rows = sqlx::query(ROLES).fetch_all(connection).await?;
                rows.iter().map(|row| (row.get(0), row.get(1))).collect()
            }
        })
    }

    /// Puts rows into a table.
    async fn put(&mut self, table: &str, columns: &str, rows: Vec<Vec<Arg>>) -> Outcome<()> {
        match self {
            Self::Sqlite(connection) => put_sqlite(connection, table, columns, rows).await,
            Self::Postgres(connection) => {
                let copy = format!("COPY {table} ({columns}) FROM STDIN");
                let mut copy = connection.copy_in_raw(&copy).await?;
                let mut text = String::new();
                for row in rows {
                    line(&mut text, row);
                }
                copy.send(text.into_bytes()).await?;
                copy.finish().await?;
                Ok(())
            }
        }
    }
}

async fn put_sqlite(
    connection: &mut SqliteConnection,
    table: &str,
    columns: &str,
    rows: Vec<Vec<Arg>>,
) -> Outcome<()> {
    let mut transaction = connection.begin().await?;
    let width = rows.first().map_or(1, Vec::len);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some = rows.by_ref().take(800 / width).collect::<Vec<_>>();
        let holes = format!("({})", vec!["?"; width].join(", "));
        let holes = vec![holes; some.len()].join(", ");
        let mut insert = sqlx::query(AssertSqlSafe(format!(
            "INSERT INTO {table} ({columns}) VALUES {holes}"
        )));
        for arg in some.into_iter().flatten() {
            insert = match arg {
                Arg::Int(n) => insert.bind(n),
                Arg::Text(text) => insert.bind(text),
                Arg::Id(id) => insert.bind(id),
                Arg::Bytes(bytes) => insert.bind(bytes),
            };
        }
        insert.execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// A line of PostgreSQL's COPY. No text here holds a tab, a newline or a backslash.
fn line(text: &mut String, row: Vec<Arg>) {
    for (position, arg) in row.into_iter().enumerate() {
        if position > 0 {
            text.push('\t');
        }
        let _ = match arg {
            Arg::Int(Some(n)) => write!(text, "{n}"),
            Arg::Text(Some(word)) => write!(text, "{word}"),
            Arg::Id(Some(id)) => write!(text, "{id}"),
            Arg::Bytes(bytes) => {
                let hex = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
                write!(text, "\\\\x{hex}")
            }
            _ => write!(text, "\\N"),
        };
    }
    text.push('\n');
}

/// Puts the whole world into a database that the program has prepared.
pub(crate) async fn load(loader: &mut Loader, world: &World) -> Outcome<()> {
    directory(loader, world).await?;
    tenures(loader, world).await?;
    cases(loader, world).await?;
    shares(loader, world).await?;
    // What PostgreSQL does by itself after a while, and what SQLite is asked to do by the program.
    match loader {
        Loader::Sqlite(_) => {
            loader
                .run(
                    "PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002; PRAGMA wal_checkpoint(TRUNCATE)",
                )
                .await
        }
        Loader::Postgres(_) => loader.run("VACUUM ANALYZE").await,
    }
}

async fn directory(loader: &mut Loader, world: &World) -> Outcome<()> {
    let now = world.now;
    let domain = |of: Of, n: u64, name: String, kind: &str| -> Vec<Arg> {
        let title = format!("{kind} {n:05}");
        vec![
            id(of, n).into(),
            name.into(),
            kind.into(),
            title.into(),
            now.into(),
        ]
    };
    let mut domains = vec![domain(Of::Vendor, 0, "vendor.example".to_owned(), "vendor")];
    domains.extend((0..RESELLERS).map(|n| domain(Of::Reseller, n, world::reseller_name(n), "reseller")));
    domains.extend((0..CLIENTS).map(|n| domain(Of::Client, n, world::client_name(n), "client")));
    loader
        .put("domains", "id, name, kind, title, created_at", domains)
        .await?;

    let mut accounts: Vec<(Uuid, Uuid, String, Option<Held>)> = Vec::new();
    accounts.push((
        id(Of::VendorAccount, 0),
        id(Of::Vendor, 0),
        DESK.to_owned(),
        Some(("advisor", None)),
    ));
    accounts.extend((0..RESELLERS).map(|n| {
        let email = format!("agent@{}", world::reseller_name(n));
        (
            id(Of::ResellerAccount, n),
            id(Of::Reseller, n),
            email,
            Some(("reseller_admin", None)),
        )
    }));
    accounts.extend((0..CLIENTS).map(|n| {
        let email = format!("user@{}", world::client_name(n));
        (
            id(Of::ClientAccount, n),
            id(Of::Client, n),
            email,
            Some(("tech_support_editor", None)),
        )
    }));
    for (n, special) in SPECIALS.iter().enumerate() {
        let (account, domain) = (
            id(Of::SpecialAccount, n as u64),
            id(special.domain.0, special.domain.1),
        );
        let role = special.role.map(|(role, node)| (role, Some(node())));
        accounts.push((account, domain, special.email.to_owned(), role));
    }
    let rows = accounts.iter().map(|(account, domain, email, _)| {
        vec![
            (*account).into(),
            (*domain).into(),
            email.into(),
            email.into(),
            "user".into(),
            now.into(),
        ]
    });
    loader
        .put(
            "accounts",
            "id, domain_id, email, name, kind, created_at",
            rows.collect(),
        )
        .await?;
    let rows = accounts.iter().map(|(account, domain, email, _)| {
        // Never idle, so that measuring does not write that the session is in use.
        let (tomorrow, n) = (now + 86_400_000_000, account.as_u128());
        let session = Uuid::from_u128(n ^ ((Of::Session as u128) << 100));
        let token = digest(token(email).as_bytes());
        let row: Vec<Arg> = vec![
            session.into(),
            (*account).into(),
            (*domain).into(),
            token.into(),
            now.into(),
            tomorrow.into(),
            tomorrow.into(),
        ];
        row
    });
    let columns = "id, account_id, domain_id, token_hash, created_at, seen_at, expires_at";
    loader.put("sessions", columns, rows.collect()).await?;

    let (mut nodes, mut closure) = (Vec::new(), Vec::new());
    for client in 0..CLIENTS {
        let tree = world::nodes(client);
        let above = tree
            .iter()
            .map(|(node, parent, ..)| (*node, *parent))
            .collect::<BTreeMap<_, _>>();
        for (node, parent, path, kind) in tree {
            nodes.push(vec![
                node.into(),
                id(Of::Client, client).into(),
                parent.into(),
                path.into(),
                kind.into(),
            ]);
            let mut ancestor = Some(node);
            while let Some(one) = ancestor {
                closure.push(vec![one.into(), node.into()]);
                ancestor = above.get(&one).copied().flatten();
            }
        }
    }
    loader
        .put("resources", "id, domain_id, parent_id, path, kind", nodes)
        .await?;
    loader
        .put("resource_closure", "ancestor_id, descendant_id", closure)
        .await?;

    let roles = loader.roles().await?;
    let held = accounts
        .iter()
        .filter_map(|(account, domain, _, role)| role.map(|role| (account, domain, role)));
    let rows = held
        .enumerate()
        .map(|(n, (account, domain, (role, node)))| -> Vec<Arg> {
            let assignment = id(Of::Assignment, n as u64);
            vec![
                assignment.into(),
                (*domain).into(),
                (*account).into(),
                roles[role].into(),
                node.into(),
                now.into(),
            ]
        });
    let columns = "id, domain_id, account_id, role_id, resource_id, created_at";
    loader.put("assignments", columns, rows.collect()).await?;

    let named = |of: Of, n: u64, key: &str| -> Vec<Arg> {
        let key = format!("{key}-{n}");
        vec![id(of, n).into(), (&key).into(), (&key).into(), (&key).into()]
    };
    let products = (0..4).map(|n| named(Of::Product, n, "product")).collect();
    loader
        .put("products", "id, key, name_en, name_fr", products)
        .await?;
    let categories = (0..12).map(|n| {
        let mut row = named(Of::Category, n, "category");
        row.push(id(Of::Product, n / 3).into());
        row
    });
    loader
        .put(
            "categories",
            "id, key, name_en, name_fr, product_id",
            categories.collect(),
        )
        .await
}

async fn tenures(loader: &mut Loader, world: &World) -> Outcome<()> {
    let (mut tenures, mut delegations) = (Vec::new(), Vec::new());
    for client in 0..CLIENTS {
        for tenure in &world.tenures[index(client)] {
            let kind = if tenure.partner {
                "support_partner"
            } else {
                "resale"
            };
            let (ours, theirs) = (id(Of::Client, client), id(Of::Reseller, tenure.reseller));
            tenures.push(vec![
                tenure.id.into(),
                ours.into(),
                theirs.into(),
                kind.into(),
                tenure.from.into(),
                tenure.to.into(),
            ]);
            if let Some(delegation) = &tenure.delegation {
                let cleared = delegation.expires_at.filter(|_| delegation.cleared);
                delegations.push(vec![
                    id(Of::Delegation, delegations.len() as u64).into(),
                    ours.into(),
                    theirs.into(),
                    shared::words::DelegationScopes::all().into(),
                    tenure.from.into(),
                    delegation.expires_at.into(),
                    delegation.revoked_at.into(),
                    cleared.into(),
                ]);
            }
        }
    }
    loader
        .put(
            "tenures",
            "id, client_id, reseller_id, kind, from_at, to_at",
            tenures,
        )
        .await?;
    let columns = "id, client_id, reseller_id, scopes, granted_at, expires_at, revoked_at, cleared_at";
    loader.put("delegations", columns, delegations).await
}

async fn cases(loader: &mut Loader, world: &World) -> Outcome<()> {
    let sqlite = matches!(loader, Loader::Sqlite(_));
    let columns = if sqlite {
        format!("docid, {CASE_COLUMNS}")
    } else {
        CASE_COLUMNS.to_owned()
    };
    for begin in (0..world.cases).step_by(index(CHUNK)) {
        let (mut cases, mut words) = (Vec::new(), Vec::new());
        for n in begin..(begin + CHUNK).min(world.cases) {
            let mut case = world.case(n);
            if sqlite {
                let docid = i64::try_from(n + 1)?;
                case.row.insert(0, docid.into());
                words.push(vec![docid.into(), case.words.join(" ").into()]);
            } else {
                let lexemes = case
                    .words
                    .iter()
                    .map(|word| format!("'{word}'"))
                    .collect::<Vec<_>>();
                words.push(vec![world.case_id(n).into(), lexemes.join(" ").into()]);
            }
            cases.push(case.row);
        }
        loader.put("cases", &columns, cases).await?;
        let key = if sqlite { "rowid, words" } else { "case_id, words" };
        loader.put("case_search", key, words).await?;
    }
    Ok(())
}

/// A fifth as many shares as cases: those of the special accounts, the others each with somebody
/// of another reseller or of the client itself.
async fn shares(loader: &mut Loader, world: &World) -> Outcome<()> {
    let mut rows: Vec<Vec<Arg>> = Vec::new();
    let mut add = |case: u64, email: &str, expired: bool| {
        let client = world.client_of(case);
        let share = id(Of::Share, rows.len() as u64);
        let at = world.updated_at(case);
        rows.push(vec![
            share.into(),
            world.case_id(case).into(),
            email.into(),
            "view".into(),
            id(Of::ClientAccount, client).into(),
            id(Of::Client, client).into(),
            at.into(),
            expired.then_some(at + 1).into(),
            at.into(),
        ]);
    };
    let of_big = (0..world.cases)
        .filter(|n| world.client_of(*n) < 2_000)
        .collect::<Vec<_>>();
    let mut left = world.cases / 5;
    for special in &SPECIALS {
        let wanted = (special.shares)(world.cases).min(of_big.len() as u64);
        for n in 0..wanted {
            let case = of_big[index(n) * of_big.len() / index(wanted)];
            add(case, special.email, n % 20 == 19);
        }
        left = left.saturating_sub(wanted);
    }
    for n in 0..left {
        let case = n * 5;
        let mut dice = world::Dice::new(n ^ 0x54a);
        let email = if dice.chance(500) {
            format!("user@{}", world::client_name(world.client_of(case)))
        } else {
            format!("agent@{}", world::reseller_name(3 + dice.below(RESELLERS - 3)))
        };
        add(case, &email, dice.chance(50));
    }
    let columns = "id, case_id, email, level, shared_by, shared_in, at, expires_at, updated_at";
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some = rows.by_ref().take(index(CHUNK)).collect();
        loader.put("shares", columns, some).await?;
    }
    Ok(())
}
