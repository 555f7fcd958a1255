//! My cases: the list.

texts! {
    cases_title { en "My cases" fr "Mes demandes" }
    cases_caption { en "Cases, the last modified first" fr "Demandes, la dernière modifiée en tête" }
    cases_search { en "Search cases" fr "Rechercher une demande" }
    cases_search_hint { en "Search by keyword" fr "Rechercher par mot clé" }
    cases_filters { en "Filters" fr "Filtres" }
    cases_state { en "State" fr "État" }
    cases_severity { en "Severity" fr "Gravité" }
    cases_chosen(what: &str, n: usize) { en "{what}: {n} chosen" fr "{what} : {n} choisis" }
    cases_total(n: usize, shown: &str) { en one "{shown} case" other "{shown} cases" fr one "{shown} demande" other "{shown} demandes" }
    cases_more_than(shown: &str) { en "more than {shown} cases" fr "plus de {shown} demandes" }
    cases_export { en "Export" fr "Exporter" }
    cases_export_means { en "Of this list, the cases that you may export, as a CSV file" fr "De cette liste, les demandes que vous pouvez exporter, au format CSV" }
    cases_open_only { en "Not closed only" fr "Non closes seulement" }
    cases_any_client { en "All clients" fr "Tous les clients" }
    cases_clear_filters { en "Clear filters" fr "Effacer les filtres" }
    column_number { en "Number" fr "Numéro" }
    column_title { en "Title" fr "Titre" }
    column_client { en "Client" fr "Client" }
    column_severity { en "Severity" fr "Gravité" }
    column_state { en "State" fr "État" }
    column_filed_by { en "Filed by" fr "Déposée par" }
    column_updated { en "Modified" fr "Modifiée" }
    cases_none { en "No case yet" fr "Aucune demande pour le moment" }
    cases_none_text { en "Cases that you may see are listed here, the last modified first." fr "Les demandes que vous pouvez consulter s’affichent ici, la dernière modifiée en tête." }
    cases_none_reseller { en "Cases of your clients are listed here: those filed while you managed the client, as long as it lets you in." fr "Les demandes de vos clients s’affichent ici : celles déposées pendant votre période de gestion, tant que le client vous laisse l’accès." }
    cases_none_match { en "No case matches" fr "Aucune demande ne correspond" }
    cases_none_match_text { en "Try other words, or clear the filters." fr "Essayez d’autres mots, ou effacez les filtres." }
    cases_no_more { en "No further case" fr "Plus aucune demande" }
}
