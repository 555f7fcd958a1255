//! The clients of a reseller.

texts! {
    clients_title { en "My clients" fr "Mes clients" }
}
