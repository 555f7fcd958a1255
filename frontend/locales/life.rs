//! A case's life: why things change, escalation, links, ratings, the reseller's own side.

texts! {
    severity_why_title(to: &str) { en "Change the severity to {to}" fr "Passer la gravité à {to}" }
    severity_why { en "Why does the severity change?" fr "Pourquoi la gravité change-t-elle ?" }
    severity_why_hint { en "Everybody who sees the case reads it." fr "Visible de tous ceux qui voient la demande." }
    severity_change { en "Change the severity" fr "Modifier la gravité" }
    severity_undone { en "Change undone." fr "Modification annulée." }
    severity_now(now: &str) { en "The severity is now {now}." fr "La gravité est maintenant {now}." }
    title_now(now: &str) { en "The title is now “{now}”. What you typed is still here." fr "Le titre est maintenant « {now} ». Votre saisie est conservée." }
    reference { en "Your reference" fr "Votre référence" }
    reference_of_client { en "Client’s reference" fr "Référence du client" }
    reference_none { en "none" fr "aucune" }
    reference_edit { en "Edit the reference" fr "Modifier la référence" }
    reference_saved { en "Reference saved." fr "Référence enregistrée." }
    automatically { en "Comptoir" fr "Comptoir" }
    event_reclassified(from: &str, to: &str) { en "reclassified the severity from {from} to {to}" fr "a requalifié la gravité de {from} à {to}" }
    event_reference(to: &str) { en "set the client’s reference to “{to}”" fr "a indiqué la référence du client : « {to} »" }
    event_reference_removed { en "removed the client’s reference" fr "a retiré la référence du client" }
    event_escalated(why: &str) { en "escalated the case: {why}" fr "a fait remonter la demande : {why}" }
    event_escalation_acknowledged { en "took the escalation in hand" fr "a pris en charge la remontée" }
    event_escalation_resolved { en "ended the escalation" fr "a mis fin à la remontée" }
    event_closing_announced { en "will close the case, unless somebody answers, on" fr "clora la demande, sauf réponse d’ici là, le" }
    event_linked { en "linked this case to" fr "a lié cette demande à" }
    event_follows { en "noted that this case follows up" fr "a noté que cette demande fait suite à" }
    event_followed_by { en "noted that this case is followed up by" fr "a noté que cette demande a pour suite" }
    event_duplicate_of { en "closed this case as a duplicate of" fr "a clos cette demande comme doublon de" }
    event_duplicate { en "merged into this case its duplicate" fr "a fusionné avec cette demande son doublon" }
    event_unlinked { en "removed the link to" fr "a retiré le lien avec" }
    event_rated(score: &str) { en "rated the case {score} out of 5" fr "a évalué la demande : {score} sur 5" }
    escalate { en "Escalate" fr "Faire remonter" }
    escalate_title { en "Escalate the case" fr "Faire remonter la demande" }
    escalate_first { en "Is the problem critical?" fr "Le problème est-il critique ?" }
    escalate_first_text { en "Then raise the severity: that is what brings the fastest response. Escalate when the case is stuck at the right severity." fr "Relevez alors le niveau de gravité : c’est ce qui apporte la réponse la plus rapide. Faites remonter une demande bloquée dont la gravité est juste." }
    escalate_raise { en "Raise the severity" fr "Relever la gravité" }
    escalate_reason { en "Reason" fr "Motif" }
    escalate_choose { en "Choose a reason" fr "Choisissez un motif" }
    escalate_justification { en "What makes it necessary?" fr "Qu’est-ce qui la rend nécessaire ?" }
    escalate_justification_hint { en "Everybody who sees the case reads it." fr "Visible de tous ceux qui voient la demande." }
    escalate_done { en "The case was escalated." fr "La demande est remontée." }
    escalation_resolution_time { en "Resolution takes too long" fr "Délai de résolution" }
    escalation_technical_expertise { en "Technical expertise is needed" fr "Expertise technique" }
    escalation_business_impact { en "Impact on the business" fr "Impact sur l’activité" }
    escalation_under_way(why: &str) { en "Escalated: {why}" fr "Demande remontée : {why}" }
    escalation_waits { en "The vendor has not taken it in hand yet." fr "L’éditeur ne l’a pas encore prise en charge." }
    escalation_in_hand { en "Taken in hand by the vendor" fr "Prise en charge par l’éditeur" }
    escalation_acknowledge { en "Take in hand" fr "Prendre en charge" }
    escalation_resolve { en "End the escalation" fr "Mettre fin à la remontée" }
    escalation_taken { en "The escalation is in your hands." fr "La remontée est entre vos mains." }
    escalation_ended { en "The escalation has ended." fr "La remontée a pris fin." }
    merged_title { en "Closed as a duplicate" fr "Close comme doublon" }
    merged_text { en "This case goes on in another one. If you do not see it under linked cases, file a new case." fr "Cette demande se poursuit dans une autre. Si elle ne figure pas parmi les demandes liées, déposez-en une nouvelle." }
    closes_title { en "This case will close by itself" fr "Cette demande va se clore d’elle-même" }
    closes_text { en "Nobody has answered the proposed solution. Unless somebody comments, it closes on" fr "Personne n’a répondu à la solution proposée. Sans commentaire d’ici là, elle sera close le" }
    links_title { en "Linked cases" fr "Demandes liées" }
    links_none { en "No linked case." fr "Aucune demande liée." }
    links_add { en "Link a case" fr "Lier une demande" }
    links_number { en "Number of the other case" fr "Numéro de l’autre demande" }
    links_kind { en "The other case" fr "L’autre demande" }
    links_kind_related { en "has to do with this one" fr "est en rapport avec celle-ci" }
    links_kind_follows { en "came before: this one follows it up" fr "précède celle-ci" }
    links_kind_followed_by { en "follows this one up" fr "fait suite à celle-ci" }
    links_tag_related { en "related" fr "en rapport" }
    links_tag_follows { en "before" fr "précédente" }
    links_tag_followed_by { en "follow-up" fr "suite" }
    links_tag_duplicate_of { en "goes on here" fr "se poursuit ici" }
    links_tag_duplicate { en "duplicate" fr "doublon" }
    links_added { en "The cases are linked." fr "Les demandes sont liées." }
    links_remove(number: &str) { en "Remove the link to {number}" fr "Retirer le lien avec {number}" }
    links_removed(number: &str) { en "The link to {number} was removed." fr "Le lien avec {number} est retiré." }
    merge { en "Close as a duplicate" fr "Clore comme doublon" }
    merge_means { en "This case is closed and goes on in the other, which must be of the same client. Nobody sees more or less than before. Reopening undoes it." fr "Cette demande est close et se poursuit dans l’autre, qui doit être du même client. Personne ne voit plus ni moins qu’avant. La réouverture annule la fusion." }
    merge_into { en "Number of the case that stays" fr "Numéro de la demande conservée" }
    merge_done { en "Closed as a duplicate." fr "Close comme doublon." }
    rating_title { en "How did it go?" fr "Comment cela s’est-il passé ?" }
    rating_ask { en "Your company is asked once. The vendor reads the answer; nobody else does." fr "Votre société est interrogée une fois. L’éditeur lit la réponse ; personne d’autre." }
    rating_score { en "Your score" fr "Votre note" }
    rating_1 { en "Very bad" fr "Très insatisfait" }
    rating_2 { en "Bad" fr "Insatisfait" }
    rating_3 { en "Fair" fr "Moyen" }
    rating_4 { en "Good" fr "Satisfait" }
    rating_5 { en "Very good" fr "Très satisfait" }
    rating_comment { en "What should we know?" fr "Que devons-nous savoir ?" }
    rating_send { en "Send the rating" fr "Envoyer l’évaluation" }
    rating_thanks { en "Thank you, your rating was sent." fr "Merci, votre évaluation est envoyée." }
    rating_given { en "Ratings" fr "Évaluations" }
    rating_out_of(score: u8) { en "{score} out of 5" fr "{score} sur 5" }
    rating_earlier { en "earlier closing" fr "clôture précédente" }
    own_title { en "Within your company" fr "Au sein de votre société" }
    own_hint { en "Nobody outside of your company sees this." fr "Personne hors de votre société ne voit ceci." }
    own_assignee { en "Sees to it" fr "S’en charge" }
    own_nobody { en "nobody yet" fr "personne encore" }
    own_take { en "I see to it" fr "Je m’en charge" }
    own_release { en "Nobody" fr "Personne" }
    own_give { en "Somebody else" fr "Quelqu’un d’autre" }
    own_give_address { en "Address of a colleague" fr "Adresse d’un collègue" }
    own_give_done { en "Saved." fr "Enregistré." }
    own_notes { en "Notes" fr "Notes" }
    own_no_notes { en "No notes yet." fr "Aucune note." }
    own_note { en "Add a note" fr "Ajouter une note" }
    own_note_send { en "Add" fr "Ajouter" }
}
