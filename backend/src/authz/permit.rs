//! Permits: proof that policy lets the caller do one thing to one object.
//!
//! A [`Permit`] can be made in this file only, and stores take nothing else, so a write that was
//! not authorized does not compile.

use super::acting::{Acting, Credentials};
use super::caller::Worth;
use super::relation::{scope_of, ways};
use super::{Caller, Moment, Policy};
use crate::app::App;
use crate::db::dialect::{Lock, lock_case};
use crate::db::{Sql, Tx, sql};
use crate::error::{Error, Result};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::case::{Move, State};
use shared::problem::Code;
use shared::text::CaseNumber;
use shared::words::{Action, DelegationScopes, ObjectKind, Privileges, Relation, Severity};
use std::marker::PhantomData;
use std::ops::Deref;
use uuid::Uuid;

/// The acts, as types.
pub mod act {
    use shared::words::Action;

    /// An act that policy knows.
    pub trait Act: Send + Sync + 'static {
        /// Its word.
        const ACTION: Action;
    }

    macro_rules! acts {
        ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;
            impl Act for $name {
                const ACTION: Action = Action::$name;
            }
        )+};
    }

    acts! {
        /// See.
        View,
        /// File a case.
        File,
        /// Comment on a case.
        Comment,
        /// Change.
        Manage,
        /// Share a case.
        Share,
        /// Work a case at the support desk.
        Work,
        /// Rate a closed case.
        Rate,
        /// Escalate a case; for the vendor, decide an escalation.
        Escalate,
    }
}

/// The objects that belong to the acting domain, as types.
pub mod object {
    use shared::words::ObjectKind;
    use uuid::Uuid;

    /// What belongs to the acting domain.
    pub trait Own: Send + Sync + 'static {
        /// Its word.
        const KIND: ObjectKind;
        /// That of a domain.
        fn of(domain: Uuid) -> Self;
    }

    macro_rules! objects {
        ($($(#[$doc:meta])* $name:ident: $kind:ident),+ $(,)?) => {$(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name {
                /// The acting domain.
                pub domain: Uuid,
            }
            impl Own for $name {
                const KIND: ObjectKind = ObjectKind::$kind;
                fn of(domain: Uuid) -> Self {
                    Self { domain }
                }
            }
        )+};
    }

    objects! {
        /// The clients of a reseller.
        Clients: Client,
        /// A client's consents.
        Delegations: Delegation,
        /// Who manages which client.
        Tenures: Tenure,
        /// Organizations and domains.
        Domains: Domain,
        /// Support plans.
        Plans: Plan,
        /// Products and categories.
        Catalogue: Catalogue,
        /// The domain's accounts.
        Accounts: Account,
        /// The ledger.
        Ledger: Ledger,
        /// The domain's groups.
        Groups: Group,
        /// The custom roles of the domain and its organization.
        CustomRoles: Role,
        /// Who holds which role in the domain.
        Assignments: Assignment,
        /// The resource tree.
        Resources: Resource,
        /// Why somebody may do something, or may not.
        Decisions: Decision,
        /// The support desk.
        Desk: Desk,
        /// What the desk handed to its engineers.
        EngineerTier: Tier,
        /// Mail that is not delivered yet, or cannot be.
        Mail: Mail,
        /// Known issues.
        Issues: Issue,
    }
}

/// Proof that the caller may do `A` to `O`.
#[derive(Debug)]
pub struct Permit<A, O> {
    object: O,
    act: PhantomData<A>,
}

impl<A, O> Permit<A, O> {
    const fn new(object: O) -> Self {
        Self {
            object,
            act: PhantomData,
        }
    }
}

impl<A, O> Deref for Permit<A, O> {
    type Target = O;
    fn deref(&self) -> &O {
        &self.object
    }
}

/// What is known of a case once it may be seen.
#[derive(Debug, Clone)]
pub struct CaseFacts {
    /// Its id.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// Whose case it is.
    pub domain_id: Uuid,
    /// Where it stands.
    pub state: State,
    /// How urgent it is.
    pub severity: Severity,
    /// When it was closed last.
    pub closed_at: Option<Timestamp>,
    /// When something that everybody may see changed last.
    pub updated_at: Timestamp,
    /// Whether it was closed as a duplicate of another.
    pub merged: bool,
    /// Through which relations the caller sees it.
    pub relations: Vec<Relation>,
    /// What the caller may do with it.
    pub may: Vec<Action>,
}

impl CaseFacts {
    /// Whether the caller may do that with the case.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.may.contains(&action)
    }

    /// Whether the caller acts as a customer, not as the desk that works the case.
    #[must_use]
    pub fn customer(&self) -> bool {
        !(self.relations.contains(&Relation::Support) && self.may(Action::Work))
    }

    /// Whether the caller may make that move, if the state allows it. The desk closes only what it
    /// solved ([`Move::Conclude`]), and does not answer its own questions.
    #[must_use]
    pub fn may_make(&self, step: Move) -> bool {
        let customers = matches!(step, Move::Confirm | Move::Reply | Move::Close);
        self.may(needed(step)) && (self.customer() || !customers)
    }

    /// The moves that the state allows and the caller may make.
    #[must_use]
    pub fn moves(&self, now: Timestamp) -> Vec<Move> {
        let possible = Move::possible(self.state, self.closed_at, now);
        let may = |step: &Move| self.may_make(*step) && self.goes_on_here(*step);
        possible.into_iter().filter(may).collect()
    }

    /// Whether the case goes on here, or that move undoes its having been merged into another.
    #[must_use]
    pub fn goes_on_here(&self, step: Move) -> bool {
        !self.merged || step.on_merged(!self.customer())
    }

    /// Whether the caller sees the case for the domain it acts in, the client's or a reseller's; not
    /// by a share, nor for the vendor.
    #[must_use]
    pub fn for_its_domain(&self) -> bool {
        let of_a_domain = |relation: &Relation| matches!(relation, Relation::Account | Relation::Manager);
        self.relations.iter().any(of_a_domain)
    }
}

/// What one must be allowed to make a move.
#[must_use]
const fn needed(step: Move) -> Action {
    match step {
        Move::Triage | Move::Ask | Move::Solve | Move::Conclude => Action::Work,
        Move::Confirm | Move::Reply => Action::Comment,
        Move::Close | Move::Reopen => Action::Manage,
    }
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    id: Uuid,
    number: String,
    domain_id: Uuid,
    state: State,
    severity: Severity,
    closed_at: Option<Timestamp>,
    updated_at: Timestamp,
    merged: i64,
    relation: Relation,
    privileges: Privileges,
    scopes: Option<DelegationScopes>,
}

/// What a case to be filed belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Filing {
    /// Whose case it will be.
    pub client: Uuid,
    /// The node it is about.
    pub resource: Option<Uuid>,
}

/// Every relation that holds between somebody and a case: the branches of a list, for one number.
/// One that does not let it see the case may still let it do something, if another does.
async fn links(tx: &mut Tx, caller: &Caller, moment: &Moment, number: &CaseNumber) -> Result<Vec<LinkRow>> {
    let selects = ways(caller, Action::View, moment).into_iter().map(|way| {
        sql!(
            "SELECT c.id, c.number, c.domain_id, c.state, c.severity, c.closed_at, c.updated_at,
             CAST(CASE WHEN c.duplicate_of IS NULL THEN 0 ELSE 1 END AS BIGINT) AS merged, "
        )
        .then(sql!(
            "CAST(? AS TEXT) AS relation, CAST(? AS BIGINT) AS privileges, ",
            way.relation,
            way.privileges
        ))
        .then(way.scopes)
        .then(sql!(" AS scopes FROM "))
        .then(way.from)
        .then(sql!(" WHERE "))
        .then(way.holds)
        .then(sql!(" AND c.number = ?", number.as_str()))
    });
    let statement = Sql::join(selects, " UNION ALL ");
    if statement.is_empty() {
        return Ok(Vec::new());
    }
    // One case, found by its number.
    Ok(tx.all(statement.planned_once()).await?)
}

/// The relations through which these links let somebody do it.
///
/// # Errors
/// `scope-missing` or `forbidden` when there is none.
fn decide(policy: &Policy, links: &[LinkRow], action: Action) -> Result<Vec<Relation>> {
    let mut refusal = Code::Forbidden;
    let mut through = Vec::new();
    for relation in Relation::ALL {
        let of = || links.iter().filter(|link| link.relation == *relation);
        let privileges = of().fold(Privileges::EMPTY, |sum, link| sum.union(link.privileges));
        if !policy
            .relations(privileges, ObjectKind::Case, action)
            .has(*relation)
        {
            continue;
        }
        let scopes = of().fold(DelegationScopes::EMPTY, |sum, link| {
            sum.union(link.scopes.unwrap_or_default())
        });
        if scope_of(action).is_none_or(|scope| scopes.has(scope)) || mutated!(ScopesForgotten) {
            through.push(*relation);
        } else if *relation == Relation::Manager {
            refusal = Code::ScopeMissing;
        }
    }
    if through.is_empty() {
        return Err(refusal.into());
    }
    Ok(through)
}

/// The relations through which an account could do something with a case at a moment; none when
/// it could not, or could not even see it. For explanations: it gives no permit.
///
/// # Errors
/// What the database says.
pub(super) async fn through(
    tx: &mut Tx,
    caller: &Caller,
    policy: &Policy,
    moment: &Moment,
    number: &CaseNumber,
    action: Action,
) -> Result<Vec<Relation>> {
    let links = links(tx, caller, moment, number).await?;
    let seen = decide(policy, &links, Action::View).is_ok();
    let through = decide(policy, &links, action).unwrap_or_default();
    Ok(if seen { through } else { Vec::new() })
}

impl Acting {
    /// Finds a case and proves that the caller may do `A` with it.
    ///
    /// When writing, the client and the case are locked first, so that what is decided here still
    /// holds at the commit.
    ///
    /// # Errors
    /// `not-found` when the caller may not see it, as for a number never used; `scope-missing`
    /// or `forbidden` when it may be seen but that may not be done.
    pub async fn case<A: act::Act>(&mut self, number: &str) -> Result<Permit<A, CaseFacts>> {
        let number = CaseNumber::parse(number).map_err(|_| Error::from(Code::NotFound))?;
        if self.writes() {
            let client: Option<(Uuid,)> = self
                .tx
                .opt(sql!(
                    "SELECT domain_id FROM cases WHERE number = ?",
                    number.as_str()
                ))
                .await?;
            if let Some((client,)) = client {
                if !mutated!(ChangeWithoutLock) {
                    self.lock(client, Lock::Share).await?;
                }
                if !mutated!(MoveWithoutLock) {
                    lock_case(&mut self.tx, number.as_str()).await?;
                }
            }
        }
        let links = links(&mut self.tx, &self.caller, &Moment::Now(self.now), &number).await?;
        let relations = decide(&self.policy, &links, Action::View).unwrap_or_default();
        let Some(first) = links.first().filter(|_| !relations.is_empty()) else {
            let hidden = if mutated!(HiddenIsForbidden) {
                Code::Forbidden
            } else {
                Code::NotFound
            };
            return Err(hidden.into());
        };
        let facts = CaseFacts {
            id: first.id,
            number: first.number.clone(),
            domain_id: first.domain_id,
            state: first.state,
            severity: first.severity,
            closed_at: first.closed_at,
            updated_at: first.updated_at,
            merged: first.merged != 0,
            relations,
            may: Action::ALL
                .iter()
                .copied()
                .filter(|action| *action != Action::File && decide(&self.policy, &links, *action).is_ok())
                .collect(),
        };
        if A::ACTION != Action::Share || !mutated!(SharesWithoutRight) {
            decide(&self.policy, &links, A::ACTION)?;
        }
        Ok(Permit::new(facts))
    }

    /// Proves that the caller may do `A` to what belongs to its own domain. That lies at the root: a
    /// role on a folder says nothing about it.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn own<A: act::Act, O: object::Own>(&self) -> Result<Permit<A, O>> {
        if self
            .policy
            .relations(self.caller.privileges_at_root(), O::KIND, A::ACTION)
            .has(Relation::Own)
        {
            Ok(Permit::new(O::of(self.caller.domain.id)))
        } else {
            Err(Code::Forbidden.into())
        }
    }

    /// Begins changing what belongs to the own domain, one change after the other: the domain is
    /// locked, and the caller found again after the wait, for the change before may have taken its
    /// right.
    ///
    /// # Errors
    /// As [`Acting::write`]; `forbidden`.
    pub async fn change<O: object::Own>(
        app: &App,
        credentials: &Credentials,
    ) -> Result<(Self, Permit<act::Manage, O>)> {
        let mut acting = Self::write(app, credentials).await?;
        acting.own::<act::Manage, O>()?;
        acting.lock(acting.caller.domain.id, Lock::Change).await?;
        let found = Caller::of(&mut acting.tx, &acting.caller.email, &Moment::Now(acting.now)).await?;
        acting.caller = found.ok_or(Error::from(Code::Unauthenticated))?;
        acting.caller.worth = Worth::ALL;
        let permit = acting.own()?;
        Ok((acting, permit))
    }

    /// Proves that the caller may file a case, for its own domain or on behalf of a client, about
    /// the whole or about one node. Locks the client first.
    ///
    /// # Errors
    /// `not-found` for a domain that is neither the own nor managed now; `delegation-required`,
    /// `scope-missing` or `forbidden` for one that is; the field `/resource` for an unknown node.
    pub async fn file(
        &mut self,
        client: Option<&str>,
        resource: Option<&str>,
    ) -> Result<Permit<act::File, Filing>> {
        let client = client.unwrap_or(&self.caller.domain.name).to_owned();
        let known: Option<(Uuid,)> = self
            .tx
            .opt(sql!("SELECT id FROM domains WHERE name = ?", &client))
            .await?;
        let (client_id,) = known.ok_or(Error::from(Code::NotFound))?;
        self.lock(client_id, Lock::Share).await?;
        let target = self.filing_targets(Some(client_id), None).await?;
        let target = target.into_iter().next().ok_or(Error::from(Code::NotFound))?;
        if let Some(obstacle) = target.obstacle {
            return Err(obstacle.into());
        }
        let resource = match resource {
            None => None,
            Some(path) => {
                let found: Option<(Uuid, Option<Uuid>)> = self
                    .tx
                    .opt(sql!(
                        "SELECT id, parent_id FROM resources WHERE domain_id = ? AND path = ?",
                        client_id,
                        path
                    ))
                    .await?;
                Some(found.ok_or_else(|| Error::field("/resource", "unknown"))?)
            }
        };
        let node = resource.and_then(|(id, parent)| parent.map(|_| id));
        if client_id == self.caller.domain.id && !self.may_file_at(node).await? {
            return Err(Code::Forbidden.into());
        }
        Ok(Permit::new(Filing {
            client: client_id,
            resource: resource.map(|(id, _)| id),
        }))
    }

    /// Whether a role that lets the caller file is attached to the node or above it.
    async fn may_file_at(&mut self, node: Option<Uuid>) -> Result<bool> {
        let nodes = self.filing_nodes();
        if nodes.contains(&None) || mutated!(FilingAtAnyNode) {
            return Ok(true);
        }
        let Some(node) = node else { return Ok(false) };
        let above = sql!(
            "SELECT count(*) FROM resource_closure WHERE descendant_id = ? AND ancestor_id IN ",
            node
        )
        .then(Sql::list(nodes.into_iter().flatten()));
        let (count,): (i64,) = self.tx.one(above).await?;
        Ok(count > 0)
    }

    /// The nodes of the own domain at and below which the caller may file; nothing is the root.
    #[must_use]
    pub fn filing_nodes(&self) -> Vec<Option<Uuid>> {
        let may = |privileges| {
            self.policy
                .relations(privileges, ObjectKind::Case, Action::File)
                .has(Relation::Account)
        };
        self.caller
            .attachments
            .iter()
            .filter(|at| may(at.privileges))
            .map(|at| at.node)
            .collect()
    }
}
