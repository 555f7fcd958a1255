//! The ready answers of the desk.

use super::edit::EditAnswer;
use crate::components::{
    Button, Empty, Glyph, Look, Notice, PageHeader, Tag, Toast, Tone, draw, draw_failure, use_toast,
};
use crate::features::desk::tabs::DeskTabs;
use crate::hooks::{use_load, use_send};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::answers::{AnswerView, NewAnswer};
use shared::words::Privilege;
use yew::prelude::*;

/// What dialog is open.
#[derive(Debug, Clone, PartialEq)]
enum Open {
    Add,
    Change(AnswerView),
}

/// An answer as it would be added again.
pub(super) fn again(answer: &AnswerView) -> NewAnswer {
    NewAnswer {
        key: answer.key.clone(),
        title_en: answer.title.en.clone(),
        title_fr: answer.title.fr.clone(),
        body_en: answer.body.en.clone(),
        body_fr: answer.body.fr.clone(),
        product: answer.product.clone(),
        category: answer.category.clone(),
    }
}

/// Texts for what is asked often.
#[component]
pub(crate) fn AnswersPage() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let open = use_state_eq(|| None::<Open>);
    let load = use_load((), |here, ()| async move { here.api().desk_answers().await });
    // Whoever only sets the desk up reads them.
    let edits = me.privileges.contains(&Privilege::DeskWork);
    let show = |what: Option<Open>| {
        let open = open.clone();
        Callback::from(move |()| open.set(what.clone()))
    };
    let saved = {
        let (close, reload, toast) = (show(None), load.reload.clone(), toast.clone());
        Callback::from(move |answer: AnswerView| {
            toast.emit(Toast::good(text.answers_saved(answer.title.in_language(text.0))));
            close.emit(());
            reload.emit(());
        })
    };
    let undo = use_send(
        |here, answer: AnswerView| async move { here.api().add_answer(&again(&answer)).await },
        load.reload.reform(|_: AnswerView| ()),
    );
    let removed = {
        let (reload, undo) = (load.reload.clone(), undo.send.clone());
        Callback::from(move |answer: AnswerView| {
            let notice = Toast::good(text.answers_removed(answer.title.in_language(text.0)));
            toast.emit(notice.with(text.undo(), undo.reform(move |()| answer.clone())));
            reload.emit(());
        })
    };
    let removing = use_send(
        |here, answer: AnswerView| async move {
            here.api().remove_answer(&answer.key).await?;
            Ok(answer)
        },
        removed,
    );
    let failure = removing.failure.as_ref().or(undo.failure.as_ref());
    html! {
        <>
            <PageHeader title={text.desk_title()} lead={text.answers_lead()}>
                if edits && load.data.is_some() { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show(Some(Open::Add))}>{ text.answers_add() }</Button> }
            </PageHeader>
            <DeskTabs current={Route::DeskAnswers { domain: me.domain.name.clone() }} />
            if let Some(failure) = failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { draw(&load, text, |answers| if answers.is_empty() {
                html! { <Empty title={text.answers_none()}><p>{ text.answers_none_text() }</p></Empty> }
            } else {
                html! {
                    <ul class="answers">
                        { for answers.iter().map(|answer| draw_answer(answer, edits.then(|| (show(Some(Open::Change(answer.clone()))), removing.send.clone())), text)) }
                    </ul>
                }
            }) }
            { match (*open).clone() {
                None => Html::default(),
                Some(Open::Add) => html! { <EditAnswer answer={None} {saved} onclose={show(None)} /> },
                Some(Open::Change(answer)) => html! { <EditAnswer answer={Some(answer)} {saved} onclose={show(None)} /> },
            } }
        </>
    }
}

/// One answer; with what changes and removes it, if one may.
fn draw_answer(answer: &AnswerView, acts: Option<(Callback<()>, Callback<AnswerView>)>, text: Text) -> Html {
    let title = answer.title.in_language(text.0);
    let about = [answer.product.as_deref(), answer.category.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" / ");
    let id = format!("answer-{}", answer.key);
    html! {
        <li key={answer.key.clone()} class="panel panel-body stack" aria-labelledby={id.clone()}>
            <div class="panel-head">
                <div>
                    <h2 {id}>{ title }</h2>
                    <p class="row-note"><span class="mono">{ &answer.key }</span>{ " " }<Tag>{ if about.is_empty() { text.answers_for_all().to_owned() } else { about } }</Tag></p>
                </div>
                if let Some((change, remove)) = acts {
                    <div class="page-actions">
                        <Button look={Look::Quiet} onclick={change}><span aria-hidden="true">{ text.answers_edit() }</span><span class="unseen">{ text.answers_edit_one(title) }</span></Button>
                        <Button look={Look::Quiet} onclick={{ let answer = answer.clone(); remove.reform(move |()| answer.clone()) }}>
                            <span aria-hidden="true">{ text.answers_remove() }</span><span class="unseen">{ text.answers_remove_one(title) }</span>
                        </Button>
                    </div>
                }
            </div>
            <div class="answer-bodies">
                <p lang="fr">{ &answer.body.fr }</p>
                <p lang="en">{ &answer.body.en }</p>
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::Names;

    #[test]
    fn what_was_removed_comes_back_whole() {
        let answer = AnswerView {
            key: "logs".into(),
            title: Names {
                en: "Logs".into(),
                fr: "Journaux".into(),
            },
            body: Names {
                en: "Logs?".into(),
                fr: "Journaux".into(),
            },
            product: Some("gateway".into()),
            category: None,
        };
        let new = again(&answer);
        assert_eq!((new.key.as_str(), new.body_fr.as_str()), ("logs", "Journaux"));
        assert_eq!((new.product.as_deref(), new.category), (Some("gateway"), None));
        assert_eq!(
            (new.title_en.as_str(), new.title_fr.as_str(), new.body_en.as_str()),
            ("Logs", "Journaux", "Logs?")
        );
    }
}
