//! What several parts of the app say.

texts! {
    loading { en "Loading…" fr "Chargement…" }
    try_again { en "Try again" fr "Réessayer" }
    cancel { en "Cancel" fr "Annuler" }
    save { en "Save" fr "Enregistrer" }
    close_dialog { en "Close" fr "Fermer" }
    dismiss { en "Dismiss" fr "Masquer" }
    undo { en "Undo" fr "Annuler" }
    copied { en "Copied" fr "Copié" }
    clear { en "Clear" fr "Effacer" }
    optional { en "optional" fr "facultatif" }
    nothing_matches { en "Nothing matches" fr "Aucun résultat" }
    previous { en "Previous" fr "Précédent" }
    next { en "Next" fr "Suivant" }
    first_page { en "First page" fr "Première page" }
    pages { en "Pages" fr "Pages" }
    another_partner { en "another partner" fr "un autre partenaire" }
    unreachable { en "The server cannot be reached. Check your connection, then try again." fr "Le serveur est injoignable. Vérifiez votre connexion, puis réessayez." }
    stale { en "This could not be refreshed; what you see may be out of date." fr "L’actualisation a échoué ; ce que vous voyez n’est peut-être plus à jour." }
    incident(id: &str) { en "Reference for your administrator: {id}" fr "Référence pour votre administrateur : {id}" }
    not_found_title { en "There is nothing here" fr "Il n’y a rien ici" }
    not_found_text { en "This address leads to nothing that you may see. It may have moved, or your access to it may have ended." fr "Cette adresse ne mène à rien que vous puissiez voir. Le contenu a pu être déplacé, ou votre accès a pris fin." }
    not_found_back { en "Back to the start" fr "Revenir à l’accueil" }
    just_now { en "just now" fr "à l’instant" }
    minutes_ago(n: usize) { en one "{n} min ago" other "{n} min ago" fr one "il y a {n} min" other "il y a {n} min" }
    hours_ago(n: usize) { en one "{n} h ago" other "{n} h ago" fr one "il y a {n} h" other "il y a {n} h" }
    days_ago(n: usize) { en one "yesterday" other "{n} days ago" fr one "hier" other "il y a {n} jours" }
    check_fields { en "Some fields need your attention." fr "Certains champs sont à revoir." }
    unknown_fault { en "This value was refused." fr "Cette valeur a été refusée." }
    language_en { en "English" fr "English" }
    language_fr { en "Français" fr "Français" }
}
