//! What a share lets one do: the words, and the choice.

use super::select::SelectField;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::words::ShareLevel;
use yew::prelude::*;

impl Text {
    /// The word for a level.
    pub(crate) const fn level(self, level: ShareLevel) -> &'static str {
        match level {
            ShareLevel::View => self.level_view(),
            ShareLevel::Collaborate => self.level_collaborate(),
        }
    }
}

/// What a [`LevelField`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct LevelProps {
    pub(crate) id: AttrValue,
    pub(crate) level: ShareLevel,
    pub(crate) onchange: Callback<ShareLevel>,
}

/// The choice of a level, with what it means.
#[component]
pub(crate) fn LevelField(props: &LevelProps) -> Html {
    let text = use_text();
    let options = ShareLevel::ALL
        .iter()
        .map(|level| (level.as_str().into(), text.level(*level).into()))
        .collect::<Vec<_>>();
    let hint = match props.level {
        ShareLevel::View => text.level_view_means(),
        ShareLevel::Collaborate => text.level_collaborate_means(),
    };
    let onchange = props
        .onchange
        .reform(|word: String| word.parse().unwrap_or(ShareLevel::View));
    html! {
        <SelectField id={props.id.clone()} label={text.level_label()} {options} value={props.level.as_str()} {onchange} {hint} />
    }
}
