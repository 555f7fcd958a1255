//! What is wrong, in words, and what the category asks about it.

use super::draft::Draft;
use super::questions::Questions;
use crate::components::Notice;
use crate::features::attachments::ChosenFiles;
use crate::features::prose::ProseField;
use crate::locale::use_text;
use shared::api::form::AskedQuestion;
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

/// What [`Details`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct DetailsProps {
    pub(super) draft: Rc<Draft>,
    pub(super) onchange: Callback<Draft>,
    pub(super) asked: Rc<Vec<AskedQuestion>>,
    /// Files to be sent with it.
    pub(super) files: Vec<File>,
    pub(super) onfiles: Callback<Vec<File>>,
    /// What is wrong with the field of a pointer.
    pub(super) errors: Callback<String, Option<AttrValue>>,
    /// Goes on to the next step.
    pub(super) onsend: Callback<()>,
}

/// The description and the guided questions.
#[component]
pub(super) fn Details(props: &DetailsProps) -> Html {
    let text = use_text();
    let (draft, onchange) = (props.draft.clone(), props.onchange.clone());
    let description = Callback::from(move |description: String| {
        onchange.emit(Draft {
            description,
            ..(*draft).clone()
        });
    });
    html! {
        <>
            <Notice title={text.new_case_personal()}><p>{ text.new_case_personal_text() }</p></Notice>
            <ProseField id="description" rows=8 label={text.new_case_description()} hint={text.new_case_description_hint()}
                value={props.draft.description.clone()} error={props.errors.emit("/description".to_owned())}
                oninput={description} onsend={props.onsend.clone()} />
            <Questions draft={props.draft.clone()} onchange={props.onchange.clone()} asked={props.asked.clone()} errors={props.errors.clone()} />
            <ChosenFiles files={props.files.clone()} onchange={props.onfiles.clone()} />
        </>
    }
}
