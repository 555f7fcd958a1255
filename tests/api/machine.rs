//! Random sequences of everything that can be done with a case, by everybody, against a model of a few
//! lines: the API answers what `shared::case` says, and no sequence leads to where no move leads.
//!
//! A sequence is decided by its number, which a failure names.

use crate::escalations::{manager, reasons};
use comptoir::app::Config;
use comptoir::jobs::closing::close_silent;
use shared::Timestamp;
use shared::api::cases::{CaseView, ChangeCase, HistoryItem, HistoryKind, MakeMove, NewComment};
use shared::api::links::MergeCase;
use shared::api::ratings::RateCase;
use shared::api::shares::ShareCase;
use shared::case::{Move, Refusal, State};
use shared::client::{Failure, Outcome};
use shared::words::{Severity, ShareLevel};
use tests::{Person, TestApp};

const SEQUENCES: u64 = 500;
const STEPS: usize = 14;

/// What somebody does.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Move(Move),
    Comment,
    Severity(Severity),
    Escalate,
    Acknowledge,
    Resolve,
    Merge,
    Rate,
    /// Days go by, and the timer looks.
    Wait(i64),
}

/// How somebody stands to the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The client, or its reseller.
    Customer,
    /// A share to collaborate.
    Guest,
    /// A share to view.
    Viewer,
    Desk,
    /// The desk, with the right to decide escalations.
    EscalationManager,
}

impl Standing {
    fn desk(self) -> bool {
        matches!(self, Self::Desk | Self::EscalationManager)
    }
    fn comments(self) -> bool {
        self != Self::Viewer
    }
    fn manages(self) -> bool {
        self == Self::Customer || self.desk()
    }
    fn may_make(self, step: Move) -> bool {
        match step {
            Move::Triage | Move::Ask | Move::Solve | Move::Conclude => self.desk(),
            Move::Confirm | Move::Reply => self.comments() && !self.desk(),
            Move::Close => self == Self::Customer,
            Move::Reopen => self.manages(),
        }
    }
}

/// The case, as it must be.
#[derive(Debug, Clone, Default)]
struct Model {
    state: Option<State>,
    closed_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    merged: bool,
    /// Whether the escalation under way was acknowledged.
    escalated: Option<bool>,
    announced: Option<Timestamp>,
    /// The domains that rated the last closing.
    rated: Vec<String>,
}

type Expected = Result<(), &'static str>;

impl Model {
    fn state(&self) -> State {
        self.state.unwrap_or(State::New)
    }

    fn goes_on(&self, who: Standing, step: Move) -> bool {
        !self.merged || (who.desk() && step == Move::Reopen)
    }

    fn moves(&self, who: Standing, now: Timestamp) -> Vec<Move> {
        let possible = Move::possible(self.state(), self.closed_at, now).into_iter();
        possible
            .filter(|step| who.may_make(*step) && self.goes_on(who, *step))
            .collect()
    }

    fn reach(&self, who: Standing, step: Move, now: Timestamp) -> Result<State, &'static str> {
        if !self.goes_on(who, step) {
            return Err("case-merged");
        }
        step.from(self.state(), self.closed_at, now)
            .map_err(|refusal| match refusal {
                Refusal::NotFrom(_) => "move-not-allowed",
                Refusal::ReopenWindowPassed => "reopen-window-passed",
            })
    }

    fn becomes(&mut self, state: State) {
        if state != self.state() {
            self.state = Some(state);
            self.merged = false;
            if state == State::Closed {
                self.escalated = None;
                self.rated.clear();
            }
        }
    }

    /// What must come of a deed; the model is then what it must be.
    fn does(&mut self, who: Standing, domain: &str, deed: Deed, now: Timestamp) -> Expected {
        let may = |may: bool| if may { Ok(()) } else { Err("forbidden") };
        match deed {
            Deed::Move(step) => {
                may(who.may_make(step))?;
                let state = self.reach(who, step, now)?;
                self.becomes(state);
            }
            Deed::Comment => {
                may(who.comments())?;
                if self.merged {
                    return Err("case-merged");
                }
                if !who.desk() {
                    let state = self.reach(who, Move::Reply, now)?;
                    may(self.state() != State::Closed || who.manages())?;
                    self.becomes(state);
                }
            }
            Deed::Severity(_) => may(who.manages())?,
            Deed::Escalate => {
                may(who == Standing::Customer)?;
                match (self.state(), self.escalated) {
                    (State::Closed, _) => return Err("move-not-allowed"),
                    (_, Some(_)) => return Err("already-escalated"),
                    _ => self.escalated = Some(false),
                }
            }
            Deed::Acknowledge => {
                may(who == Standing::EscalationManager)?;
                if self.escalated != Some(false) {
                    return Err("not-escalated");
                }
                self.escalated = Some(true);
            }
            Deed::Resolve => {
                may(who == Standing::EscalationManager)?;
                self.escalated.take().ok_or("not-escalated")?;
            }
            Deed::Merge => {
                may(who.desk())?;
                match (self.merged, self.state()) {
                    (true, _) => return Err("case-merged"),
                    (_, State::Closed) => return Err("move-not-allowed"),
                    _ => self.becomes(State::Closed),
                }
                self.merged = true;
            }
            Deed::Rate => {
                may(who == Standing::Customer)?;
                if self.merged {
                    return Err("case-merged");
                }
                if self.state() != State::Closed {
                    return Err("move-not-allowed");
                }
                if self.rated.iter().any(|rated| rated == domain) {
                    return Err("already-rated");
                }
                self.rated.push(domain.to_owned());
            }
            Deed::Wait(_) => self.timer(now),
        }
        Ok(())
    }

    fn timer(&mut self, now: Timestamp) {
        let since = self.updated_at.unwrap();
        if self.state() != State::SolutionProvided || self.escalated.is_some() {
            return;
        }
        match self.announced.filter(|at| *at >= since) {
            Some(at) if now >= since.plus_days(14) && now >= at.plus_days(3) => self.becomes(State::Closed),
            None if now >= since.plus_days(11) => self.announced = Some(now),
            _ => {}
        }
    }
}

/// SplitMix64: the same numbers everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % n as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn deed(&mut self) -> Deed {
        let moves = Move::ALL.iter().copied().filter(|step| *step != Move::Reply);
        match self.below(20) {
            0..8 => Deed::Move(self.pick(&moves.collect::<Vec<_>>())),
            8..11 => Deed::Comment,
            11 => Deed::Severity(self.pick(Severity::ALL)),
            12 => Deed::Escalate,
            13 => Deed::Acknowledge,
            14 => Deed::Resolve,
            15 => Deed::Merge,
            16..18 => Deed::Rate,
            _ => Deed::Wait(self.pick(&[1, 4, 12, 31])),
        }
    }
}

/// Does it through the API; nothing comes of waiting but what the timer does.
async fn attempt(
    app: &TestApp,
    by: &Person,
    number: &str,
    other: &str,
    deed: Deed,
) -> Outcome<Option<CaseView>> {
    let (api, words) = (by.api(), MakeMove::default());
    let done = match deed {
        Deed::Move(step) => by.moves(number, step).await,
        Deed::Comment => {
            let comment = NewComment {
                body: "A word.".to_owned(),
                internal: false,
            };
            api.comment(number, &comment).await
        }
        Deed::Severity(severity) => {
            let change = ChangeCase {
                severity: Some(severity),
                severity_reason: Some("So it seems.".to_owned()),
                ..ChangeCase::default()
            };
            api.change_case(number, &change).await
        }
        Deed::Escalate => api.escalate(number, &reasons()).await,
        Deed::Acknowledge => api.acknowledge_escalation(number, &words).await,
        Deed::Resolve => api.resolve_escalation(number, &words).await,
        Deed::Merge => {
            let into = other.to_owned();
            api.merge(number, &MergeCase { into, comment: None }).await
        }
        Deed::Rate => {
            let rating = RateCase {
                score: 3,
                comment: None,
            };
            return api.rate(number, &rating).await.map(|_| None);
        }
        Deed::Wait(_) => {
            close_silent(&app.app).await.unwrap();
            return Ok(None);
        }
    };
    done.map(Some)
}

/// The states that the history tells, one after the other, are those that moves lead through.
fn check_path(lines: &[HistoryItem], ends_in: State, told: &str) {
    let mut state = State::New;
    for line in lines.iter().filter(|line| line.kind == HistoryKind::State) {
        let (from, to) = (line.from.as_deref().unwrap(), line.to.as_deref().unwrap());
        let (from, to) = (from.parse::<State>().unwrap(), to.parse::<State>().unwrap());
        assert_eq!(from, state, "{told}");
        let at = Some(line.at);
        let leads = Move::ALL
            .iter()
            .any(|step| step.from(from, at, line.at) == Ok(to));
        assert!(leads, "no move leads from {from} to {to}: {told}");
        state = to;
    }
    assert_eq!(state, ends_in, "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_sequences_of_everything_stay_legal() {
    let app = TestApp::sqlite_in_memory().await;
    app.import(tests::WORLD).await;
    let forever = Config {
        session_idle_seconds: 10_000_000_000,
        session_seconds: 10_000_000_000,
        ..Config::default()
    };
    let app = app.with_config(forever).await;
    manager(&app).await;
    let mut cast = Vec::new();
    for (email, standing) in [
        ("dan@delta.example", Standing::Customer),
        ("alice@aurora.example", Standing::Customer),
        ("max@aurora.example", Standing::Guest),
        ("dodo@delta.example", Standing::Viewer),
        ("ada@vendor.example", Standing::Desk),
        ("emma@vendor.example", Standing::EscalationManager),
    ] {
        cast.push((app.sign_in(email).await, standing));
    }
    let (mut done, mut refused) = (0, 0);
    for sequence in 0..SEQUENCES {
        let mut chance = Chance(sequence);
        let dan = &cast[0].0;
        let (case, other) = (
            dan.files(None, "Model").await,
            dan.files(None, "Other").await.number,
        );
        let number = case.number;
        for (email, level) in [
            ("max@aurora.example", ShareLevel::Collaborate),
            ("dodo@delta.example", ShareLevel::View),
        ] {
            let share = ShareCase {
                email: email.to_owned(),
                level: Some(level),
                expires_at: None,
            };
            dan.api().share(&number, &share).await.unwrap();
        }
        let mut model = Model {
            updated_at: Some(case.updated_at),
            ..Model::default()
        };
        let mut told = format!("sequence {sequence}:");
        for _ in 0..STEPS {
            let (by, who) = &cast[chance.below(cast.len())];
            let deed = chance.deed();
            told = format!("{told}\n  {} {deed:?}", by.me.email);
            if let Deed::Wait(days) = deed {
                app.put_forward(days * 86_400);
            }
            let before = model.clone();
            let expected = model.does(*who, &by.domain, deed, app.now());
            let outcome = attempt(&app, by, &number, &other, deed).await;
            let view = match (&expected, outcome) {
                (Ok(()), Ok(view)) => view,
                (Err(code), Err(Failure::Refused(problem))) => {
                    assert_eq!(problem.code.as_str(), *code, "{told}");
                    if problem.status == 409
                        && *code != "already-escalated"
                        && *code != "not-escalated"
                        && *code != "already-rated"
                    {
                        assert_eq!(problem.possible, before.moves(*who, app.now()), "{told}");
                    }
                    model = before;
                    None
                }
                (expected, outcome) => panic!("{expected:?}, not {outcome:?}: {told}"),
            };
            done += usize::from(expected.is_ok());
            refused += usize::from(expected.is_err());
            let view = match view {
                Some(view) => view,
                None => by.case(&number).await,
            };
            assert_eq!((view.state, view.merged), (model.state(), model.merged), "{told}");
            assert_eq!(view.closed_at.is_some(), view.state == State::Closed, "{told}");
            (model.closed_at, model.updated_at) = (view.closed_at, Some(view.updated_at));
            assert_eq!(view.moves, model.moves(*who, app.now()), "{told}");
            let escalated = view
                .escalation
                .map(|escalation| escalation.acknowledged_at.is_some());
            assert_eq!(escalated, model.escalated, "{told}");
            assert_eq!(
                view.escalation_obstacle.is_none(),
                model
                    .clone()
                    .does(*who, &by.domain, Deed::Escalate, app.now())
                    .is_ok(),
                "{told}"
            );
        }
        let lines = dan.history(&number).await;
        check_path(&lines, model.state(), &told);
    }
    // Both were tried often enough to mean something.
    assert!(done > 2_000 && refused > 1_000, "{done} done, {refused} refused");
    println!("{SEQUENCES} sequences: {done} deeds done, {refused} refused");
    app.remove().await;
}
