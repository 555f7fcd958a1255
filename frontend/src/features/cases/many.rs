//! What can be done with the cases chosen in the list.

use crate::api::Here;
use crate::components::{
    AreaField, Button, Dialog, Look, Notice, SelectField, Toast, Tone, draw_failure, failure_line, use_toast,
};
use crate::hooks::{given, use_draft, use_send};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::lists::{ChangeMany, ManyAct, ManyChanged};
use shared::client::{Failure, Outcome};
use shared::problem::field_sentence;
use shared::validate::Validate;
use shared::words::{Privilege, Severity};
use std::rc::Rc;
use yew::prelude::*;

/// Whether somebody with these privileges may change any case; which, the server knows.
pub(super) fn may_change(privileges: &[Privilege]) -> bool {
    let changing = [
        Privilege::CasesManage,
        Privilege::Support,
        Privilege::ClientsCasesManage,
        Privilege::DeskWork,
    ];
    changing.iter().any(|one| privileges.contains(one))
}

/// The requests that take a change back: to the severity that each case had, or into progress.
fn undoing(request: &ChangeMany, done: &ManyChanged, text: Text) -> Vec<ChangeMany> {
    let of = |from: Option<Severity>| {
        let had = |before: &str| from.is_none_or(|severity| before == severity.as_str());
        let numbers = done.changed.iter().filter(|one| had(&one.from));
        numbers.map(|one| one.number.clone()).collect::<Vec<_>>()
    };
    let back = |numbers, act, severity| ChangeMany {
        numbers,
        act: Some(act),
        severity,
        reason: (act == ManyAct::Severity).then(|| text.many_undone().to_owned()),
    };
    let requests: Vec<ChangeMany> = match request.act {
        Some(ManyAct::Severity) => Severity::ALL
            .iter()
            .map(|severity| back(of(Some(*severity)), ManyAct::Severity, Some(*severity)))
            .collect(),
        Some(ManyAct::Close) => vec![back(of(None), ManyAct::Reopen, None)],
        Some(ManyAct::Reopen) | None => Vec::new(),
    };
    requests
        .into_iter()
        .filter(|request| !request.numbers.is_empty())
        .collect()
}

/// The number that a refusal is about.
fn refused<'a>(failure: &Failure, numbers: &'a [String]) -> Option<&'a str> {
    let mut errors = failure.problem()?.errors.iter();
    let at = errors.find_map(|error| error.pointer.strip_prefix("/numbers/"))?;
    numbers.get(at.parse::<usize>().ok()?).map(String::as_str)
}

/// What is wrong with a reason.
fn wrong(request: &ChangeMany, text: Text) -> Option<AttrValue> {
    let found = request.violations().into_iter();
    let mut found = found.filter(|one| one.pointer == "/reason");
    let sentence = field_sentence(&found.next()?.code, text.0).unwrap_or(text.unknown_fault());
    Some(sentence.into())
}

/// What [`ManyBar`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ManyProps {
    pub(super) chosen: Rc<Vec<String>>,
    /// Chooses none.
    pub(super) clear: Callback<()>,
    /// Hears of changes.
    pub(super) ondone: Callback<()>,
}

async fn change(here: Here, request: ChangeMany) -> Outcome<(ChangeMany, ManyChanged)> {
    let done = here.api().change_many(&request).await?;
    Ok((request, done))
}

async fn change_back(here: Here, requests: Vec<ChangeMany>) -> Outcome<()> {
    for request in &requests {
        here.api().change_many(request).await?;
    }
    Ok(())
}

/// The bar above the list while cases are chosen; and the way back afterwards.
#[component]
pub(super) fn ManyBar(props: &ManyProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let asked = use_state_eq(|| None::<ManyAct>);
    let undo = use_send(change_back, {
        let (toast, ondone) = (toast.clone(), props.ondone.clone());
        Callback::from(move |()| {
            toast.emit(Toast::good(text.many_undone()));
            ondone.emit(());
        })
    });
    {
        let toast = toast.clone();
        use_effect_with(undo.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                toast.emit(Toast::bad(failure_line(failure, text)));
            }
        });
    }
    let done = {
        let (asked, clear, ondone, undo) = (
            asked.clone(),
            props.clear.clone(),
            props.ondone.clone(),
            undo.send.clone(),
        );
        Callback::from(move |(request, done): (ChangeMany, ManyChanged)| {
            asked.set(None);
            clear.emit(());
            ondone.emit(());
            let told = Toast::good(text.many_changed(done.changed.len()));
            let back = undoing(&request, &done, text);
            toast.emit(match back.is_empty() {
                true => told,
                false => {
                    let undo = undo.clone();
                    told.with(text.undo(), Callback::from(move |()| undo.emit(back.clone())))
                }
            });
        })
    };
    let sending = use_send(change, done);
    if props.chosen.is_empty() {
        return Html::default();
    }
    let ask = |act: ManyAct| {
        let (asked, reset) = (asked.clone(), sending.reset.clone());
        Callback::from(move |()| {
            reset.emit(());
            asked.set(Some(act));
        })
    };
    let onclose = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(None))
    };
    html! {
        <div class="many" role="region" aria-label={text.many_title()}>
            <p aria-live="polite">{ text.many_chosen(props.chosen.len()) }</p>
            <Button onclick={ask(ManyAct::Close)}>{ text.many_close() }</Button>
            <Button onclick={ask(ManyAct::Severity)}>{ text.many_severity() }</Button>
            <Button look={Look::Quiet} onclick={props.clear.clone()}>{ text.many_none() }</Button>
            if let Some(act) = *asked {
                <Ask {act} numbers={props.chosen.clone()} pending={sending.pending} failure={sending.failure.clone()}
                    onsend={sending.send.clone()} {onclose} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct AskProps {
    act: ManyAct,
    numbers: Rc<Vec<String>>,
    pending: bool,
    failure: Option<Failure>,
    onsend: Callback<ChangeMany>,
    onclose: Callback<()>,
}

/// Asks how urgent and why, or for words to go with the closing.
#[component]
fn Ask(props: &AskProps) -> Html {
    let text = use_text();
    let urgent = props.act == ManyAct::Severity;
    let draft = use_draft({
        let (numbers, act) = (props.numbers.to_vec(), props.act);
        move || ChangeMany {
            numbers,
            act: Some(act),
            severity: urgent.then_some(Severity::P4),
            reason: None,
        }
    });
    let tried = use_state_eq(|| false);
    let send = {
        let (tried, onsend) = (tried.clone(), props.onsend.clone());
        Callback::from(move |request: ChangeMany| {
            tried.set(true);
            if request.violations().is_empty() {
                onsend.emit(request);
            }
        })
    };
    let error = wrong(&draft, text).filter(|_| *tried);
    let options = Severity::ALL
        .iter()
        .map(|one| (one.as_str().into(), text.severity(*one).into()))
        .collect::<Vec<_>>();
    let (title, means) = match urgent {
        true => (
            text.many_severity_of(props.numbers.len()),
            text.many_severity_means(),
        ),
        false => (text.many_close_of(props.numbers.len()), text.many_close_means()),
    };
    html! {
        <Dialog {title} onclose={props.onclose.clone()}>
            if let Some(failure) = &props.failure {
                <Notice tone={Tone::Bad} title={refused(failure, &props.numbers).map(|number| AttrValue::from(number.to_owned()))}>
                    { draw_failure(failure, text) }
                    <p>{ text.many_nothing_changed() }</p>
                </Notice>
            }
            <form class="form" onsubmit={draft.sent(send)} novalidate=true>
                <p class="muted">{ means }</p>
                if let Some(severity) = draft.severity {
                    <SelectField id="many-severity" label={text.column_severity()} {options} value={severity.as_str()}
                        onchange={draft.on(|draft, word: String| draft.severity = word.parse().ok().or(draft.severity))} />
                }
                <AreaField id="many-reason" rows=3 label={text.many_reason()} optional={!urgent} {error}
                    value={draft.reason.clone().unwrap_or_default()}
                    oninput={draft.on(|draft, reason: String| draft.reason = given(reason))} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={props.pending}>
                        { if urgent { text.many_severity() } else { text.many_close() } }
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::lists::ChangedCase;
    use shared::problem::{Code, Problem};
    use shared::validate::Violation;
    use shared::words::Language;

    fn changed(number: &str, from: &str, to: &str) -> ChangedCase {
        ChangedCase {
            number: number.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }

    #[test]
    fn each_case_goes_back_to_what_it_was() {
        let text = Text(Language::Fr);
        let request = |act| ChangeMany {
            act: Some(act),
            ..ChangeMany::default()
        };
        let done = ManyChanged {
            changed: vec![
                changed("A", "P4", "P1"),
                changed("B", "P2", "P1"),
                changed("C", "P4", "P1"),
            ],
        };
        let back = undoing(&request(ManyAct::Severity), &done, text);
        assert_eq!(back.len(), 2);
        assert_eq!(
            (back[0].severity, &back[0].numbers[..]),
            (Some(Severity::P2), &["B".to_owned()][..])
        );
        assert_eq!(back[1].numbers, ["A", "C"]);
        assert!(back.iter().all(|request| request.violations().is_empty()));
        let done = ManyChanged {
            changed: vec![
                changed("A", "new", "closed"),
                changed("B", "in_progress", "closed"),
            ],
        };
        let back = undoing(&request(ManyAct::Close), &done, text);
        assert_eq!((back.len(), back[0].act), (1, Some(ManyAct::Reopen)));
        assert_eq!(back[0].numbers, ["A", "B"]);
        assert!(undoing(&request(ManyAct::Reopen), &done, text).is_empty());
        let nothing = ManyChanged { changed: Vec::new() };
        assert!(undoing(&request(ManyAct::Close), &nothing, text).is_empty());
    }

    #[test]
    fn a_refusal_says_which_case_it_is_about() {
        let numbers = ["A".to_owned(), "B".to_owned()];
        let failure = |pointer: &str| {
            let violation = Violation {
                pointer: pointer.to_owned(),
                code: "move-not-allowed".to_owned(),
                detail: String::new(),
            };
            let problem = Problem::new(Code::MoveNotAllowed, Language::En);
            Failure::Refused(Box::new(problem.with_errors(vec![violation], Language::En)))
        };
        assert_eq!(refused(&failure("/numbers/1"), &numbers), Some("B"));
        assert_eq!(refused(&failure("/numbers/2"), &numbers), None);
        assert_eq!(refused(&failure("/reason"), &numbers), None);
        assert_eq!(refused(&Failure::Unreachable(String::new()), &numbers), None);
    }

    #[test]
    fn only_a_severity_needs_its_reason() {
        let text = Text(Language::En);
        let request = |act, reason: Option<&str>| ChangeMany {
            numbers: vec!["A".to_owned()],
            act: Some(act),
            severity: (act == ManyAct::Severity).then_some(Severity::P1),
            reason: reason.map(str::to_owned),
        };
        assert!(wrong(&request(ManyAct::Severity, None), text).is_some());
        assert!(wrong(&request(ManyAct::Severity, Some("Down.")), text).is_none());
        assert!(wrong(&request(ManyAct::Close, None), text).is_none());
    }

    #[test]
    fn readers_choose_nothing() {
        assert!(!may_change(&[Privilege::Member, Privilege::ClientsCasesView]));
        assert!(may_change(&[Privilege::CasesManage]));
    }
}
