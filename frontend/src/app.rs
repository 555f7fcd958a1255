//! The app: what stands around every page, and which page an address shows.

use crate::browser;
use crate::components::{Button, Notice, ToastProvider, Tone, draw_failure};
#[cfg(feature = "whole")]
use crate::features::access::AccessPage;
#[cfg(feature = "whole")]
use crate::features::case::CasePage;
#[cfg(feature = "whole")]
use crate::features::case_access::CaseAccessPage;
use crate::features::cases::CasesPage;
#[cfg(feature = "whole")]
use crate::features::clients::{ClientPage, ClientsPage};
#[cfg(feature = "whole")]
use crate::features::desk::{AnswersPage, QueuePage, TeamsPage};
#[cfg(feature = "whole")]
use crate::features::new_case::NewCasePage;
use crate::features::not_found::NotFoundPage;
#[cfg(feature = "whole")]
use crate::features::people::{GroupsPage, PeoplePage, ResourcesPage, RolesPage};
#[cfg(feature = "whole")]
use crate::features::profile::ProfilePage;
use crate::features::shell::Shell;
use crate::features::sign_in::{SignInPage, WelcomePage};
#[cfg(feature = "whole")]
use crate::features::vendor::{
    CalendarsPage, CataloguePage, DecisionsPage, DomainsPage, IssuesPage, MailPage, OrganizationsPage,
    PlansPage, TransfersPage,
};
#[cfg(feature = "whole")]
use crate::features::views::ViewsPage;
use crate::locale::{LocaleProvider, use_text};
use crate::routes::Route;
use crate::session::{SessionProvider, list_sessions, use_sessions};
use shared::api::sessions::Me;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{BrowserRouter, Redirect, use_route};

/// The app.
#[component]
pub(crate) fn App() -> Html {
    html! {
        <BrowserRouter>
            <SessionProvider>
                <LocaleProvider>
                    <ToastProvider>
                        <Pages />
                    </ToastProvider>
                </LocaleProvider>
            </SessionProvider>
        </BrowserRouter>
    }
}

/// Chooses what to show; an address of a domain without a session shows the way in, and then itself.
#[component]
fn Pages() -> Html {
    let text = use_text();
    let context = use_sessions();
    let route = use_route::<Route>().unwrap_or(Route::NotFound);
    let again = {
        let tell = context.tell.clone();
        Callback::from(move |()| list_sessions(tell.clone()))
    };
    if route == Route::Welcome {
        return html! { <WelcomePage key={browser::fragment()} /> };
    }
    if !context.sessions.known {
        return match &context.sessions.failure {
            Some(failure) => html! {
                <main class="lone">
                    <Notice tone={Tone::Bad} title={text.starting_failed()}>
                        { draw_failure(failure, text) }
                        <Button onclick={again}>{ text.try_again() }</Button>
                    </Notice>
                </main>
            },
            None => {
                html! { <div class="waiting waiting-page" role="status"><span class="spinner" aria-hidden="true"></span>{ text.loading() }</div> }
            }
        };
    }
    let start = |me: &Me| html! { <Redirect<Route> to={Route::start(&me.domain.name, &me.privileges)} /> };
    let Some(domain) = route.domain() else {
        return match (&route, context.sessions.live().next()) {
            (Route::Home, Some(me)) => start(me),
            (Route::Home, None) => html! { <Redirect<Route> to={Route::SignIn} /> },
            (Route::SignIn, _) => html! { <SignInPage /> },
            _ => html! { <main class="lone"><NotFoundPage /></main> },
        };
    };
    match context.sessions.me(domain) {
        None => html! { <SignInPage domain={domain.to_owned()} /> },
        Some(me) if matches!(route, Route::Domain { .. }) => start(me),
        // Another account in the same domain is another visit: everything begins anew.
        Some(me) => html! {
            <ContextProvider<Rc<Me>> key={format!("{} {}", me.domain.name, me.email)} context={me.clone()}>
                <Shell route={route.clone()}>{ page(&route) }</Shell>
            </ContextProvider<Rc<Me>>>
        },
    }
}

/// The page of an address within a domain.
fn page(route: &Route) -> Html {
    match route {
        Route::Cases { .. } => html! { <CasesPage /> },
        Route::NewCase { .. }
        | Route::Case { .. }
        | Route::CaseAccess { .. }
        | Route::Views { .. }
        | Route::Clients { .. }
        | Route::Client { .. }
        | Route::Access { .. }
        | Route::Profile { .. }
        | Route::People { .. }
        | Route::Groups { .. }
        | Route::Roles { .. }
        | Route::Resources { .. }
        | Route::Domains { .. }
        | Route::Organizations { .. }
        | Route::Plans { .. }
        | Route::Calendars { .. }
        | Route::Catalogue { .. }
        | Route::Transfers { .. }
        | Route::Decisions { .. }
        | Route::Desk { .. }
        | Route::DeskTeams { .. }
        | Route::DeskAnswers { .. }
        | Route::Mail { .. }
        | Route::Issues { .. } => whole(route),
        Route::Home | Route::SignIn | Route::Welcome | Route::Domain { .. } | Route::NotFound => {
            html! { <NotFoundPage /> }
        }
    }
}

/// The pages of the larger build.
#[cfg(feature = "whole")]
fn whole(route: &Route) -> Html {
    match route {
        Route::NewCase { .. } => html! { <NewCasePage /> },
        Route::Case { number, .. } => html! { <CasePage key={number.clone()} number={number.clone()} /> },
        Route::CaseAccess { number, .. } => {
            html! { <CaseAccessPage key={number.clone()} number={number.clone()} /> }
        }
        Route::Views { .. } => html! { <ViewsPage /> },
        Route::Clients { .. } => html! { <ClientsPage /> },
        Route::Client { client, .. } => html! { <ClientPage key={client.clone()} client={client.clone()} /> },
        Route::Access { .. } => html! { <AccessPage /> },
        Route::Profile { .. } => html! { <ProfilePage /> },
        Route::People { .. } => html! { <PeoplePage /> },
        Route::Groups { .. } => html! { <GroupsPage /> },
        Route::Roles { .. } => html! { <RolesPage /> },
        Route::Resources { .. } => html! { <ResourcesPage /> },
        Route::Domains { .. } => html! { <DomainsPage /> },
        Route::Organizations { .. } => html! { <OrganizationsPage /> },
        Route::Plans { .. } => html! { <PlansPage /> },
        Route::Calendars { .. } => html! { <CalendarsPage /> },
        Route::Catalogue { .. } => html! { <CataloguePage /> },
        Route::Transfers { .. } => html! { <TransfersPage /> },
        Route::Decisions { .. } => html! { <DecisionsPage /> },
        Route::Desk { .. } => html! { <QueuePage /> },
        Route::DeskTeams { .. } => html! { <TeamsPage /> },
        Route::DeskAnswers { .. } => html! { <AnswersPage /> },
        Route::Mail { .. } => html! { <MailPage /> },
        Route::Issues { .. } => html! { <IssuesPage /> },
        _ => html! { <NotFoundPage /> },
    }
}

/// The other pages are in the larger build of the app, which the server gives at
/// their addresses.
#[cfg(not(feature = "whole"))]
fn whole(_: &Route) -> Html {
    html! { <Elsewhere /> }
}

/// Loads the address anew.
#[cfg(not(feature = "whole"))]
#[component]
fn Elsewhere() -> Html {
    let text = use_text();
    use_effect_with((), |()| browser::load_anew());
    html! {
        <div class="waiting waiting-page" role="status"><span class="spinner" aria-hidden="true"></span>{ text.loading() }</div>
    }
}
