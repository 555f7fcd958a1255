//! Signing in, and one-time links.

texts! {
    sign_in_title { en "Sign in" fr "Connexion" }
    sign_in_to(domain: &str) { en "Sign in to {domain} to go on." fr "Connectez-vous à {domain} pour continuer." }
    sign_in_intro { en "Your address says which domain you belong to." fr "Votre adresse indique le domaine auquel vous appartenez." }
    sign_in { en "Sign in" fr "Se connecter" }
    email { en "E-mail address" fr "Adresse e-mail" }
    password { en "Password" fr "Mot de passe" }
    forgot_password { en "No password any more? An administrator of your domain can send you a new link." fr "Mot de passe oublié ? Un administrateur de votre domaine peut vous envoyer un nouveau lien." }
    already_signed_in { en "You are signed in to these domains:" fr "Sessions ouvertes :" }
    language { en "Language" fr "Langue" }
    welcome_title { en "Welcome" fr "Bienvenue" }
    welcome_for(name: &str, domain: &str) { en "{name}, choose a password for your account at {domain}." fr "{name}, choisissez un mot de passe pour votre compte chez {domain}." }
    welcome_until { en "This link works until" fr "Ce lien est valable jusqu’au" }
    new_password { en "New password" fr "Nouveau mot de passe" }
    new_password_hint { en "At least 10 characters. A few words in a row are easy to remember and hard to guess." fr "Au moins 10 caractères. Quelques mots à la suite sont faciles à retenir et difficiles à deviner." }
    show_password { en "Show the password" fr "Afficher le mot de passe" }
    welcome_submit { en "Save and sign in" fr "Enregistrer et se connecter" }
    welcome_no_link { en "This link is incomplete" fr "Ce lien est incomplet" }
    welcome_no_link_text { en "Open the whole address that you were sent, or ask for a new link." fr "Ouvrez l’adresse complète que vous avez reçue, ou demandez un nouveau lien." }
    welcome_refused { en "This link does not work any more" fr "Ce lien n’est plus valable" }
}
