//! Filing a case.

texts! {
    new_case { en "New case" fr "Créer une demande" }
}
