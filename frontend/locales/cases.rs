//! My cases: the list.

texts! {
    cases_title { en "My cases" fr "Mes demandes" }
}
