//! The closed vocabularies of the field: each word has one spelling in the API, in the database,
//! in `policies/` and in the import format.

use std::fmt;

/// A word that is not in the vocabulary asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// The vocabulary, for example `Severity`.
    pub vocabulary: &'static str,
    /// What was given.
    pub given: String,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a {}", self.given, self.vocabulary)
    }
}

impl std::error::Error for UnknownWord {}

/// Declares an enum whose variants have exactly one spelling everywhere.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "server", derive(poem_openapi::Enum))]
        #[cfg_attr(feature = "server", derive(sqlx::Type), sqlx(type_name = "text"))]
        pub enum $name {
            $(
                $(#[$doc])*
                #[serde(rename = $text)]
                #[cfg_attr(feature = "server", oai(rename = $text))]
                #[cfg_attr(feature = "server", sqlx(rename = $text))]
                $variant,
            )+
        }

        impl $name {
            /// Every word, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one spelling.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;
            fn from_str(text: &str) -> Result<Self, $crate::words::UnknownWord> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::words::UnknownWord { vocabulary: stringify!($name), given: text.to_owned() }),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use words;

/// Declares a set of words as a bit mask; bit *n* is the *n*-th word of the vocabulary.
///
/// The masks are stored in the database, so a new word goes to the end of its vocabulary.
macro_rules! word_set {
    ($(#[$meta:meta])* $set:ident of $word:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        #[cfg_attr(feature = "server", derive(sqlx::Type), sqlx(transparent))]
        pub struct $set(i64);

        impl $set {
            /// No word.
            pub const EMPTY: Self = Self(0);

            /// Every word of the vocabulary.
            #[must_use]
            pub fn all() -> Self {
                $word::ALL.iter().copied().collect()
            }

            /// The set as a bit mask.
            #[must_use]
            pub const fn bits(self) -> i64 {
                self.0
            }

            /// The set of a bit mask.
            #[must_use]
            pub const fn from_bits(bits: i64) -> Self {
                Self(bits)
            }

            /// The bit of one word.
            #[must_use]
            pub const fn bit(word: $word) -> i64 {
                1 << (word as i64)
            }

            /// Whether the word is in the set.
            #[must_use]
            pub const fn has(self, word: $word) -> bool {
                self.0 & Self::bit(word) != 0
            }

            /// Whether no word is in the set.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// The words of either set.
            #[must_use]
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Whether every word of `other` is in this set.
            #[must_use]
            pub const fn covers(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// The words, in the order of declaration.
            pub fn iter(self) -> impl Iterator<Item = $word> {
                $word::ALL.iter().copied().filter(move |word| self.has(*word))
            }
        }

        impl FromIterator<$word> for $set {
            fn from_iter<I: IntoIterator<Item = $word>>(words: I) -> Self {
                Self(words.into_iter().fold(0, |bits, word| bits | Self::bit(word)))
            }
        }

        impl fmt::Debug for $set {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_set().entries(self.iter()).finish()
            }
        }
    };
}

words! {
    /// What a domain is to the vendor.
    DomainKind {
        /// The company whose products are supported; one per installation.
        Vendor = "vendor",
        /// A company that sells the vendor's products to clients.
        Reseller = "reseller",
        /// A company that uses the products.
        Client = "client",
    }
}

words! {
    /// Whether a person or a program acts through an account.
    AccountKind {
        /// A person.
        User = "user",
        /// A program.
        Service = "service",
    }
}

words! {
    /// What a node of a client's resource tree is.
    ResourceKind {
        /// The root; one per domain.
        Organization = "organization",
        /// A folder of folders and projects.
        Folder = "folder",
        /// A leaf of the tree.
        Project = "project",
    }
}

words! {
    /// Why a reseller domain manages a client.
    TenureKind {
        /// The reseller sells to the client.
        Resale = "resale",
        /// The client engaged the reseller for support only.
        SupportPartner = "support_partner",
    }
}

words! {
    /// How an account in a domain stands to a case; policy speaks of nothing else.
    Relation {
        /// The case belongs to the domain, at or below a node where the account has a role.
        Account = "account",
        /// The domain managed the client when the case was filed, and is let in now.
        Manager = "manager",
        /// The case was shared with the account or a group of it.
        Shared = "shared",
        /// The domain is the vendor's.
        Support = "support",
        /// Not a case: what belongs to the acting domain itself.
        Own = "own",
    }
}

words! {
    /// What a share lets one do.
    ShareLevel {
        /// Read and download.
        View = "view",
        /// Read, comment and attach.
        Collaborate = "collaborate",
    }
}

words! {
    /// One thing that a client's delegation lets a reseller do.
    DelegationScope {
        /// See the cases; always included.
        View = "view",
        /// File cases on behalf of the client.
        File = "file",
        /// Comment, attach, confirm a solution.
        Comment = "comment",
        /// Severity, close, reopen, edit, rate.
        Manage = "manage",
        /// Share cases.
        Share = "share",
        /// Escalate cases.
        Escalate = "escalate",
        /// Export cases.
        Export = "export",
    }
}

word_set! {
    /// The scopes of a delegation.
    DelegationScopes of DelegationScope
}

impl DelegationScopes {
    /// What a delegation covers when no scopes are named: all but `export` (DESIGN §2).
    #[must_use]
    pub fn usual() -> Self {
        DelegationScope::ALL
            .iter()
            .copied()
            .filter(|scope| *scope != DelegationScope::Export)
            .collect()
    }

    /// These scopes with `view`, which is always included.
    #[must_use]
    pub fn with_view(self) -> Self {
        Self(self.0 | Self::bit(DelegationScope::View))
    }
}

words! {
    /// What can be done. Few actions over more kinds of object; `policies/policy.csv` says who may.
    Action {
        /// See, read, download.
        View = "view",
        /// Create a case.
        File = "file",
        /// Comment, attach, confirm a solution.
        Comment = "comment",
        /// A case: severity, close, reopen, edit. Anything else: create, change, end.
        Manage = "manage",
        /// Rate a closed case.
        Rate = "rate",
        /// Share a case.
        Share = "share",
        /// Escalate a case.
        Escalate = "escalate",
        /// Export cases.
        Export = "export",
        /// Work a case at the support desk: triage, ask, answer, internal notes.
        Work = "work",
    }
}

words! {
    /// What an action is done to.
    ObjectKind {
        /// A case with its comments and history.
        Case = "case",
        /// A client, seen by the reseller that manages it.
        Client = "client",
        /// The consent of a client to a reseller.
        Delegation = "delegation",
        /// Who manages which client, and since when.
        Tenure = "tenure",
        /// Organizations and domains.
        Domain = "domain",
        /// Support plans and who has which.
        Plan = "plan",
        /// Products and categories.
        Catalogue = "catalogue",
        /// Accounts of a domain, their roles.
        Account = "account",
        /// The append-only ledger.
        Ledger = "ledger",
        /// Groups of a domain and who is in them.
        Group = "group",
        /// Custom roles of a domain or an organization.
        Role = "role",
        /// Who holds which role, and where.
        Assignment = "assignment",
        /// The resource tree of a client.
        Resource = "resource",
        /// Why somebody may do something, or may not.
        Decision = "decision",
        /// The vendor's support desk: its queues, teams, ready answers, how it appears outside.
        Desk = "desk",
        /// What the desk handed to its engineers.
        Tier = "tier",
        /// Mail that is not delivered yet, or cannot be.
        Mail = "mail",
        /// What the vendor knows of and publishes.
        Issue = "issue",
    }
}

words! {
    /// What a role is made of. Stored as bits: new ones go to the end.
    Privilege {
        /// Everybody's: the own profile, and what was shared.
        Member = "member",
        /// See cases of the own client domain, at and below the role's node.
        CasesView = "cases.view",
        /// File and change them.
        CasesManage = "cases.manage",
        /// File and follow cases of the reseller's own domain.
        Support = "support",
        /// See which clients the reseller manages.
        ClientsView = "clients.view",
        /// See the clients' cases.
        ClientsCasesView = "clients.cases.view",
        /// File and change them.
        ClientsCasesManage = "clients.cases.manage",
        /// Escalate them.
        ClientsCasesEscalate = "clients.cases.escalate",
        /// See reports about the clients.
        Reports = "reports",
        /// Work cases at the vendor's support desk.
        DeskWork = "desk.work",
        /// Take what was escalated to an engineer.
        DeskEngineer = "desk.engineer",
        /// Decide escalations and reclassify severity.
        EscalationsManage = "escalations.manage",
        /// Publish known issues and incidents.
        IncidentsPublish = "incidents.publish",
        /// Accounts of the domain.
        AccountsManage = "accounts.manage",
        /// Groups of the domain.
        GroupsManage = "groups.manage",
        /// Roles of the domain.
        RolesManage = "roles.manage",
        /// The resource tree.
        ResourcesManage = "resources.manage",
        /// Let resellers in and out.
        DelegationsManage = "delegations.manage",
        /// The domain's own plan.
        PlanManage = "plan.manage",
        /// The domain's contacts.
        ContactsManage = "contacts.manage",
        /// Organizations and domains of the installation.
        DomainsManage = "domains.manage",
        /// Transfer clients.
        TenuresManage = "tenures.manage",
        /// Define plans and give them to clients.
        PlansManage = "plans.manage",
        /// The product catalogue.
        CatalogueManage = "catalogue.manage",
        /// Read the ledger.
        LedgerView = "ledger.view",
        /// Give and take the roles that one's own role may give.
        RolesAssign = "roles.assign",
        /// Ask why somebody may do something, or may not.
        DecisionsExplain = "decisions.explain",
        /// Teams of the support desk, and how its people appear outside.
        DeskManage = "desk.manage",
        /// See which mail could not be delivered, and have it tried again.
        MailManage = "mail.manage",
    }
}

word_set! {
    /// What a caller may draw on.
    Privileges of Privilege
}

impl Privilege {
    /// What a custom role of a reseller may be made of (DESIGN §2).
    pub const OF_RESELLERS: &'static [Self] = &[
        Self::Support,
        Self::ClientsView,
        Self::ClientsCasesView,
        Self::ClientsCasesManage,
        Self::ClientsCasesEscalate,
        Self::Reports,
    ];
}

words! {
    /// How urgent a case is.
    Severity {
        /// Critical.
        P1 = "P1",
        /// High.
        P2 = "P2",
        /// Medium.
        P3 = "P3",
        /// Low; the default.
        P4 = "P4",
    }
}

words! {
    /// What somebody is told of by mail.
    MailEvent {
        /// A case was filed: an acknowledgement to whoever filed it.
        Filed = "filed",
        /// Somebody commented.
        Comment = "comment",
        /// Support asks for information.
        Question = "question",
        /// Support proposes a solution.
        Solution = "solution",
        /// The severity was changed.
        Severity = "severity",
        /// The case was closed.
        Closing = "closing",
        /// The case was taken up again.
        Reopening = "reopening",
        /// The case was shared with the recipient.
        Share = "share",
        /// Open cases were shared with the recipient in one step; the mail's case is one of them.
        Shares = "shares",
        /// The case was escalated.
        Escalation = "escalation",
        /// The case will be closed unless somebody speaks.
        ClosingSoon = "closing_soon",
        /// The case was given to the recipient.
        Assigned = "assigned",
    }
}

words! {
    /// Why somebody is told.
    MailReason {
        /// It filed the case.
        Filed = "filed",
        /// It commented on the case.
        Commented = "commented",
        /// The case is shared with it, or with a group of it.
        Shared = "shared",
        /// The case was given to it.
        Assigned = "assigned",
        /// It decides about that at the vendor.
        Decides = "decides",
    }
}

words! {
    /// A language of the interface.
    Language {
        /// French.
        Fr = "fr",
        /// English.
        En = "en",
    }
}

impl Language {
    /// The first language of an `Accept-Language` value that the product speaks, English otherwise.
    ///
    /// Weights are read (RFC 9110 §12.5.4); among equals the first wins.
    #[must_use]
    pub fn preferred(accept_language: &str) -> Self {
        let mut best = (0, Self::En);
        for range in accept_language.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1_000, thousandths);
            let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            if let Ok(language) = primary.parse::<Self>()
                && weight > best.0
            {
                best = (weight, language);
            }
        }
        best.1
    }
}

/// A weight from 0 to 1 with up to three decimals, in thousandths; 0 for anything else. Reading it
/// as a fraction would bring ten kilobytes of tables into the app.
fn thousandths(weight: &str) -> u32 {
    let (whole, decimals) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let decimals = format!("{decimals:0<3}");
    match (whole.parse::<u32>(), decimals.parse::<u32>()) {
        (Ok(whole @ 0..=1), Ok(decimals @ 0..=999)) => (whole * 1_000 + decimals).min(1_000),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for privilege in Privilege::ALL {
            assert_eq!(privilege.as_str().parse(), Ok(*privilege));
        }
        assert!("P5".parse::<Severity>().is_err());
    }

    #[test]
    fn a_set_is_its_words() {
        let set: DelegationScopes = [DelegationScope::File, DelegationScope::Export]
            .into_iter()
            .collect();
        assert!(set.has(DelegationScope::File) && !set.has(DelegationScope::View));
        assert_eq!(DelegationScopes::from_bits(set.bits()), set);
        assert!(set.with_view().has(DelegationScope::View));
        assert!(!DelegationScopes::usual().has(DelegationScope::Export));
        assert_eq!(DelegationScopes::usual().iter().count(), 6);
    }

    #[test]
    fn the_reader_gets_the_language_asked_for() {
        assert_eq!(Language::preferred("fr-CA,fr;q=0.9,en;q=0.8"), Language::Fr);
        assert_eq!(Language::preferred("de, en;q=0.5, fr;q=0.7"), Language::Fr);
        assert_eq!(Language::preferred("de"), Language::En);
        assert_eq!(Language::preferred(""), Language::En);
        assert_eq!(Language::preferred("fr;q=0, en"), Language::En);
    }
}
