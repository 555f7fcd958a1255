//! The few icons, drawn as lines on a grid of 16.

use yew::prelude::*;

/// An icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glyph {
    Check,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    Clip,
    Close,
    Copy,
    File,
    Info,
    Menu,
    Pencil,
    Plus,
    Search,
    Warning,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "M3 8.5l3.2 3.2L13 4.8",
            Self::ChevronDown => "M4 6l4 4 4-4",
            Self::ChevronLeft => "M10 4L6 8l4 4",
            Self::ChevronRight => "M6 4l4 4-4 4",
            Self::Clip => {
                "M12.5 7.5l-4.9 4.9a2.8 2.8 0 0 1-4-4l5.3-5.3a1.9 1.9 0 0 1 2.7 2.7L6.4 11a.9.9 0 0 1-1.3-1.3l4.6-4.6"
            }
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Copy => "M6 6h7v7H6zM10 6V3H3v7h3",
            Self::File => "M4 2h5l3 3v9H4zM9 2v3h3",
            Self::Info => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.4V11M8 5.2v.1",
            Self::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
            Self::Pencil => "M3 13l.6-2.8 7.3-7.3 2.2 2.2-7.3 7.3L3 13zM9.4 4.4l2.2 2.2",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Search => "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.6 10.6L14 14",
            Self::Warning => "M8 2.5l6 11H2zM8 6.6v3.2M8 11.6v.1",
        }
    }
}

/// What an [`Icon`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct IconProps {
    pub(crate) glyph: Glyph,
}

/// An icon; what it means stands in text beside it or in its button's name.
#[component]
pub(crate) fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor"
            stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
            <path d={props.glyph.path()} />
        </svg>
    }
}
