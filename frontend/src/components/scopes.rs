//! A box for each thing a reseller may do for a client.

use crate::locale::use_text;
use shared::words::{DelegationScope, DelegationScopes};
use yew::prelude::*;

/// What [`Scopes`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ScopesProps {
    pub(crate) legend: AttrValue,
    pub(crate) scopes: DelegationScopes,
    pub(crate) onchange: Callback<DelegationScopes>,
}

/// The boxes, each with what it means; seeing is always included.
#[component]
pub(crate) fn Scopes(props: &ScopesProps) -> Html {
    let text = use_text();
    html! {
        <fieldset class="choices">
            <legend>{ &props.legend }</legend>
            { for DelegationScope::ALL.iter().map(|scope| {
                let fixed = *scope == DelegationScope::View;
                let (scopes, scope) = (props.scopes, *scope);
                let onchange = props.onchange.reform(move |_: Event| toggled(scopes, scope));
                let means = match scope {
                    DelegationScope::View => text.scope_view_means(),
                    DelegationScope::File => text.scope_file_means(),
                    DelegationScope::Comment => text.scope_comment_means(),
                    DelegationScope::Manage => text.scope_manage_means(),
                    DelegationScope::Share => text.scope_share_means(),
                    DelegationScope::Escalate => text.scope_escalate_means(),
                    DelegationScope::Export => text.scope_export_means(),
                };
                html! {
                    <label class="choice" key={scope.as_str()}>
                        <input type="checkbox" checked={scopes.has(scope)} disabled={fixed} {onchange} />
                        <span>{ text.scope(scope) }<span class="row-note">{ means }</span></span>
                    </label>
                }
            }) }
        </fieldset>
    }
}

/// With one scope more or less; seeing is always included.
fn toggled(scopes: DelegationScopes, one: DelegationScope) -> DelegationScopes {
    let has = |scope: &DelegationScope| scopes.has(*scope) != (*scope == one);
    DelegationScope::ALL
        .iter()
        .copied()
        .filter(has)
        .collect::<DelegationScopes>()
        .with_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeing_stays() {
        let without = toggled(DelegationScopes::usual(), DelegationScope::View);
        assert!(without.has(DelegationScope::View));
        let without = toggled(without, DelegationScope::Share);
        assert!(!without.has(DelegationScope::Share));
        assert!(toggled(without, DelegationScope::Share).has(DelegationScope::Share));
    }
}
