//! Lists: filters that are rarer, columns, kept lists, many cases at once.

texts! {
    column_product { en "Product" fr "Produit" }
    column_filed_at { en "Filed" fr "Déposée" }
    cases_columns { en "Columns" fr "Colonnes" }
    cases_more_filters { en "More filters" fr "Autres filtres" }
    cases_any_time { en "At any time" fr "N’importe quand" }
    cases_last_days(n: usize) { en one "In the last 24 hours" other "In the last {n} days" fr one "Ces dernières 24 heures" other "Ces {n} derniers jours" }
    cases_any_product { en "All products" fr "Tous les produits" }
    cases_mine { en "Filed by me" fr "Déposées par moi" }
    cases_escalated { en "Escalated" fr "Remontées" }
    case_escalated { en "Escalated" fr "Remontée" }
    cases_choose(number: &str) { en "Choose {number}" fr "Choisir {number}" }
    cases_choose_all { en "Choose all on this page" fr "Choisir toutes celles de la page" }
    many_title { en "With the cases chosen" fr "Avec les demandes choisies" }
    many_chosen(n: usize) { en one "{n} case chosen" other "{n} cases chosen" fr one "{n} demande choisie" other "{n} demandes choisies" }
    many_close { en "Close" fr "Clôturer" }
    many_severity { en "Change severity" fr "Modifier la gravité" }
    many_none { en "Choose none" fr "Tout désélectionner" }
    many_close_of(n: usize) { en one "Close {n} case" other "Close {n} cases" fr one "Clôturer {n} demande" other "Clôturer {n} demandes" }
    many_severity_of(n: usize) { en one "Severity of {n} case" other "Severity of {n} cases" fr one "Gravité de {n} demande" other "Gravité de {n} demandes" }
    many_close_means { en "All of them are closed, or none. They can be reopened for 30 days." fr "Toutes sont clôturées, ou aucune. Elles peuvent être rouvertes pendant 30 jours." }
    many_severity_means { en "All of them are changed, or none. The reason is added to each case." fr "Toutes sont modifiées, ou aucune. Le motif est ajouté à chaque demande." }
    many_reason { en "Reason" fr "Motif" }
    many_nothing_changed { en "Nothing was changed." fr "Rien n’a été modifié." }
    many_changed(n: usize) { en one "{n} case changed" other "{n} cases changed" fr one "{n} demande modifiée" other "{n} demandes modifiées" }
    many_undone { en "Change undone" fr "Modification annulée" }
    views_title { en "Views" fr "Vues" }
    views_none { en "Keep a list with its filters and columns to come back to it." fr "Conservez une liste avec ses filtres et ses colonnes pour y revenir." }
    views_keep { en "Keep this list…" fr "Conserver cette liste…" }
    views_keep_title { en "Keep this list" fr "Conserver cette liste" }
    views_keep_means { en "Its filters and columns are kept for you alone." fr "Ses filtres et ses colonnes sont conservés pour vous seul." }
    views_manage { en "Manage views" fr "Gérer les vues" }
    views_name { en "Name" fr "Nom" }
    views_opens { en "My cases open with this view" fr "Mes demandes s’ouvrent avec cette vue" }
    views_lead { en "Lists of cases that you keep, with their filters and columns. Nobody else sees them." fr "Les listes de demandes que vous conservez, avec leurs filtres et leurs colonnes. Personne d’autre ne les voit." }
    views_open { en "Open" fr "Ouvrir" }
    views_remove { en "Remove" fr "Supprimer" }
    views_removed(name: &str) { en "“{name}” was removed" fr "« {name} » a été supprimée" }
    views_renamed { en "The view was changed" fr "La vue a été modifiée" }
    views_empty { en "No view yet" fr "Aucune vue pour le moment" }
    views_empty_text { en "In the list of cases, choose filters and columns, then keep the list under Views." fr "Dans la liste des demandes, choisissez filtres et colonnes, puis conservez la liste sous Vues." }
}
