//! Reseller access.

texts! {
    access_title { en "Reseller access" fr "Accès revendeur" }
}
