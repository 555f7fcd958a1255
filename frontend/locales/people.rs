//! The accounts of a domain.

texts! {
    people_title { en "People" fr "Comptes" }
}
