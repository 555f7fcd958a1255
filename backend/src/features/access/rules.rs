//! What is missing for a reseller to see more of a client, without I/O.

use shared::api::access::{Missing, MissingAccess, WhoCan};
use shared::api::clients::{Access, ClientView, Standing};
use shared::words::DelegationScope;

/// What is missing, the most important first. `sees_cases`: whether the caller's roles let it see
/// the cases of clients at all. `ended` is when the consent ended, if it did.
pub(super) fn missing(
    client: &ClientView,
    sees_cases: bool,
    ended: Option<shared::Timestamp>,
) -> Vec<MissingAccess> {
    let one = |what, who, since| MissingAccess {
        what,
        who,
        scopes: Vec::new(),
        since,
    };
    let mut found = Vec::new();
    if !sees_cases {
        found.push(one(Missing::Role, WhoCan::SuperAdmin, None));
    }
    match client.access {
        Access::NeverGranted => found.push(one(Missing::NeverGranted, WhoCan::ClientAdmin, None)),
        Access::Revoked => found.push(one(Missing::Revoked, WhoCan::ClientAdmin, ended)),
        Access::Expired => found.push(one(Missing::Expired, WhoCan::ClientAdmin, ended)),
        Access::Granted => {
            let lacking = DelegationScope::ALL.iter().copied();
            let lacking = lacking
                .filter(|scope| !client.scopes.contains(scope))
                .collect::<Vec<_>>();
            if !lacking.is_empty() {
                found.push(MissingAccess {
                    scopes: lacking,
                    ..one(Missing::Scopes, WhoCan::ClientAdmin, None)
                });
            }
        }
    }
    let last = client.tenures.iter().filter_map(|tenure| tenure.to).max();
    let first = client.tenures.iter().map(|tenure| tenure.from).min();
    match client.standing {
        Standing::Former => found.push(one(Missing::Former, WhoCan::ClientShares, last)),
        Standing::Current => found.push(one(Missing::Outside, WhoCan::ClientShares, first)),
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::DomainRef;
    use shared::api::clients::ClientTenure;
    use shared::words::{DomainKind, TenureKind};

    fn client(access: Access, standing: Standing, scopes: &[DelegationScope]) -> ClientView {
        ClientView {
            client: DomainRef {
                name: "delta.example".to_owned(),
                title: "Delta".to_owned(),
                kind: DomainKind::Client,
            },
            standing,
            access,
            scopes: scopes.to_vec(),
            access_expires_at: None,
            tenures: vec![ClientTenure {
                kind: TenureKind::Resale,
                from: Timestamp::from_micros(10),
                to: Some(Timestamp::from_micros(20)),
            }],
            plan: None,
        }
    }

    fn words(found: &[MissingAccess]) -> Vec<Missing> {
        found.iter().map(|one| one.what).collect()
    }

    #[test]
    fn each_reason_is_named_with_who_can_change_it() {
        let all = DelegationScope::ALL;
        let found = missing(&client(Access::Granted, Standing::Current, all), true, None);
        assert_eq!(words(&found), [Missing::Outside]);
        assert_eq!(found[0].since, Some(Timestamp::from_micros(10)));
        let view = [DelegationScope::View];
        let found = missing(&client(Access::Granted, Standing::Current, &view), true, None);
        assert_eq!(words(&found), [Missing::Scopes, Missing::Outside]);
        assert_eq!(found[0].scopes.len(), all.len() - 1);
        let ended = Some(Timestamp::from_micros(15));
        let found = missing(&client(Access::Revoked, Standing::Current, &[]), false, ended);
        assert_eq!(words(&found), [Missing::Role, Missing::Revoked, Missing::Outside]);
        assert_eq!(found[1].since, ended);
        assert_eq!(found[0].who, WhoCan::SuperAdmin);
        let found = missing(&client(Access::Expired, Standing::Former, &[]), true, ended);
        assert_eq!(words(&found), [Missing::Expired, Missing::Former]);
        assert_eq!(found[1].since, Some(Timestamp::from_micros(20)));
        let found = missing(&client(Access::NeverGranted, Standing::Current, &[]), true, None);
        assert_eq!(words(&found), [Missing::NeverGranted, Missing::Outside]);
    }
}
