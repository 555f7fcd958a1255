//! One's own profile.

texts! {
    profile_title { en "Profile" fr "Profil" }
    profile_you { en "About you" fr "À propos de vous" }
    profile_address { en "E-mail address" fr "Adresse e-mail" }
    profile_domain { en "Domain" fr "Domaine" }
    profile_name { en "Name" fr "Nom" }
    profile_name_hint { en "So others see you in cases." fr "Tel que les autres vous voient dans les demandes." }
    profile_language { en "Language" fr "Langue" }
    profile_browser { en "As the browser" fr "Celle du navigateur" }
    profile_zone { en "Time zone" fr "Fuseau horaire" }
    profile_zone_hint { en "Dates and times are shown in this zone. Type a city to find it." fr "Les dates et heures s’affichent dans ce fuseau. Saisissez une ville pour le trouver." }
    profile_zone_browser(zone: &str) { en "As the browser: {zone}" fr "Celui du navigateur : {zone}" }
    profile_saved { en "Your profile was saved." fr "Votre profil a été enregistré." }
    profile_unchanged { en "Nothing has changed." fr "Rien n’a changé." }
    profile_roles { en "Your roles" fr "Vos rôles" }
    profile_roles_text { en "They come from the administrators of your domain." fr "Ils vous sont attribués par les administrateurs de votre domaine." }
    profile_no_roles { en "No role beyond your membership: you see the cases shared with you." fr "Aucun rôle particulier : vous voyez les demandes partagées avec vous." }
    profile_custom_role { en "Role defined by your company" fr "Rôle défini par votre société" }
    profile_password { en "Password" fr "Mot de passe" }
    profile_password_text { en "Your other sessions end as soon as the password is changed; this one goes on." fr "Vos autres sessions prennent fin dès que le mot de passe est modifié ; celle-ci se poursuit." }
    profile_current { en "Current password" fr "Mot de passe actuel" }
    profile_change_password { en "Change password" fr "Modifier le mot de passe" }
    profile_password_changed { en "Your password was changed; your other sessions have ended." fr "Votre mot de passe a été modifié ; vos autres sessions ont pris fin." }
}
