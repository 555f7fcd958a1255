//! The vendor's support desk: queues, who works which case, teams, ready answers.

texts! {
    desk_title { en "Support desk" fr "Assistance" }
    desk_tabs { en "Support desk" fr "Assistance" }
    desk_queue { en "Queues" fr "Files d’attente" }
    desk_queues { en "Queues" fr "Files d’attente" }
    desk_caption { en "Cases of this queue, the longest untouched first" fr "Demandes de cette file, la plus anciennement traitée en tête" }
    desk_keys { en "j and k move through the queue, Enter opens the case, t takes it." fr "j et k parcourent la file, Entrée ouvre la demande, t la prend." }
    queue_unassigned { en "To take" fr "À prendre" }
    queue_mine { en "Mine" fr "Les miennes" }
    queue_team { en "My teams" fr "Mes équipes" }
    queue_waiting { en "Waiting for the customer" fr "En attente du client" }
    queue_escalated { en "Escalated" fr "Remontées" }
    queue_engineers { en "With engineers" fr "Chez les ingénieurs" }
    queue_all { en "All open" fr "Toutes les demandes ouvertes" }
    queue_summary { en "Summary to write" fr "Bilan à rédiger" }
    queue_none { en "Nothing here" fr "Rien ici" }
    queue_none_unassigned { en "Every case is somebody’s. New ones appear here as they are filed." fr "Chaque demande a son interlocuteur. Les nouvelles s’affichent ici dès leur dépôt." }
    queue_none_mine { en "Take a case from the queue “To take”." fr "Prenez une demande de la file « À prendre »." }
    queue_none_team { en "No open case is with your teams." fr "Aucune demande ouverte n’est confiée à vos équipes." }
    queue_none_waiting { en "Nobody is waited for." fr "Personne n’est attendu." }
    queue_none_escalated { en "No case is escalated." fr "Aucune demande n’est remontée." }
    queue_none_engineers { en "No case is with the engineers." fr "Aucune demande n’est chez les ingénieurs." }
    queue_none_all { en "There is no open case." fr "Il n’y a aucune demande ouverte." }
    queue_none_summary { en "For every closed case it is written down what was done." fr "Chaque demande close a son bilan." }
    desk_column_assignee { en "Assigned to" fr "Attribuée à" }
    desk_nobody { en "nobody" fr "personne" }
    desk_engineers { en "Engineers" fr "Ingénieurs" }
    desk_take { en "Take" fr "Prendre" }
    desk_take_one(number: &str) { en "Take {number}" fr "Prendre {number}" }
    desk_taken(number: &str) { en "{number} is yours." fr "{number} est à vous." }
    desk_open { en "Open" fr "Ouvrir" }
    desk_panel { en "At the desk" fr "À l’assistance" }
    desk_team { en "Team" fr "Équipe" }
    desk_tier { en "Level" fr "Niveau" }
    tier_advisor { en "First line" fr "Premier niveau" }
    tier_engineer { en "Engineers" fr "Ingénieurs" }
    desk_assign { en "Assign…" fr "Attribuer…" }
    desk_assign_title { en "Assign the case" fr "Attribuer la demande" }
    desk_assign_do { en "Assign" fr "Attribuer" }
    desk_colleague { en "Colleague" fr "Collègue" }
    desk_colleague_hint { en "Who works at the support desk now." fr "Les personnes qui travaillent actuellement à l’assistance." }
    desk_is_engineer { en "engineer" fr "ingénieur" }
    desk_assigned(name: &str) { en "Assigned to {name}." fr "Attribuée à {name}." }
    desk_release { en "Release" fr "Libérer" }
    desk_released { en "The case is nobody’s now." fr "La demande n’est plus attribuée." }
    desk_hand_over { en "Hand over…" fr "Transmettre…" }
    desk_hand_over_title { en "Hand the case over" fr "Transmettre la demande" }
    desk_hand_over_do { en "Hand over" fr "Transmettre" }
    desk_hand_over_text { en "The customer reads only that an engineer works the case; team and note stay at the desk." fr "Le client apprend seulement qu’un ingénieur traite la demande ; l’équipe et la note restent à l’assistance." }
    desk_to_engineer { en "To the engineers" fr "Aux ingénieurs" }
    desk_to_team { en "To a team" fr "À une équipe" }
    desk_no_team { en "None" fr "Aucune" }
    desk_note { en "What they should know" fr "Ce qu’il faut savoir" }
    desk_note_hint { en "An internal note: only the support desk reads it." fr "Une note interne : seule l’assistance la lit." }
    desk_handed_over { en "The case was handed over." fr "La demande a été transmise." }
    desk_take_back { en "Take back" fr "Reprendre" }
    desk_taken_back { en "The case is yours again, at the first line." fr "La demande est à vous, au premier niveau." }
    desk_summary { en "Write the summary…" fr "Rédiger le bilan…" }
    desk_summary_title { en "What was done" fr "Bilan de la demande" }
    desk_summary_due { en "Closed by the customer. Write down what was done." fr "Close par le client. Il reste à en rédiger le bilan." }
    desk_summarized { en "The summary was saved." fr "Le bilan a été enregistré." }
    desk_client(name: &str) { en "Client: {name}" fr "Client : {name}" }
    desk_plan { en "Plan" fr "Formule" }
    desk_no_plan { en "none" fr "aucune" }
    desk_plan_escalates { en "escalation included" fr "remontée comprise" }
    desk_resellers { en "Resellers" fr "Revendeurs" }
    desk_direct { en "none: managed by the vendor" fr "aucun : géré par l’éditeur" }
    desk_let_in_not { en "manages, not let in" fr "gère le client, sans accès" }
    desk_let_in_only { en "does not manage, let in" fr "ne gère plus le client, accès maintenu" }
    desk_let_in_until { en "access until" fr "accès jusqu’au" }
    desk_let_in_all { en "may do everything" fr "tous les droits" }
    desk_open_cases { en "Open cases" fr "Demandes ouvertes" }
    desk_last_cases { en "Last cases" fr "Dernières demandes" }
    solution_title { en "Solution" fr "Solution" }
    solution_closed_title { en "Closing summary" fr "Bilan de clôture" }
    solution_done { en "What was done" fr "Ce qui a été fait" }
    solution_recommendation { en "Recommendation" fr "Recommandation" }
    solution_recommendation_hint { en "What keeps it from happening again." fr "Ce qui évitera que le problème se reproduise." }
    solution_message_hint { en "Said in the conversation in place of the summary." fr "Publié dans la conversation à la place du bilan." }
    event_engineer { en "handed the case over to an engineer" fr "a confié la demande à un ingénieur" }
    event_summary { en "wrote the closing summary" fr "a rédigé le bilan de clôture" }
    event_assigned(to: &str) { en "assigned the case to {to}" fr "a attribué la demande à {to}" }
    event_released { en "released the case" fr "a libéré la demande" }
    event_team(to: &str) { en "handed the case to the team {to}" fr "a confié la demande à l’équipe {to}" }
    event_no_team { en "took the case from its team" fr "a retiré la demande à son équipe" }
    event_taken_back { en "took the case back to the first line" fr "a repris la demande au premier niveau" }
    answers_title { en "Ready answers" fr "Réponses types" }
    answers_lead { en "Texts for what is asked often, in both languages. {{client}}, {{number}} and {{name}} are filled in." fr "Des textes pour les questions fréquentes, dans les deux langues. {{client}}, {{number}} et {{name}} sont complétés." }
    answers_add { en "Add an answer" fr "Ajouter une réponse" }
    answers_edit_title(title: &str) { en "Change “{title}”" fr "Modifier « {title} »" }
    answers_edit { en "Change" fr "Modifier" }
    answers_edit_one(title: &str) { en "Change {title}" fr "Modifier {title}" }
    answers_remove { en "Remove" fr "Supprimer" }
    answers_remove_one(title: &str) { en "Remove {title}" fr "Supprimer {title}" }
    answers_saved(title: &str) { en "“{title}” was saved." fr "« {title} » a été enregistrée." }
    answers_removed(title: &str) { en "“{title}” was removed." fr "« {title} » a été supprimée." }
    answers_none { en "No ready answer yet" fr "Aucune réponse type pour le moment" }
    answers_none_text { en "Add one for what you write again and again." fr "Ajoutez-en une pour ce que vous écrivez souvent." }
    answers_title_en { en "Title in English" fr "Titre en anglais" }
    answers_title_fr { en "Title in French" fr "Titre en français" }
    answers_body_en { en "Text in English" fr "Texte en anglais" }
    answers_body_fr { en "Text in French" fr "Texte en français" }
    answers_product { en "For the product with the key" fr "Pour le produit de clé" }
    answers_product_hint { en "Empty for every product." fr "Vide pour tous les produits." }
    answers_category { en "For its category with the key" fr "Pour sa catégorie de clé" }
    answers_category_hint { en "Empty for every category." fr "Vide pour toutes les catégories." }
    answers_for_all { en "for every case" fr "pour toutes les demandes" }
    answers_insert { en "Insert a ready answer" fr "Insérer une réponse type" }
    teams_tab { en "Teams" fr "Équipes" }
    teams_lead { en "Cases are handed to specialist teams; being in one gives no right." fr "Les demandes sont transmises à des équipes spécialisées ; en faire partie ne donne aucun droit." }
    teams_add { en "Add a team" fr "Ajouter une équipe" }
    teams_added(name: &str) { en "The team {name} was added." fr "Équipe ajoutée : {name}." }
    teams_none { en "No team yet" fr "Aucune équipe pour le moment" }
    teams_none_text { en "Add one for people who know a field, such as networks." fr "Ajoutez-en une pour des spécialistes d’un domaine, comme les réseaux." }
    teams_members { en "Members" fr "Membres" }
    teams_no_member { en "Nobody is in this team." fr "Cette équipe est vide." }
    teams_add_member { en "Add a colleague" fr "Ajouter un collègue" }
    teams_remove_member(name: &str) { en "Take {name} out" fr "Retirer {name}" }
    teams_retired { en "retired" fr "retirée" }
    teams_retire { en "Retire" fr "Retirer" }
    teams_retire_one(name: &str) { en "Retire the team {name}" fr "Retirer l’équipe {name}" }
    teams_restore { en "Put back" fr "Rétablir" }
    teams_restore_one(name: &str) { en "Put the team {name} back" fr "Rétablir l’équipe {name}" }
    teams_was_retired(name: &str) { en "Nothing is handed to {name} any more." fr "Plus rien n’est transmis à {name}." }
    teams_was_restored(name: &str) { en "Cases can be handed to {name} again." fr "Des demandes peuvent à nouveau être transmises à {name}." }
    staff_title { en "Names outside" fr "Noms à l’extérieur" }
    staff_text { en "How people of the vendor appear to clients and resellers, in what was said before too." fr "Comment les personnes de l’éditeur apparaissent aux clients et aux revendeurs, y compris dans les échanges passés." }
    staff_name { en "By name and address" fr "Par nom et adresse" }
    staff_first_name { en "By first name" fr "Par prénom" }
    staff_team { en "As the vendor, without a name" fr "Comme l’éditeur, sans nom" }
    staff_saved { en "Names outside were changed." fr "Les noms à l’extérieur ont été modifiés." }
}
