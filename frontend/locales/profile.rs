//! One's own profile.

texts! {
    profile_title { en "Profile" fr "Profil" }
}
