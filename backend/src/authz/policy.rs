//! The policy: casbin over `policies/`, memoised.
//!
//! casbin walks every row for each decision, so each question is asked once per set of
//! privileges and remembered as a mask of relations. The memory lives and dies with its
//! enforcer, so it cannot be stale (casbin's own cache can: it is not used).

use crate::mutation::mutated;
use casbin::{CoreApi as _, DefaultModel, Enforcer, MemoryAdapter, MgmtApi as _};
use shared::words::{Action, ObjectKind, Privilege, Privileges, Relation};
use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::str::FromStr as _;
use std::sync::{PoisonError, RwLock};

const MODEL: &str = include_str!("../../../policies/model.conf");
const POLICY: &str = include_str!("../../../policies/policy.csv");

/// Fewer rows than this and the policy is taken for damaged: it could not let anybody work.
const ROWS_AT_LEAST: usize = 20;

/// A set of relations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Relations(u8);

impl Relations {
    /// Whether the relation is in the set.
    #[must_use]
    pub const fn has(self, relation: Relation) -> bool {
        self.0 & (1 << relation as u8) != 0
    }
}

impl FromIterator<Relation> for Relations {
    fn from_iter<I: IntoIterator<Item = Relation>>(relations: I) -> Self {
        Self(
            relations
                .into_iter()
                .fold(0, |mask, relation| mask | 1 << relation as u8),
        )
    }
}

/// Who may do what through which relation.
pub struct Policy {
    enforcer: Enforcer,
    known: RwLock<HashMap<(i64, ObjectKind, Action), Relations>>,
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Policy").finish_non_exhaustive()
    }
}

/// Why a policy is not used. The program does not start without one.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// A file is not there or cannot be read.
    #[error("the policy cannot be read: {0}")]
    Unreadable(String),
    /// A row is not `p, privilege, relation, kind, action, allow|deny`.
    #[error("policy row {row}: {reason}")]
    Row {
        /// Counted from 1, comments included.
        row: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// There are too few rows to let anybody work.
    #[error("the policy has {0} rows; at least {ROWS_AT_LEAST} are expected")]
    Short(usize),
    /// casbin refuses model or rows.
    #[error("the policy is refused: {0}")]
    Casbin(#[from] casbin::Error),
}

impl Policy {
    /// The policy that was compiled in.
    ///
    /// # Errors
    /// When it is damaged.
    pub async fn builtin() -> Result<Self, PolicyError> {
        Self::parse(MODEL, POLICY).await
    }

    /// The policy in `model.conf` and `policy.csv` of a folder.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub async fn from_folder(folder: &Path) -> Result<Self, PolicyError> {
        let read = |name: &str| {
            let file = folder.join(name);
            std::fs::read_to_string(&file)
                .map_err(|e| PolicyError::Unreadable(format!("{}: {e}", file.display())))
        };
        Self::parse(&read("model.conf")?, &read("policy.csv")?).await
    }

    /// The policy of these texts.
    ///
    /// # Errors
    /// When they are empty, short or damaged.
    pub async fn parse(model: &str, policy: &str) -> Result<Self, PolicyError> {
        let mut rows = rows(policy)?;
        mistake(&mut rows);
        if rows.len() < ROWS_AT_LEAST && !mutated!(ShortPolicyTaken) {
            return Err(PolicyError::Short(rows.len()));
        }
        for section in [
            "[request_definition]",
            "[policy_definition]",
            "[policy_effect]",
            "[matchers]",
        ] {
            if !model.contains(section) {
                return Err(PolicyError::Unreadable(format!(
                    "the model has no section {section}"
                )));
            }
        }
        let model = DefaultModel::from_str(model).await?;
        let mut enforcer = Enforcer::new(model, MemoryAdapter::default()).await?;
        enforcer.enable_auto_save(false);
        enforcer.add_policies(rows).await?;
        Ok(Self {
            enforcer,
            known: RwLock::default(),
        })
    }

    /// The relations through which these privileges let one do this. What casbin cannot decide is
    /// denied, and logged.
    #[must_use]
    pub fn relations(&self, privileges: Privileges, kind: ObjectKind, action: Action) -> Relations {
        let remembered = if mutated!(MemoryMixesActions) {
            Action::View
        } else {
            action
        };
        let question = (privileges.bits(), kind, remembered);
        if let Some(known) = self
            .known
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&question)
        {
            return *known;
        }
        let answer = Relation::ALL
            .iter()
            .copied()
            .filter(|rel| self.ask(privileges, *rel, kind, action))
            .collect();
        self.known
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(question, answer);
        answer
    }

    /// casbin's own answer, each time anew.
    #[must_use]
    pub fn ask(&self, privileges: Privileges, relation: Relation, kind: ObjectKind, action: Action) -> bool {
        if privileges.is_empty() {
            return false;
        }
        let names = privileges
            .iter()
            .map(|privilege| privilege.as_str().to_owned())
            .collect::<Vec<_>>();
        let request = (names, relation.as_str(), kind.as_str(), action.as_str());
        self.enforcer.enforce(request).unwrap_or_else(|error| {
            tracing::error!(%error, %relation, %kind, %action, "casbin could not decide; denied");
            mutated!(FaultAllows)
        })
    }
}

/// Parses the rows, each of the right number of columns and of known words: casbin itself would
/// take a short row and then fail every decision of everybody.
fn rows(text: &str) -> Result<Vec<Vec<String>>, PolicyError> {
    let mut rows = Vec::new();
    for (position, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |reason: String| PolicyError::Row {
            row: position + 1,
            reason,
        };
        let columns = line.split(',').map(str::trim).collect::<Vec<_>>();
        let ["p", privilege, relation, kind, action, effect] = columns[..] else {
            return Err(wrong(format!(
                "six columns beginning with `p` are expected, not `{line}`"
            )));
        };
        Privilege::from_str(privilege).map_err(|error| wrong(error.to_string()))?;
        Relation::from_str(relation).map_err(|error| wrong(error.to_string()))?;
        ObjectKind::from_str(kind).map_err(|error| wrong(error.to_string()))?;
        Action::from_str(action).map_err(|error| wrong(error.to_string()))?;
        if !matches!(effect, "allow" | "deny") {
            return Err(wrong(format!("`{effect}` is neither allow nor deny")));
        }
        rows.push(
            [privilege, relation, kind, action, effect]
                .map(str::to_owned)
                .to_vec(),
        );
    }
    Ok(rows)
}

/// The mistakes in rows that tests switch on.
fn mistake(rows: &mut Vec<Vec<String>>) {
    let mut add = |row: [&str; 5]| rows.push(row.map(str::to_owned).to_vec());
    if mutated!(ViewersComment) {
        add(["cases.view", "account", "case", "comment", "allow"]);
    }
    if mutated!(ReadersManage) {
        add(["clients.cases.view", "manager", "case", "manage", "allow"]);
    }
    if mutated!(MembersSeeThroughManager) {
        add(["member", "manager", "case", "view", "allow"]);
    }
    if mutated!(OperatorsSeeCases) {
        add(["domains.manage", "support", "case", "view", "allow"]);
    }
    if mutated!(SharesLetManage) {
        add(["member", "shared", "case", "manage", "allow"]);
    }
    if mutated!(CustomersRedact) {
        add(["cases.manage", "account", "case", "work", "allow"]);
    }
    if mutated!(AgentsCannotComment) {
        rows.retain(|row| row[..4] != ["clients.cases.manage", "manager", "case", "comment"]);
    }
    if mutated!(DenyIgnored) {
        rows.retain(|row| row[4] != "deny");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_remembered_is_what_casbin_says() {
        let policy = Policy::builtin().await.unwrap();
        let all = Privilege::ALL
            .iter()
            .map(|one| [*one].into_iter().collect::<Privileges>());
        for privileges in all.chain([Privileges::EMPTY, Privileges::all()]) {
            for kind in ObjectKind::ALL {
                for action in Action::ALL {
                    for _ in 0..2 {
                        let remembered = policy.relations(privileges, *kind, *action);
                        for relation in Relation::ALL {
                            let asked = policy.ask(privileges, *relation, *kind, *action);
                            assert_eq!(
                                remembered.has(*relation),
                                asked,
                                "{privileges:?} {kind} {action} {relation}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[tokio::test]
    async fn p1_an_empty_short_or_damaged_policy_is_refused() {
        for damaged in [
            "",
            "p, cases.view, account, case, view, allow",
            &POLICY.replace(
                "p, support, account, case, rate, allow",
                "p, support, account, case",
            ),
            &POLICY.replace(
                "support, account, case, rate, allow",
                "support, account, case, rate, Allow",
            ),
            &POLICY.replace(
                "p, support, account, case, rate",
                "p, suport, account, case, rate",
            ),
        ] {
            assert!(Policy::parse(MODEL, damaged).await.is_err());
        }
        assert!(Policy::parse("", POLICY).await.is_err());
        assert!(Policy::from_folder(Path::new("no-such-folder")).await.is_err());
    }

    #[tokio::test]
    async fn a_deny_overrides_across_privileges() {
        let text = format!("{POLICY}\np, reports, account, case, view, deny\n");
        let policy = Policy::parse(MODEL, &text).await.unwrap();
        let viewer: Privileges = [Privilege::CasesView].into_iter().collect();
        let denied: Privileges = [Privilege::CasesView, Privilege::Reports].into_iter().collect();
        assert!(
            policy
                .relations(viewer, ObjectKind::Case, Action::View)
                .has(Relation::Account)
        );
        assert!(
            !policy
                .relations(denied, ObjectKind::Case, Action::View)
                .has(Relation::Account)
        );
    }
}
