//! The frame around every page: navigation, domains, profile menu, help.

texts! {
    skip_to_content { en "Skip to content" fr "Aller au contenu" }
    main_navigation { en "Main" fr "Principale" }
    menu { en "Menu" fr "Menu" }
    switch_domain { en "Switch domain" fr "Changer de domaine" }
    signed_in_domains { en "Signed in" fr "Sessions ouvertes" }
    another_domain { en "Sign in to another domain" fr "Se connecter à un autre domaine" }
    account_menu(name: &str) { en "Account of {name}" fr "Compte de {name}" }
    sign_out { en "Sign out" fr "Se déconnecter" }
    shortcuts { en "Keyboard shortcuts" fr "Raccourcis clavier" }
    shortcut_search { en "Search cases" fr "Rechercher une demande" }
    shortcut_new { en "New case" fr "Créer une demande" }
    shortcut_move { en "Move through the list" fr "Parcourir la liste" }
    shortcut_open { en "Open the case" fr "Ouvrir la demande" }
    shortcut_help { en "Show this help" fr "Afficher cette aide" }
    session_ended { en "Your session has ended" fr "Votre session a pris fin" }
    session_ended_text { en "Sign in again to go on. What you have typed is still there." fr "Reconnectez-vous pour continuer. Votre saisie est conservée." }
    starting_failed { en "The app cannot reach its server" fr "L’application ne peut pas joindre son serveur" }
}
