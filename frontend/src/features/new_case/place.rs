//! What a case is about within the client: a node of its tree, and further ones that are affected.

use super::draft::{Draft, is_whole_offered};
use crate::components::{Button, Choice, ComboField, Glyph, Look, SelectField};
use crate::locale::use_text;
use shared::api::cases::FilingForm;
use shared::api::form::MANY;
use shared::words::ResourceKind;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Place`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct PlaceProps {
    pub(super) draft: Rc<Draft>,
    pub(super) onchange: Callback<Draft>,
    /// What the chosen domain offers.
    pub(super) form: Rc<FilingForm>,
    pub(super) resource_error: Option<AttrValue>,
    pub(super) affected_error: Option<AttrValue>,
}

/// The nodes, where there is more than the root.
#[component]
pub(super) fn Place(props: &PlaceProps) -> Html {
    let text = use_text();
    let paths = paths(&props.form);
    if paths.is_empty() {
        return Html::default();
    }
    let mut options = vec![(
        AttrValue::Static(""),
        AttrValue::Static(text.new_case_resource_all()),
    )];
    options.extend(paths.iter().map(|path| (path.clone().into(), told(path).into())));
    let (draft, onchange) = (props.draft.clone(), props.onchange.clone());
    let onresource = Callback::from(move |path: String| {
        let resource = Some(path).filter(|path| !path.is_empty());
        onchange.emit(Draft {
            resource,
            ..(*draft).clone()
        });
    });
    html! {
        <>
            <SelectField id="resource" label={text.new_case_resource()} {options} value={props.draft.resource.clone().unwrap_or_default()}
                optional={is_whole_offered(&props.form)} error={props.resource_error.clone()} onchange={onresource} />
            <Affected draft={props.draft.clone()} onchange={props.onchange.clone()} {paths} error={props.affected_error.clone()} />
        </>
    }
}

/// A path as people read it.
fn told(path: &str) -> String {
    path.replace('/', " / ")
}

/// The nodes below the root.
fn paths(form: &FilingForm) -> Vec<String> {
    let below = form
        .resources
        .iter()
        .filter(|node| node.kind != ResourceKind::Organization);
    below.map(|node| node.path.clone()).collect()
}

/// The draft with a node affected, or not any more.
fn toggled(draft: &Draft, path: &str) -> Draft {
    let mut next = draft.clone();
    if next.affected.iter().any(|one| one == path) {
        next.affected.retain(|one| one != path);
    } else {
        next.affected.push(path.to_owned());
    }
    next
}

#[derive(Properties, PartialEq)]
struct AffectedProps {
    draft: Rc<Draft>,
    onchange: Callback<Draft>,
    paths: Vec<String>,
    error: Option<AttrValue>,
}

/// Further nodes, found by typing, each with a button that takes it off.
#[component]
fn Affected(props: &AffectedProps) -> Html {
    let text = use_text();
    let chosen = &props.draft.affected;
    let free = props.paths.iter().filter(|path| !chosen.contains(path));
    let choices = free
        .map(|path| Choice {
            value: path.clone().into(),
            label: told(path).into(),
            ..Choice::default()
        })
        .collect::<Vec<_>>();
    let toggle = {
        let (draft, onchange) = (props.draft.clone(), props.onchange.clone());
        Callback::from(move |path: AttrValue| onchange.emit(toggled(&draft, &path)))
    };
    let add = toggle.clone();
    let add = Callback::from(move |path: Option<AttrValue>| path.into_iter().for_each(|path| add.emit(path)));
    html! {
        <div class="field">
            <ComboField id="affected" label={text.form_affected()} hint={text.form_affected_hint()} choices={Rc::new(choices)}
                value={None::<AttrValue>} optional=true disabled={chosen.len() >= MANY} error={props.error.clone()} onchange={add} />
            if !chosen.is_empty() {
                <ul class="chips">
                    { for chosen.iter().map(|path| {
                        let (toggle, what) = (toggle.clone(), AttrValue::from(path.clone()));
                        html! {
                            <li class="chip" key={path.clone()}>
                                { told(path) }
                                <Button look={Look::Quiet} icon={Glyph::Close} label={text.form_take_off(path)} onclick={Callback::from(move |()| toggle.emit(what.clone()))} />
                            </li>
                        }
                    }) }
                </ul>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_affected_once_or_not() {
        let once = toggled(&Draft::default(), "a/b");
        assert_eq!(once.affected, ["a/b"]);
        assert!(toggled(&once, "a/b").affected.is_empty());
        assert_eq!(told("a/b"), "a / b");
    }
}
