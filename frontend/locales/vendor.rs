//! The vendor's pages: domains, organizations, plans, catalogue, transfers.

texts! {
    key { en "Key" fr "Clé" }
    key_hint { en "Small letters, digits and dashes. It cannot be changed later." fr "Minuscules, chiffres et tirets. Elle ne pourra plus être modifiée." }
    name_en { en "Name in English" fr "Nom en anglais" }
    name_fr { en "Name in French" fr "Nom en français" }
    choose { en "Choose…" fr "Choisir…" }

    domains_title { en "Domains" fr "Domaines" }
    domains_caption { en "Domains, by name" fr "Domaines, par nom" }
    domains_search { en "Search domains" fr "Rechercher un domaine" }
    domains_all_kinds { en "All kinds" fr "Tous les types" }
    domains_kind { en "Kind" fr "Type" }
    domains_column_name { en "Domain" fr "Domaine" }
    domains_column_reseller { en "Reseller" fr "Revendeur" }
    domains_none { en "No domain matches" fr "Aucun domaine ne correspond" }
    domains_none_text { en "Try another name or another kind." fr "Essayez un autre nom ou un autre type." }
    domains_direct { en "none: managed by the vendor" fr "aucun : géré par l’éditeur" }
    domains_add { en "Add a domain" fr "Ajouter un domaine" }
    domains_name { en "Domain name" fr "Nom de domaine" }
    domains_name_hint { en "Accounts of this domain have addresses that end so." fr "Les adresses des comptes de ce domaine se terminent ainsi." }
    domains_label { en "Title" fr "Intitulé" }
    domains_label_hint { en "What people call the company." fr "Le nom usuel de la société." }
    domains_organization { en "Organization" fr "Organisation" }
    domains_no_organization { en "None" fr "Aucune" }
    domains_plan { en "Support plan" fr "Formule d’assistance" }
    domains_no_plan { en "None for now" fr "Aucune pour l’instant" }
    domains_admin { en "First administrator" fr "Premier administrateur" }
    domains_admin_text { en "Gets a one-time link to choose a password, and lets everybody else in." fr "Reçoit un lien à usage unique pour choisir son mot de passe, puis invite les autres." }
    domains_admin_name { en "Name" fr "Nom" }
    domains_admin_email_hint(domain: &str) { en "…@{domain}" fr "…@{domain}" }
    domains_admin_of(name: &str) { en "the first administrator of {name}" fr "la personne qui administrera {name}" }
    domains_added(name: &str) { en "{name} was added" fr "Domaine ajouté : {name}" }
    domains_assign { en "Change plan" fr "Changer de formule" }
    domains_assign_title(name: &str) { en "Support plan of {name}" fr "Formule d’assistance pour {name}" }
    domains_assign_text { en "Whoever begins to wait for an answer from then on is promised what the new plan says." fr "Les attentes qui commencent à partir de ce moment suivent les délais de la nouvelle formule." }
    domains_assigned(name: &str) { en "The plan of {name} was set." fr "La formule a été définie pour {name}." }
    moment_now { en "Now" fr "Maintenant" }
    moment_date { en "At a date and time" fr "À une date et une heure" }
    moment_when { en "When" fr "Quand" }
    moment_zone(zone: &str) { en "In your time zone, {zone}" fr "Dans votre fuseau horaire, {zone}" }
    date_and_time { en "Date and time" fr "Date et heure" }

    organizations_title { en "Organizations" fr "Organisations" }
    organizations_lead { en "An organization groups the domains of one company; its super-administrators work across all of them." fr "Une organisation regroupe les domaines d’une même société ; ses super-administrateurs interviennent dans tous." }
    organizations_caption { en "Organizations, by name" fr "Organisations, par nom" }
    organizations_none { en "No organization yet" fr "Aucune organisation pour le moment" }
    organizations_no_domain { en "No domain yet" fr "Aucun domaine pour le moment" }
    organizations_column_domains { en "Domains" fr "Domaines" }
    organizations_add { en "Add an organization" fr "Ajouter une organisation" }
    organizations_name { en "Name" fr "Nom" }
    organizations_added(name: &str) { en "{name} was added." fr "Organisation ajoutée : {name}." }

    plans_title { en "Support plans" fr "Formules d’assistance" }
    plans_lead { en "How soon support answers first, by severity." fr "Le délai de première réponse de l’assistance, selon la gravité." }
    plans_caption { en "Time to the first answer, by plan and severity" fr "Délai de première réponse, par formule et par gravité" }
    plans_not_offered { en "not offered" fr "non proposé" }
    plans_escalation { en "Escalation" fr "Remontée" }
    plans_yes { en "Yes" fr "Oui" }
    plans_no { en "No" fr "Non" }
    plans_none { en "No plan yet" fr "Aucune formule pour le moment" }
    plans_add { en "Add a plan" fr "Ajouter une formule" }
    plans_may_escalate { en "Cases can be escalated" fr "Les demandes peuvent être remontées" }
    plans_targets { en "First answer within" fr "Première réponse sous" }
    plans_targets_hint { en "For example 30 min, 4 h or 2 d. Empty: not offered." fr "Par exemple 30 min, 4 h ou 2 j. Vide : non proposé." }
    plans_added(name: &str) { en "The plan “{name}” was added." fr "La formule « {name} » a été ajoutée." }
    minutes(n: i64) { en "{n} min" fr "{n} min" }
    hours(n: i64) { en "{n} h" fr "{n} h" }
    days(n: i64) { en "{n} d" fr "{n} j" }

    catalogue_title { en "Catalogue" fr "Catalogue" }
    catalogue_lead { en "The products and categories that cases are filed under. What is retired is not offered any more; cases that have it keep it." fr "Les produits et catégories auxquels se rattachent les demandes. Ce qui est retiré n’est plus proposé ; les demandes existantes le conservent." }
    catalogue_none { en "No product yet" fr "Aucun produit pour le moment" }
    catalogue_none_text { en "Cases need a product and a category: add the first product." fr "Une demande a besoin d’un produit et d’une catégorie : ajoutez le premier produit." }
    catalogue_no_category { en "No category yet: cases cannot be filed for this product." fr "Aucune catégorie : aucune demande ne peut être déposée pour ce produit." }
    catalogue_retired { en "Retired" fr "Retiré" }
    catalogue_retire { en "Retire" fr "Retirer" }
    catalogue_restore { en "Restore" fr "Rétablir" }
    catalogue_retire_one(name: &str) { en "Retire “{name}”" fr "Retirer « {name} »" }
    catalogue_restore_one(name: &str) { en "Restore “{name}”" fr "Rétablir « {name} »" }
    catalogue_was_retired(name: &str) { en "“{name}” is not offered any more." fr "« {name} » n’est plus proposé." }
    catalogue_was_restored(name: &str) { en "“{name}” is offered again." fr "« {name} » est de nouveau proposé." }
    catalogue_add_product { en "Add a product" fr "Ajouter un produit" }
    catalogue_add_category { en "Add a category" fr "Ajouter une catégorie" }
    catalogue_add_category_to(product: &str) { en "Add a category to {product}" fr "Ajouter une catégorie à {product}" }
    catalogue_parent { en "Below" fr "Sous" }
    catalogue_no_parent { en "At the top" fr "Au premier niveau" }
    catalogue_added(name: &str) { en "“{name}” was added." fr "« {name} » a été ajouté." }

    transfers_title { en "Transfers" fr "Transferts" }
    transfers_lead { en "Which reseller manages which client, and when. A reseller sees the cases filed in its periods." fr "Quel revendeur gère quel client, et quand. Un revendeur voit les demandes déposées pendant ses périodes." }
    transfers_caption { en "Periods of management, newest first" fr "Périodes de gestion, les plus récentes en tête" }
    transfers_client { en "Client" fr "Client" }
    transfers_any_client { en "All clients" fr "Tous les clients" }
    transfers_reseller { en "Managed by" fr "Géré par" }
    transfers_kind { en "As" fr "En tant que" }
    transfers_from { en "From" fr "Du" }
    transfers_to { en "To" fr "Au" }
    transfers_state { en "State" fr "État" }
    transfers_now { en "Ongoing" fr "En cours" }
    transfers_later { en "Set for later" fr "À venir" }
    transfers_ending { en "Ending" fr "Prend fin" }
    transfers_past { en "Ended" fr "Terminée" }
    transfers_none { en "No period of management" fr "Aucune période de gestion" }
    transfers_none_text { en "Transfer a client to a reseller to begin one." fr "Transférez un client à un revendeur pour en ouvrir une." }
    transfers_add { en "Transfer a client" fr "Transférer un client" }
    transfers_next { en "Next manager" fr "Prochain gestionnaire" }
    transfers_next_reseller { en "A reseller" fr "Un revendeur" }
    transfers_next_vendor { en "The vendor itself" fr "L’éditeur lui-même" }
    transfers_pick_reseller { en "Reseller" fr "Revendeur" }
    transfers_find { en "Type a name" fr "Saisissez un nom" }
    transfers_current(reseller: &str) { en "Managed by {reseller} now" fr "Actuellement géré par {reseller}" }
    transfers_effects { en "What happens" fr "Ce qui se passe" }
    transfers_effect_cases { en "Cases filed so far stay with the period of the former reseller; the next one does not see them." fr "Les demandes déjà déposées restent rattachées à la période de l’ancien revendeur ; le suivant ne les voit pas." }
    transfers_effect_access { en "The former reseller’s access ends at that instant, unless the client grants a hand-over access." fr "L’accès de l’ancien revendeur prend fin à cet instant, sauf si le client accorde un accès de transition." }
    transfers_effect_consent { en "The new reseller needs the client’s consent before it sees or files anything." fr "Le nouveau revendeur a besoin de l’accord du client avant de consulter ou de déposer quoi que ce soit." }
    transfers_submit { en "Transfer" fr "Transférer" }
    transfers_submit_later { en "Set the transfer" fr "Programmer le transfert" }
    transfers_done(client: &str) { en "{client} was transferred." fr "Client transféré : {client}." }
    transfers_set(client: &str) { en "The transfer of {client} is set." fr "Transfert programmé pour {client}." }
    transfers_cancel { en "Cancel transfer" fr "Annuler le transfert" }
    transfers_cancel_title(client: &str) { en "Cancel the transfer of {client}?" fr "Annuler le transfert prévu pour {client} ?" }
    transfers_cancel_text { en "Everything stays as it is now: the period under way goes on, and its reseller’s access is as it was before." fr "Tout reste en l’état : la période en cours se poursuit, et l’accès de son revendeur est rétabli comme avant." }
    transfers_keep { en "Keep it" fr "Le maintenir" }
    correct { en "Correct" fr "Corriger" }
    correct_title(client: &str) { en "Correct a period of {client}" fr "Corriger une période de {client}" }
    correct_text { en "Only for what was entered wrongly: the cases filed in this period change hands at once. To end management from now on, transfer the client." fr "Uniquement pour une erreur de saisie : les demandes déposées pendant cette période changent aussitôt de mains. Pour mettre fin à la gestion, transférez le client." }
    correct_to_hint { en "Empty: it has not ended." fr "Vide : elle n’est pas terminée." }
    correct_reason { en "Reason" fr "Motif" }
    correct_reason_hint { en "It is kept in the ledger." fr "Il est conservé dans le journal." }
    corrected(n: usize) { en one "The period was corrected; {n} case was assigned anew." other "The period was corrected; {n} cases were assigned anew." fr one "Période corrigée ; {n} demande réattribuée." other "Période corrigée ; {n} demandes réattribuées." }
    transfers_cancelled { en "The transfer was cancelled." fr "Le transfert a été annulé." }
}
