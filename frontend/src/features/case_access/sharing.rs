//! The shares of a case: with whom, by whom, for what and until when.

use super::form::ShareForm;
use crate::browser;
use crate::components::{
    Button, Look, Notice, Tag, Toast, Tone, When, draw, draw_failure, person_name, use_toast,
};
use crate::hooks::{use_load, use_return, use_send};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::Timestamp;
use shared::api::cases::CaseView;
use shared::api::shares::{ShareCase, ShareView};
use shared::words::Action;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Sharing`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct SharingProps {
    pub(super) case: Rc<CaseView>,
    /// Hears that others see the case now.
    pub(super) changed: Callback<()>,
}

/// The shares, and the form for another one.
#[component]
pub(super) fn Sharing(props: &SharingProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let number = props.case.number.clone();
    let may_share = props.case.may.contains(&Action::Share);
    let load = use_load(number.clone(), |here, number| async move {
        here.api().shares(&number).await
    });
    use_return(load.reload.clone());
    // Another form after each share: empty, and ready for the next address.
    let round = use_state_eq(|| 0_u32);

    let again = {
        let (reload, changed) = (load.reload.clone(), props.changed.clone());
        Callback::from(move |()| {
            reload.emit(());
            changed.emit(());
        })
    };
    let shared = {
        let (again, round) = (again.clone(), round.clone());
        Callback::from(move |()| {
            round.set(*round + 1);
            again.emit(());
        })
    };
    let restore = {
        let number = number.clone();
        use_send(
            move |here, request: ShareCase| {
                let number = number.clone();
                async move { here.api().share(&number, &request).await }
            },
            again.reform(|_: ShareView| ()),
        )
    };
    // The way back stands in the notice: nobody is asked twice about what can be undone.
    let ended = {
        let restore = restore.send.clone();
        Callback::from(move |share: ShareView| {
            let notice = Toast::good(text.shares_stopped(&with_whom(&share, text)));
            toast.emit(match renewed(&share, browser::now()).filter(|_| may_share) {
                Some(request) => notice.with(text.undo(), restore.reform(move |()| request.clone())),
                None => notice,
            });
            again.emit(());
        })
    };
    let end = use_send(
        move |here, share: ShareView| {
            let number = number.clone();
            async move {
                here.api().end_share(&number, share.id).await?;
                Ok(share)
            }
        },
        ended,
    );
    let failure = end.failure.as_ref().or(restore.failure.as_ref());
    html! {
        <section class="panel panel-body stack" aria-labelledby="shares-title">
            <h2 id="shares-title">{ text.shares_title() }</h2>
            if let Some(failure) = failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { draw(&load, text, |shares| if shares.is_empty() {
                html! { <p class="muted">{ text.shares_none() }</p> }
            } else {
                html! { <ul class="lines">{ for shares.iter().map(|share| row(share, &end.send, text)) }</ul> }
            }) }
            if may_share {
                <ShareForm key={*round} number={props.case.number.clone()} again={*round > 0} done={shared} />
            } else {
                <p class="faint">{ text.shares_not_yours() }</p>
            }
        </section>
    }
}

/// With whom; the desk or "another partner" where the reader may not know more.
fn with_whom(share: &ShareView, text: Text) -> String {
    let unnamed = if share.unnamed_staff {
        text.visible_desk()
    } else {
        text.another_partner()
    };
    share.email.clone().unwrap_or_else(|| unnamed.to_owned())
}

/// What shares the same again, if that is possible.
fn renewed(share: &ShareView, now: Timestamp) -> Option<ShareCase> {
    let over = share.expires_at.is_some_and(|end| end <= now);
    Some(ShareCase {
        email: share.email.clone()?,
        level: Some(share.level),
        expires_at: share.expires_at,
    })
    .filter(|_| !over)
}

fn row(share: &ShareView, end: &Callback<ShareView>, text: Text) -> Html {
    let who = with_whom(share, text);
    let over = share.expires_at.is_some_and(|end| end <= browser::now());
    let onclick = {
        let (end, share) = (end.clone(), share.clone());
        Callback::from(move |()| end.emit(share.clone()))
    };
    html! {
        <li key={share.id.to_string()} class="line">
            <div class="line-text">
                <span class="row-title">{ &who }</span>{ " " }
                <Tag>{ text.level(share.level) }</Tag>
                if over {
                    { " " }<Tag>{ text.shares_over() }</Tag>
                } else if !share.effective {
                    { " " }<Tag tone="warn">{ text.shares_without_effect() }</Tag>
                }
                <span class="row-note">
                    { text.shares_by() }{ " " }{ person_name(&share.shared_by, text) }{ " · " }<When at={share.at} />
                    if let Some(until) = share.expires_at {
                        { " · " }{ text.shares_until() }{ " " }<When at={until.plus_seconds(-1)} absolute=true />
                    }
                </span>
                if !over && !share.effective { <span class="row-note">{ text.shares_without_effect_means() }</span> }
            </div>
            if share.may_end {
                <Button look={Look::Quiet} {onclick}>
                    <span aria-hidden="true">{ text.shares_stop() }</span>
                    <span class="unseen">{ text.shares_stop_with(&who) }</span>
                </Button>
            }
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::Person;
    use shared::words::ShareLevel;

    #[test]
    fn only_what_still_counts_is_shared_again() {
        let at = Timestamp::from_micros;
        let share = ShareView {
            id: "01900000-0000-7000-8000-000000000001".parse().unwrap(),
            email: Some("a@c.example".into()),
            unnamed_staff: false,
            level: ShareLevel::Collaborate,
            shared_by: Person {
                name: None,
                email: None,
                domain: None,
            },
            at: at(1),
            expires_at: Some(at(9)),
            effective: true,
            may_end: true,
        };
        assert_eq!(
            renewed(&share, at(8)).unwrap().level,
            Some(ShareLevel::Collaborate)
        );
        assert_eq!(renewed(&share, at(9)), None);
        let hidden = ShareView { email: None, ..share };
        assert_eq!(renewed(&hidden, at(8)), None);
    }
}
