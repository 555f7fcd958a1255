//! My cases: filters, rows, pages.

use super::columns::ColumnsMenu;
use super::counts::total;
use super::empty::Nothing;
use super::filters::Filters;
use super::many::{ManyBar, may_change};
use super::query::ListQuery;
use super::rows::{Rows, Selection};
use super::views::ViewsMenu;
use crate::browser::{self, Shelf};
use crate::components::{Look, PageHeader, Pager, draw};
use crate::hooks::{use_load, use_return, use_walk};
use crate::locale::use_text;
use crate::routes::{Route, sees_cases};
use crate::session::use_me;
use shared::api::lists::Column;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// Rows of a page.
const LIMIT: u32 = 50;

/// The cases one may see, the last modified first.
#[component]
pub(crate) fn CasesPage() -> Html {
    let text = use_text();
    let me = use_me();
    let navigator = use_navigator();
    let location = use_location();
    let domain = me.domain.name.clone();
    let query = location
        .and_then(|location| location.query::<ListQuery>().ok())
        .unwrap_or_default();

    let load = use_load(
        (query.filter(), query.after.clone()),
        |here, (filter, after)| async move {
            here.api()
                .cases(
                    &filter,
                    Some(&after).filter(|after| !after.is_empty()).map(String::as_str),
                    LIMIT,
                )
                .await
        },
    );
    // Counting may take longer than listing, and nobody waits for it.
    let facets = use_load(query.filter(), |here, filter| async move {
        here.api().facets(&filter).await
    });
    let again = {
        let (list, counts) = (load.reload.clone(), facets.reload.clone());
        Callback::from(move |()| {
            list.emit(());
            counts.emit(());
        })
    };
    use_return(again.clone());
    use_walk();
    use_place_kept(&domain, load.data.is_some());

    // Another page of the list begins at its top.
    let first = use_mut_ref(|| true);
    use_effect_with(query.after.clone(), move |_| {
        if !first.replace(false) {
            browser::scroll_to_top();
        }
    });

    // Typing replaces the entry of the browser's history, choosing adds one.
    let go = {
        let domain = domain.clone();
        Callback::from(move |(to, replace): (ListQuery, bool)| {
            let route = Route::Cases {
                domain: domain.clone(),
            };
            if let Some(navigator) = &navigator {
                let _ = match replace {
                    true => navigator.replace_with_query(&route, to.pairs()),
                    false => navigator.push_with_query(&route, to.pairs()),
                };
            }
        })
    };
    let clear = {
        let cleared = query.cleared();
        go.reform(move |()| (cleared.clone(), false))
    };
    let kept = columns_key(&domain);
    let columns = query.columns(Shelf::Browser.get(&kept).as_deref(), me.domain.kind);
    let choose_columns = {
        let (go, query) = (go.clone(), query.clone());
        Callback::from(move |columns: Vec<Column>| {
            let to = query.with_columns(&columns);
            Shelf::Browser.set(&kept, &to.columns_text());
            go.emit((to, true));
        })
    };
    // Chosen is what one sees: another page or filter begins with none.
    let chosen = use_state_eq(|| Rc::new(Vec::<String>::new()));
    {
        let chosen = chosen.clone();
        use_effect_with((query.filter(), query.after.clone()), move |_| {
            chosen.set(Rc::default());
        });
    }
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |numbers: Vec<String>| chosen.set(Rc::new(numbers)))
    };
    let selection = may_change(&me.privileges).then(|| Selection {
        chosen: (*chosen).clone(),
        onchange: choose.clone(),
    });
    let pager = |next: Option<&String>| {
        let before = Shelf::Tab.get(&before_key(&domain, &query.after));
        let to = |after: &str| {
            let (go, to) = (go.clone(), query.at(after));
            Callback::from(move |()| go.emit((to.clone(), false)))
        };
        let next = next.map(|next| {
            let (go, key, here, to) = (
                go.clone(),
                before_key(&domain, next),
                query.after.clone(),
                query.at(next),
            );
            Callback::from(move |()| {
                Shelf::Tab.set(&key, &here);
                go.emit((to.clone(), false));
            })
        });
        let later = !query.after.is_empty();
        let previous = before.filter(|_| later).map(|before| to(&before));
        html! { <Pager first={later.then(|| to(""))} {previous} {next} /> }
    };
    let lead = facets
        .data
        .as_ref()
        .map(|facets| AttrValue::from(total(facets.total, text)));
    // Of cases that were only shared with one, none may be taken out.
    let exports = sees_cases(&me.privileges);
    html! {
        <>
            <PageHeader title={text.cases_title()} {lead}>
                if exports && load.data.as_ref().is_some_and(|page| !page.items.is_empty()) {
                    <a class={Look::Plain.class()} href={query.file(&domain, &columns)} download="" title={text.cases_export_means()}>{ text.cases_export() }</a>
                }
            </PageHeader>
            <Filters query={query.clone()} facets={facets.data.clone()} go={go.clone()} />
            <div class="list-tools">
                <ViewsMenu query={query.clone()} columns={columns.clone()} go={go.clone()} />
                <ColumnsMenu columns={columns.clone()} onchange={choose_columns} />
                <ManyBar chosen={(*chosen).clone()} clear={choose.reform(|()| Vec::new())} ondone={again} />
            </div>
            { draw(&load, text, |page| html! {
                if page.items.is_empty() {
                    <>
                        <Nothing narrowed={query.narrows()} further={!query.after.is_empty()} {clear} />
                        { pager(None) }
                    </>
                } else {
                    <>
                        <Rows items={page.items.clone()} columns={columns.clone()} selection={selection.clone()} />
                        { pager(page.next.as_ref()) }
                    </>
                }
            }) }
        </>
    }
}

/// Where the tab remembers from which page one came to the page of a cursor.
fn before_key(domain: &str, after: &str) -> String {
    format!("comptoir:{domain}:before:{after}")
}

/// Where the browser remembers which columns are wanted.
fn columns_key(domain: &str) -> String {
    format!("comptoir:{domain}:columns")
}

/// Where the tab remembers which case was opened last.
pub(super) fn opened_key(domain: &str) -> String {
    format!("comptoir:{domain}:opened")
}

/// Once the list is there, goes back to the row from which one left it.
#[hook]
fn use_place_kept(domain: &str, there: bool) {
    let key = opened_key(domain);
    use_effect_with(there, move |there| {
        let Some(number) = Shelf::Tab.get(&key).filter(|_| *there) else {
            return;
        };
        Shelf::Tab.remove(&key);
        browser::focus(&format!("case-{number}"));
    });
}
