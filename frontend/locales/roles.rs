//! The roles of a reseller.

texts! {
    roles_title { en "Roles" fr "Rôles" }
    roles_lead { en "What a role allows counts for everybody who holds it, from the next request on." fr "Ce qu’un rôle permet vaut pour tous ceux qui le détiennent, dès leur prochaine requête." }
    roles_column_role { en "Role" fr "Rôle" }
    roles_column_may { en "Allows" fr "Permet" }
    roles_column_counts { en "Counts in" fr "S’applique à" }
    roles_column_holders { en "Held by" fr "Détenteurs" }
    roles_builtin { en "Comes with the product" fr "Fourni avec le produit" }
    roles_of_organization { en "All domains of the company" fr "Tous les domaines de la société" }
    roles_of_domain { en "This domain" fr "Ce domaine" }
    roles_here(domain: &str) { en "{domain} only" fr "{domain} seulement" }
    roles_everywhere { en "Every domain of the company" fr "Tous les domaines de la société" }
    roles_add { en "Add a role" fr "Ajouter un rôle" }
    roles_name { en "Name" fr "Nom" }
    roles_name_hint { en "Letters, digits, dashes and underscores. The domain’s own role wins over one of the company with the same name." fr "Lettres, chiffres, tirets et soulignés. À nom égal, le rôle du domaine l’emporte sur celui de la société." }
    roles_may { en "What it allows" fr "Ce qu’il permet" }
    roles_edit_title(name: &str) { en "Change the role {name}" fr "Modifier le rôle {name}" }
    roles_edit_text { en "Everybody who holds the role is concerned at once." fr "Tous les détenteurs du rôle sont immédiatement concernés." }
    roles_saved(name: &str) { en "The role {name} was saved." fr "Rôle enregistré : {name}." }
    roles_remove { en "Remove the role" fr "Supprimer le rôle" }
    roles_remove_title(name: &str) { en "Remove the role {name}" fr "Supprimer le rôle {name}" }
    roles_remove_text { en "Nobody holds it. It will not be offered any more." fr "Personne ne le détient. Il ne sera plus proposé." }
    roles_held(n: usize) { en one "{n} account or group still holds it. Take it away there first." other "{n} accounts or groups still hold it. Take it away there first." fr one "{n} compte ou groupe le détient encore. Retirez-le-lui d’abord." other "{n} comptes ou groupes le détiennent encore. Retirez-le-leur d’abord." }
    roles_removed(name: &str) { en "The role {name} was removed." fr "Rôle supprimé : {name}." }
    privilege_support { en "Own support" fr "Assistance interne" }
    privilege_support_means { en "File and follow the cases of your own company." fr "Déposer et suivre les demandes de votre propre société." }
    privilege_clients { en "See clients" fr "Voir les clients" }
    privilege_clients_means { en "The list of clients, without their cases." fr "La liste des clients, sans leurs demandes." }
    privilege_view { en "See clients’ cases" fr "Voir les demandes des clients" }
    privilege_view_means { en "Those filed while you managed the client, as long as it lets you in." fr "Celles déposées pendant votre période de gestion, tant que le client vous donne accès." }
    privilege_manage { en "Work on clients’ cases" fr "Traiter les demandes des clients" }
    privilege_manage_means { en "File, comment, change, share – as far as the client’s access covers it. Includes seeing them." fr "Déposer, commenter, modifier, partager – dans les limites de l’accès accordé. Inclut la consultation." }
    privilege_escalate { en "Escalate clients’ cases" fr "Remonter les demandes des clients" }
    privilege_escalate_means { en "Ask for a case to be handled at a higher level." fr "Demander qu’une demande soit traitée à un niveau supérieur." }
    privilege_reports { en "See reports" fr "Voir les rapports" }
    privilege_reports_means { en "Reports about your clients." fr "Les rapports sur vos clients." }
}
