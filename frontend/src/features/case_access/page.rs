//! With whom a case is shared, who can see it, and why.

use super::sharing::Sharing;
use super::visible::Visible;
use crate::components::{Glyph, Icon, PageHeader, To, draw};
use crate::features::access::OpenCasesOffer;
use crate::features::case::{Unseen, is_unseen};
use crate::hooks::{use_load, use_return};
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::words::{DomainKind, Privilege};
use std::rc::Rc;
use yew::prelude::*;

/// What [`CaseAccessPage`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct CaseAccessProps {
    /// The case's number.
    pub(crate) number: String,
}

/// The shares of a case, and everybody who can see it.
#[component]
pub(crate) fn CaseAccessPage(props: &CaseAccessProps) -> Html {
    let text = use_text();
    let me = use_me();
    let number = &props.number;
    let case = use_load(number.clone(), |here, number| async move {
        here.api().case(&number).await
    });
    let access = use_load(number.clone(), |here, number| async move {
        here.api().case_access(&number).await
    });
    use_return(access.reload.clone());
    if case.data.is_none() && case.failure.as_ref().is_some_and(is_unseen) {
        return html! { <Unseen /> };
    }
    let shares = me.domain.kind == DomainKind::Client && me.privileges.contains(&Privilege::CasesManage);
    let back = Route::Case {
        domain: me.domain.name.clone(),
        number: number.clone(),
    };
    let lead = case.data.as_ref().map_or_else(
        || number.clone(),
        |case| format!("{} – {}", case.number, case.title),
    );
    html! {
        <>
            <To route={back} class="back"><Icon glyph={Glyph::ChevronLeft} />{ text.visible_back() }</To>
            <PageHeader title={text.case_access_title()} {lead} />
            { draw(&case, text, |case| html! {
                <div class="case-access">
                    // Who may share is told what else waits to be shared.
                    if shares { <OpenCasesOffer /> }
                    <Sharing case={Rc::clone(case)} changed={access.reload.clone()} />
                    { draw(&access, text, |lines| html! { <Visible lines={Rc::clone(lines)} client={case.client.title.clone()} /> }) }
                </div>
            }) }
        </>
    }
}
