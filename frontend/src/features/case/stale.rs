//! Somebody else was faster.

use shared::client::Failure;
use yew::prelude::*;

/// Whether a write failed because the case is not what it was when it was drawn.
pub(super) fn is_stale(failure: Option<&Failure>) -> bool {
    let problem = failure.and_then(Failure::problem);
    problem.is_some_and(|problem| problem.status == 409)
}

/// Asks for the case again when a write failed so: what was typed stays, beside what is new. Whether
/// it did.
#[hook]
pub(super) fn use_stale(failure: Option<Failure>, onstale: Callback<()>) -> bool {
    let stale = is_stale(failure.as_ref());
    use_effect_with(failure, move |failure| {
        if is_stale(failure.as_ref()) {
            onstale.emit(());
        }
    });
    stale
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::problem::{Code, Problem};
    use shared::words::Language;

    #[test]
    fn only_what_the_state_forbids_is_stale() {
        let refused = |code| Failure::Refused(Box::new(Problem::new(code, Language::Fr)));
        for (failure, stale) in [
            (refused(Code::ChangedMeanwhile), true),
            (refused(Code::MoveNotAllowed), true),
            (refused(Code::Forbidden), false),
            (Failure::Unreachable(String::new()), false),
        ] {
            assert_eq!(is_stale(Some(&failure)), stale, "{failure:?}");
        }
        assert!(!is_stale(None));
    }
}
