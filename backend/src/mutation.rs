//! Mistakes that tests switch on, to see that some test notices.
//!
//! Only the tests' build knows them (feature `mutations`); in production the question is a
//! constant `false` and the mistake is not compiled in. One is switched on by its name in
//! `COMPTOIR_MUTATION`, or by [`switch_on`]; `tests/mutations.rs` lists which test catches which.

/// Declares the mistakes: what is wrong, and the name.
macro_rules! mutations {
    ($(#[doc = $wrong:literal] $mutation:ident = $name:literal,)+) => {
        /// A mistake.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Mutation {
            $(#[doc = $wrong] $mutation,)+
        }

        impl Mutation {
            /// Every mistake.
            pub const ALL: &'static [Self] = &[$(Self::$mutation),+];

            /// Its name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$mutation => $name),+ }
            }

            /// What is wrong.
            #[must_use]
            pub const fn wrong(self) -> &'static str {
                match self { $(Self::$mutation => $wrong),+ }
            }
        }
    };
}

mutations! {
    // Policy.
    /// Viewers of a client may comment.
    ViewersComment = "viewers-comment",
    /// Whoever may view clients' cases may change them.
    ReadersManage = "readers-manage",
    /// Every account of a reseller sees the clients' cases.
    MembersSeeThroughManager = "members-see-through-manager",
    /// Operators see every case.
    OperatorsSeeCases = "operators-see-cases",
    /// A share lets one change the case.
    SharesLetManage = "shares-let-manage",
    /// A row of the policy is gone: agents cannot comment.
    AgentsCannotComment = "agents-cannot-comment",
    /// A denial counts as if it were not there.
    DenyIgnored = "deny-ignored",
    /// What casbin cannot decide is allowed.
    FaultAllows = "fault-allows",
    /// A policy with hardly any rows is taken.
    ShortPolicyTaken = "short-policy-taken",
    /// Decisions are remembered without the action they were about.
    MemoryMixesActions = "memory-mixes-actions",
    /// Relations hold whether or not policy lets one act through them.
    PolicyNotAsked = "policy-not-asked",
    /// Everybody may give every role.
    MayGrantAlways = "may-grant-always",

    // Who acts.
    /// Callers are kept from one request to the next.
    StaleCaller = "stale-caller",
    /// A disabled account acts on its old session.
    DisabledAccountActs = "disabled-account-acts",
    /// Sessions never end.
    SessionEndForgotten = "session-end-forgotten",
    /// Idle sessions do not end.
    SessionIdleForgotten = "session-idle-forgotten",
    /// A session of one domain counts in another.
    SessionOfAnyDomain = "session-of-any-domain",
    /// Roles that were taken away still count.
    EndedRoleCounts = "ended-role-counts",
    /// Roles held through a group do not count.
    GroupRolesForgotten = "group-roles-forgotten",
    /// Whoever left a group still counts as in it.
    LeftGroupCounts = "left-group-counts",

    // Predicates.
    /// A tenure begins after its first instant: `<` for `<=`.
    TenureBeginsLate = "tenure-begins-late",
    /// A tenure ends after the first instant of the next: `>=` for `>`.
    TenureEndsLate = "tenure-ends-late",
    /// A delegation counts before it was granted.
    GrantedAtForgotten = "granted-at-forgotten",
    /// A revoked delegation counts.
    RevokedAtForgotten = "revoked-at-forgotten",
    /// An expired delegation counts.
    ExpiresAtForgotten = "expires-at-forgotten",
    /// A delegation counts at the instant of its expiry: `>=` for `>`.
    ExpiryInclusive = "expiry-inclusive",
    /// The manager relation looks at the stamp alone.
    DelegationForgotten = "delegation-forgotten",
    /// A delegation to one reseller lets another in.
    DelegationOfAnyReseller = "delegation-of-any-reseller",
    /// Support partners are looked for among resellers.
    KindsConfused = "kinds-confused",
    /// Roles at a node count for every case of the domain.
    RootAttachmentEverywhere = "root-attachment-everywhere",
    /// A role at a node does not reach what lies below.
    ClosureForgotten = "closure-forgotten",
    /// A role at the root counts in every domain.
    AccountOfAnyDomain = "account-of-any-domain",
    /// A share that has expired counts.
    ShareExpiryForgotten = "share-expiry-forgotten",
    /// A share that was ended counts.
    EndedShareCounts = "ended-share-counts",
    /// A share reaches a reseller that is not let in.
    ShareReachesShutReseller = "share-reaches-shut-reseller",
    /// A share by one reseller reaches another.
    ShareByResellerReachesAnother = "share-by-reseller-reaches-another",
    /// Shares reach outside whatever the client's policy says.
    OutsideSharesAlways = "outside-shares-always",
    /// Shares by resellers reach outside.
    OutsideSharesByResellers = "outside-shares-by-resellers",
    /// A share to view lets one collaborate.
    ShareLevelForgotten = "share-level-forgotten",
    /// Shares with a group do not count.
    GroupSharesForgotten = "group-shares-forgotten",
    /// The scopes of a delegation are not looked at.
    ScopesForgotten = "scopes-forgotten",
    /// Commenting needs no scope.
    ScopeOfCommentForgotten = "scope-of-comment-forgotten",
    /// Changing needs no scope.
    ScopeOfManageForgotten = "scope-of-manage-forgotten",
    /// Sharing needs no scope.
    ScopeOfShareForgotten = "scope-of-share-forgotten",

    // Lists, search, what is shown.
    /// The list has no branch for shares.
    ListWithoutShares = "list-without-shares",
    /// Facets of many cases are counted without looking at the delegation.
    CountsForgetDelegation = "counts-forget-delegation",
    /// The list of one client is read without looking at the delegation.
    ClientListForgetsDelegation = "client-list-forgets-delegation",
    /// Cases are gathered from every client that ever let the reseller in.
    GatheringForgetsEnd = "gathering-forgets-end",
    /// What several relations show is counted for each.
    CountedTwice = "counted-twice",
    /// The file holds whatever may be seen.
    ExportsWhatIsVisible = "exports-what-is-visible",
    /// The list looks at the rights of a minute ago, the page at those of now.
    ListLooksBack = "list-looks-back",
    /// The next page begins with the last line of the one before.
    PageRepeatsItsLast = "page-repeats-its-last",
    /// What was typed is found in every case: the condition lacks its parentheses.
    SearchWithoutScope = "search-without-scope",
    /// The cases that one filed are those that anybody filed.
    MineIsEverybodys = "mine-is-everybodys",
    /// Kept lists of others can be read, changed and forgotten.
    ViewOfAnybody = "view-of-anybody",
    /// A decision about the past does not know what was revoked by then.
    PastForgetsRevocation = "past-forgets-revocation",
    /// The history shows internal notes to everybody.
    HistoryShowsNotes = "history-shows-notes",
    /// Internal notes are found by whoever sees the case.
    NotesAreFound = "notes-are-found",
    /// An internal note moves what everybody sees as the last change.
    NotesMoveUpdatedAt = "notes-move-updated-at",
    /// Resellers read the names of other resellers' people.
    OtherPartnerNamed = "other-partner-named",
    /// Whether a share counts tells whether its address exists.
    ShareTellsWhoExists = "share-tells-who-exists",
    /// A hidden case is forbidden, not absent.
    HiddenIsForbidden = "hidden-is-forbidden",
    /// The kept answer goes to whoever sends the key, even without the right to see it.
    ReplayToAnybody = "replay-to-anybody",
    /// A key used for one request answers another.
    ReplayOfAnotherRequest = "replay-of-another-request",
    /// Administrators list the accounts of every domain.
    AccountsOfEveryDomain = "accounts-of-every-domain",
    /// Accounts can have addresses of any host.
    AddressesOfAnyHost = "addresses-of-any-host",

    // What goes with a write.
    /// Filing needs no delegation.
    FilingWithoutDelegation = "filing-without-delegation",
    /// Filing needs no scope.
    FilingWithoutScope = "filing-without-scope",
    /// Filing needs no open tenure.
    FilingWithoutTenure = "filing-without-tenure",
    /// Filing needs no privilege.
    FilingWithoutPrivilege = "filing-without-privilege",
    /// Whoever may file at one node may file at every node.
    FilingAtAnyNode = "filing-at-any-node",
    /// A transfer leaves the former reseller's access.
    TransferKeepsAccess = "transfer-keeps-access",
    /// A transfer ends the access even of a reseller that keeps another tenure.
    TransferEndsAccessRegardless = "transfer-ends-access-regardless",
    /// Cancelling a transfer does not restore the access.
    CancelDoesNotRestore = "cancel-does-not-restore",
    /// A case filed at the instant of a transfer may be before it.
    TransferBeforeLastFiling = "transfer-before-last-filing",
    /// Granting does not stamp the tenure's cases.
    GrantDoesNotStamp = "grant-does-not-stamp",
    /// A new consent stands beside the old one.
    GrantAddsToConsent = "grant-adds-to-consent",
    /// A former reseller is let in without an end.
    HandOverWithoutEnd = "hand-over-without-end",
    /// A consent of another client can be revoked.
    RevokeOfAnyClient = "revoke-of-any-client",
    /// What a reseller asked another client for can be declined.
    DeclinesForAnyClient = "declines-for-any-client",
    /// The timer clears the stamps of a reseller that was let in again.
    ClearingTooMuch = "clearing-too-much",
    /// The timer clears nothing.
    ClearingNothing = "clearing-nothing",
    /// Nothing is written into the ledger.
    LedgerForgotten = "ledger-forgotten",
    /// Of many cases, those before the one that is refused stay changed.
    ManyKeepsHalf = "many-keeps-half",
    /// A corrected tenure leaves the access of the reseller it was not.
    CorrectionKeepsAccess = "correction-keeps-access",
    /// Cases can be shared with any address.
    ShareAnywhere = "share-anywhere",
    /// Whoever may share may end what others shared.
    EndsAnyShare = "ends-any-share",
    /// A node that was moved still lies below those that were above it.
    MovedNodeStaysBelow = "moved-node-stays-below",
    /// The last administrator can be removed.
    LastAdministratorGoes = "last-administrator-goes",
    /// The clock runs while the desk waits for the customer.
    ClockRunsWhilePaused = "clock-runs-while-paused",
    /// Holidays count as business hours.
    HolidayForgotten = "holiday-forgotten",
    /// Nobody waits for an answer to a customer's comment.
    CustomersWordStartsNothing = "customers-word-starts-nothing",
    /// An internal note is taken for an answer.
    NotesMeetTheTarget = "notes-meet-the-target",
    /// A one-time link works twice.
    InvitationTwice = "invitation-twice",
    /// A one-time link never grows too old.
    InvitationForever = "invitation-forever",
    /// A new password leaves the other sessions.
    PasswordKeepsSessions = "password-keeps-sessions",
    /// What a recipient may see is not asked again when a mail is sent.
    MailWithoutLooking = "mail-without-looking",
    /// Internal notes are told by mail.
    NotesAreMailed = "notes-are-mailed",
    /// Mail names the people of other partners.
    MailNamesEverybody = "mail-names-everybody",
    /// A mail that was sent is due again.
    SentTwice = "sent-twice",

    // The desk.
    /// Whoever sees cases reads them as queues, with what the desk knows.
    QueuesForEverybody = "queues-for-everybody",
    /// The vendor's people are named outside whatever the vendor chose.
    StaffNamedOutside = "staff-named-outside",
    /// The note to those to whom a case is handed over is a comment.
    HandOverNoteForAll = "hand-over-note-for-all",
    /// Advisors work what was handed to engineers.
    AdvisorsWorkEngineersTier = "advisors-work-engineers-tier",

    // Files.
    /// A file of another case is found by its id.
    FileOfAnyCase = "file-of-any-case",
    /// Whether a file may be attached is decided before it comes, and not again after.
    AttachLooksOnce = "attach-looks-once",
    /// Customers of a client remove files.
    CustomersRedact = "customers-redact",
    /// A content goes with the first of its files.
    ContentGoesWithOneFile = "content-goes-with-one-file",

    /// Similar cases are looked for among all.
    SimilarAmongAll = "similar-among-all",
    /// A case is filed without the answers that its category requires.
    RequiredAnswersForgotten = "required-answers-forgotten",
    /// Whoever sees a case may share it.
    SharesWithoutRight = "shares-without-right",
    /// The telephone number of another reseller's people is shown to a reseller.
    OtherPartnerCalled = "other-partner-called",

    // Locks.
    // To look at the case before the commit is a second guard, which would hide the first.
    /// Filing decides on rights before it has its turn, without a lock, and looks after the commit.
    FilingWithoutLock = "filing-without-lock",
    /// Time is taken before the lock.
    TimeBeforeLock = "time-before-lock",
    /// Transfers do not lock the client.
    TransferWithoutLock = "transfer-without-lock",
    /// Granting does not lock the client.
    GrantWithoutLock = "grant-without-lock",
    /// Revoking does not lock the client.
    RevokeWithoutLock = "revoke-without-lock",
    /// Changing a case does not lock its client.
    ChangeWithoutLock = "change-without-lock",
    /// Moving a case does not lock it.
    MoveWithoutLock = "move-without-lock",
    /// Clearing stamps does not lock the client.
    ClearingWithoutLock = "clearing-without-lock",

    // A case's life.
    /// An edit of what has changed meanwhile is taken.
    StaleEditTaken = "stale-edit-taken",
    /// Cases are escalated whatever the client's plan says.
    EscalatedWithoutPlan = "escalated-without-plan",
    /// A case closes by itself although somebody has spoken since that was announced.
    ClosesInSpiteOfWords = "closes-in-spite-of-words",
    /// Cases of two clients are merged.
    MergedAcrossClients = "merged-across-clients",
    /// Links show cases that one may not see.
    LinkShowsHidden = "link-shows-hidden",
    /// A domain rates one closing as often as it likes.
    RatedTwice = "rated-twice",
    /// Ratings of other domains are shown.
    RatingsOfOthersShown = "ratings-of-others-shown",
    /// A reseller's notes are shown to everybody who sees the case.
    OwnNotesShownToAll = "own-notes-shown-to-all",
}

/// Whether a mistake is switched on: `mutated!(ShareExpiryForgotten)`.
macro_rules! mutated {
    ($mutation:ident) => {
        $crate::mutation::on($crate::mutation::Mutation::$mutation)
    };
}
pub(crate) use mutated;

#[cfg(feature = "mutations")]
mod switch {
    use super::Mutation;
    use crate::authz::Caller;
    use std::collections::BTreeMap;
    use std::sync::{Mutex, OnceLock, PoisonError};
    use uuid::Uuid;

    static NAMED: OnceLock<Option<Mutation>> = OnceLock::new();
    static SWITCHED: OnceLock<Mutation> = OnceLock::new();

    fn named() -> Option<Mutation> {
        let name = std::env::var("COMPTOIR_MUTATION").ok()?;
        let known = Mutation::ALL.iter().copied().find(|known| known.name() == name);
        assert!(known.is_some(), "COMPTOIR_MUTATION: there is no mutation {name}");
        known
    }

    /// Whether the mistake is switched on.
    #[must_use]
    pub fn on(mutation: Mutation) -> bool {
        SWITCHED.get() == Some(&mutation) || *NAMED.get_or_init(named) == Some(mutation)
    }

    /// The caller as it was when this account was seen first, for [`Mutation::StaleCaller`].
    #[must_use]
    pub fn kept(caller: Caller) -> Caller {
        static KEPT: Mutex<BTreeMap<Uuid, Caller>> = Mutex::new(BTreeMap::new());
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        kept.entry(caller.account).or_insert(caller).clone()
    }

    /// Switches a mistake on, for the rest of this process.
    pub fn switch_on(mutation: Mutation) {
        assert_eq!(*SWITCHED.get_or_init(|| mutation), mutation, "another is on");
    }
}

#[cfg(feature = "mutations")]
pub use switch::{kept, on, switch_on};

/// Whether the mistake is switched on: never.
#[cfg(not(feature = "mutations"))]
#[must_use]
pub const fn on(_: Mutation) -> bool {
    false
}

/// The caller as it is.
#[cfg(not(feature = "mutations"))]
#[must_use]
pub const fn kept(caller: crate::authz::Caller) -> crate::authz::Caller {
    caller
}
