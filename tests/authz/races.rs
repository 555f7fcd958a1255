//! Filing against revoking and against transferring, truly at once; and the same with the lock
//! taken out, to see that these checks would notice.

use comptoir::mutation::{Mutation, switch_on};
use serde_json::{Value, json};
use shared::Timestamp;
use shared::api::cases::CaseFilter;
use shared::api::delegations::{DelegationView, GrantAccess};
use shared::api::tenures::TransferView;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tests::{Person, Reply, TestApp};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

/// Races that the promise is made for, per engine and kind.
const ROUNDS: u64 = 100;
/// Races after which a missing lock must have been noticed.
const ROUNDS_WITHOUT_LOCK: u64 = 1_000;

macro_rules! races {
    ($($name:ident: $app:ident, $race:ident, $lock:expr;)+) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
        async fn $name() {
            TestApp::$app().await.run(async |app| run(&app, Race::$race, $lock).await).await;
        }
    )+};
}

races! {
    t5_sqlite_filing_against_revoking: sqlite, Revoking, true;
    t6_sqlite_filing_against_transferring: sqlite, Transferring, true;
    t5_postgres_filing_against_revoking: postgres, Revoking, true;
    t6_postgres_filing_against_transferring: postgres, Transferring, true;
    sqlite_revoking_is_noticed_without_the_lock: sqlite, Revoking, false;
    sqlite_transferring_is_noticed_without_the_lock: sqlite, Transferring, false;
    postgres_revoking_is_noticed_without_the_lock: postgres, Revoking, false;
    postgres_transferring_is_noticed_without_the_lock: postgres, Transferring, false;
}

#[derive(Clone, Copy)]
enum Race {
    Revoking,
    Transferring,
}

/// Runs the races. With the lock there is no violation; without it there must be one.
async fn run(app: &TestApp, race: Race, with_lock: bool) {
    let cast = Cast::new(app, with_lock).await;
    if !with_lock {
        switch_on(Mutation::FilingWithoutLock);
    }
    let rounds = if with_lock { ROUNDS } else { ROUNDS_WITHOUT_LOCK };
    let (mut filed, mut refused) = (0, 0);
    for round in 0..rounds {
        let outcome = match race {
            Race::Revoking => cast.revoking(round).await,
            Race::Transferring => cast.transferring(round).await,
        };
        match outcome {
            Ok(count) => {
                filed += count.filed;
                refused += count.refused;
            }
            Err(violation) if with_lock => panic!("round {round}: {violation}"),
            Err(violation) => {
                println!("noticed in round {round}: {violation}");
                return;
            }
        }
    }
    println!("{filed} filed, {refused} refused");
    assert!(
        with_lock,
        "the lock was taken out, and {rounds} races did not show it"
    );
    // Otherwise these were no races.
    assert!(filed > 0 && refused > 0, "{filed} filed, {refused} refused");
    if let Race::Transferring = race {
        cast.every_case_is_in_one_window().await;
    }
}

/// What became of the filings of a race.
#[derive(Default)]
struct Count {
    filed: usize,
    refused: usize,
}

/// Who takes part: a reseller that is let in at Delta, another one that was, the client's people.
struct Cast {
    app: TestApp,
    alice: Person,
    bob: Person,
    dan: Person,
    dora: Person,
    olga: Person,
    /// Without it, only what is stored counts: answers may be odd.
    with_lock: bool,
}

/// A filing: who tried, and what came of it.
struct Filing {
    by: &'static str,
    reply: Reply,
}

impl Filing {
    fn filed_at(&self) -> Option<Timestamp> {
        let accepted = self.reply.status == 201;
        accepted.then(|| self.reply.json::<shared::api::cases::CaseView>().filed_at)
    }
}

impl Cast {
    async fn new(app: &TestApp, with_lock: bool) -> Self {
        Self {
            alice: app.sign_in("alice@aurora.example").await,
            bob: app.sign_in("bob@borealis.example").await,
            dan: app.sign_in("dan@delta.example").await,
            dora: app.sign_in("dora@delta.example").await,
            olga: app.sign_in("olga@vendor.example").await,
            app: app.clone(),
            with_lock,
        }
    }

    /// Begins filings that wait for the barrier.
    fn file(&self, filings: &mut JoinSet<Filing>, barrier: &Arc<Barrier>, person: &Person, by: &'static str) {
        let (browser, path, barrier) = (
            person.browser().clone(),
            person.path("/cases"),
            Arc::clone(barrier),
        );
        let body = json!({
            "client": "delta.example", "product": "gateway", "category": "outage", "title": "Race", "description": by
        });
        filings.spawn(async move {
            barrier.wait().await;
            let reply = browser.post(&path, &body).await;
            Filing { by, reply }
        });
    }

    async fn filing_against_revoking(&self, round: u64) -> (Vec<Filing>, BTreeSet<String>, Timestamp) {
        let delegation = self.grant("aurora.example", None).await;
        let barrier = Arc::new(Barrier::new(5));
        let mut filings = JoinSet::new();
        for _ in 0..4 {
            self.file(&mut filings, &barrier, &self.alice, "alice");
        }
        barrier.wait().await;
        stagger(round).await;
        self.dora.api().revoke_access(delegation.id).await.unwrap();
        // What is stored when the revoke is answered is all there will ever be.
        let stored = self.stored().await;
        let rows: Vec<(Timestamp,)> = self
            .app
            .rows(
                "SELECT revoked_at FROM delegations WHERE id = ?",
                vec![delegation.id.into()],
            )
            .await;
        (filings.join_all().await, stored, rows[0].0)
    }

    async fn revoking(&self, round: u64) -> Result<Count, String> {
        let (filings, stored, revoked_at) = self.filing_against_revoking(round).await;
        let count = self.count(&filings, &["delegation-required"])?;
        for filed_at in filings.iter().filter_map(Filing::filed_at) {
            if filed_at >= revoked_at {
                return Err(format!("filed at {filed_at}, revoked at {revoked_at}"));
            }
        }
        let late = self
            .stored()
            .await
            .difference(&stored)
            .cloned()
            .collect::<Vec<_>>();
        if !late.is_empty() {
            return Err(format!("{late:?} stored after the revoke was answered"));
        }
        let after = self.alice.tries_to_file(Some("delta.example"), "After").await;
        assert_eq!(tests::code(after), "delegation-required");
        assert!(self.alice.list(&of_delta()).await.is_empty());
        self.stamps().await?;
        Ok(count)
    }

    async fn transferring(&self, round: u64) -> Result<Count, String> {
        // Who manages Delta now, and who will; both are let in, the one as a former reseller.
        let (from, to) = if round.is_multiple_of(2) {
            ("aurora.example", "borealis.example")
        } else {
            ("borealis.example", "aurora.example")
        };
        if round > 0 {
            self.grant(from, None).await;
            self.grant(to, Some(self.app.now().plus_days(10))).await;
        }
        let barrier = Arc::new(Barrier::new(7));
        let mut filings = JoinSet::new();
        for _ in 0..2 {
            self.file(&mut filings, &barrier, &self.alice, "aurora.example");
            self.file(&mut filings, &barrier, &self.bob, "borealis.example");
            self.file(&mut filings, &barrier, &self.dan, "delta.example");
        }
        barrier.wait().await;
        stagger(round).await;
        let transfer = json!({"client": "delta.example", "reseller": to});
        let mut answer = self.olga.post("/tenures", &transfer).await;
        while answer.status != 201 {
            // Without the lock a filing can slip in, and the schema refuses the transfer.
            assert!(!self.with_lock, "{}", answer.text());
            answer = self.olga.post("/tenures", &transfer).await;
        }
        let at = answer.json::<TransferView>().begun.unwrap().from;
        let filings = filings.join_all().await;
        let count = self.count(&filings, &["not-found", "delegation-required"])?;
        for filing in &filings {
            let Some(filed_at) = filing.filed_at() else {
                continue;
            };
            let before = filed_at < at;
            if (filing.by == from && !before) || (filing.by == to && before) {
                return Err(format!("{} filed at {filed_at}, transferred at {at}", filing.by));
            }
        }
        self.stamps().await?;
        Ok(count)
    }

    /// How many were filed and refused; other refusals than these are faults.
    fn count(&self, filings: &[Filing], refusals: &[&str]) -> Result<Count, String> {
        let mut count = Count::default();
        for filing in filings {
            if filing.reply.status == 201 {
                count.filed += 1;
                continue;
            }
            let problem: Value = filing.reply.json();
            let code = problem["code"].as_str().unwrap_or_default();
            if self.with_lock && !refusals.contains(&code) {
                return Err(format!("{} was answered {problem}", filing.by));
            }
            count.refused += 1;
        }
        Ok(count)
    }

    /// Every stamp is the tenure at the instant of filing, and who filed as a reseller is stamped.
    async fn stamps(&self) -> Result<(), String> {
        let wrong: Vec<(String,)> = self
            .app
            .rows(
                "SELECT c.number FROM cases c JOIN domains f ON f.id = c.filed_in
                 LEFT JOIN tenures t ON t.client_id = c.domain_id AND t.kind = 'resale'
                     AND t.from_at <= c.filed_at AND (t.to_at IS NULL OR c.filed_at < t.to_at)
                 WHERE c.title = 'Race' AND (t.id IS NULL OR c.resale_tenure_id IS NULL OR c.resale_tenure_id <> t.id
                     OR c.resale_domain_id <> t.reseller_id OR (f.kind = 'reseller' AND c.resale_domain_id <> f.id))",
                vec![],
            )
            .await;
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(format!("wrongly stamped: {wrong:?}"))
        }
    }

    /// T6: what the two resellers see adds up to all there is, without overlap.
    async fn every_case_is_in_one_window(&self) {
        for reseller in ["aurora.example", "borealis.example"] {
            self.grant(reseller, Some(self.app.now().plus_days(10))).await;
        }
        let one = self
            .alice
            .list(&of_delta())
            .await
            .into_iter()
            .collect::<BTreeSet<_>>();
        // Borealis was given one case of before by a share.
        let other = self.bob.list(&of_delta()).await.into_iter();
        let other = other
            .filter(|number| number != "DELTA-ROOT")
            .collect::<BTreeSet<_>>();
        assert!(
            one.is_disjoint(&other),
            "{:?}",
            one.intersection(&other).collect::<Vec<_>>()
        );
        let all = self
            .dan
            .list(&of_delta())
            .await
            .into_iter()
            .collect::<BTreeSet<_>>();
        assert_eq!(one.union(&other).cloned().collect::<BTreeSet<_>>(), all);
        assert!(
            one.len() > 4 && !other.is_empty(),
            "{} and {}",
            one.len(),
            other.len()
        );
    }

    async fn stored(&self) -> BTreeSet<String> {
        let rows: Vec<(String,)> = self.app.rows("SELECT number FROM cases", vec![]).await;
        rows.into_iter().map(|(number,)| number).collect()
    }

    async fn grant(&self, reseller: &str, expires_at: Option<Timestamp>) -> DelegationView {
        let request = GrantAccess {
            reseller: reseller.to_owned(),
            scopes: None,
            expires_at,
        };
        self.dora.api().grant_access(&request).await.unwrap()
    }
}

fn of_delta() -> CaseFilter {
    CaseFilter {
        client: Some("delta.example".to_owned()),
        ..CaseFilter::default()
    }
}

/// Lets the filings get ahead by nothing to a few milliseconds, so that they are met everywhere.
async fn stagger(round: u64) {
    let until = tokio::time::Instant::now() + Duration::from_micros(round * 397 % 4_000);
    while tokio::time::Instant::now() < until {
        tokio::task::yield_now().await;
    }
}
