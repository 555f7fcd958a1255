//! One case.

texts! {
    case_copy_number { en "Copy the number" fr "Copier le numéro" }
    case_edit_title { en "Edit the title" fr "Modifier le titre" }
    case_facts { en "About this case" fr "À propos de la demande" }
    case_product { en "Product" fr "Produit" }
    case_category { en "Category" fr "Catégorie" }
    case_resource { en "Resource" fr "Ressource" }
    case_filed_at { en "Filed" fr "Déposée" }
    case_closed_at { en "Closed" fr "Close" }
    case_reopen_until { en "Can be reopened until" fr "Réouverture possible jusqu’au" }
    case_language { en "Answer in" fr "Langue de réponse" }
    case_time_zone { en "Time zone" fr "Fuseau horaire" }
    case_description { en "Description" fr "Description" }
    case_history { en "History" fr "Historique" }
    case_severity_changed(to: &str) { en "Severity changed to {to}." fr "Gravité modifiée : {to}." }
    case_severity_back(to: &str) { en "Severity is {to} again." fr "Gravité rétablie : {to}." }
    case_title_changed { en "Title changed." fr "Titre modifié." }
    case_support { en "Support" fr "Assistance" }
    case_internal { en "Internal note" fr "Note interne" }
    event_filed { en "filed the case" fr "a déposé la demande" }
    event_state(to: &str) { en "changed the state to {to}" fr "a modifié l’état : {to}" }
    event_severity(from: &str, to: &str) { en "changed the severity from {from} to {to}" fr "a modifié la gravité de {from} à {to}" }
    event_title(to: &str) { en "changed the title to “{to}”" fr "a modifié le titre : « {to} »" }
    comment_label { en "Add a comment" fr "Ajouter un commentaire" }
    comment_note_label { en "Add an internal note" fr "Ajouter une note interne" }
    comment_hint { en "Everybody who sees the case reads it. Ctrl + Enter sends." fr "Visible de tous ceux qui voient la demande. Ctrl + Entrée pour envoyer." }
    comment_internal_hint { en "Only the support desk reads it. Ctrl + Enter sends." fr "Visible de l’assistance seulement. Ctrl + Entrée pour envoyer." }
    comment_reopens { en "A comment reopens the case." fr "Un commentaire rouvre la demande." }
    comment_answers { en "A comment goes back to the support desk and puts the case in progress again." fr "Un commentaire revient à l’assistance et remet la demande en cours." }
    comment_internal { en "Internal note, for the support desk only" fr "Note interne, pour l’assistance seulement" }
    comment_send { en "Comment" fr "Commenter" }
    comment_empty { en "Write something first." fr "Écrivez d’abord quelque chose." }
    move_triage { en "Take on" fr "Prendre en charge" }
    move_ask { en "Ask for information" fr "Demander des précisions" }
    move_solve { en "Propose a solution" fr "Proposer une solution" }
    move_conclude { en "Close" fr "Clore" }
    move_confirm { en "Confirm the solution" fr "Confirmer la solution" }
    move_reply { en "Reply" fr "Répondre" }
    move_close { en "Close the case" fr "Clore la demande" }
    move_reopen { en "Reopen" fr "Rouvrir" }
    move_ask_means { en "The case waits for an answer, and its clock stands still." fr "La demande attend une réponse, et le délai est suspendu." }
    move_solve_means { en "Say what was done and what you recommend. The customer confirms, or answers." fr "Indiquez ce qui a été fait et ce que vous recommandez. Le client confirme, ou répond." }
    move_conclude_means { en "The solution stands and nobody has objected." fr "La solution est en place et personne n’a réagi." }
    move_confirm_means { en "The solution works: the case is closed. It can be reopened for 30 days." fr "La solution convient : la demande est close. Elle peut être rouverte pendant 30 jours." }
    move_close_means { en "Choose this when the problem is gone. The case can be reopened for 30 days." fr "Choisissez cette option si le problème ne se pose plus. La demande peut être rouverte pendant 30 jours." }
    move_reopen_means { en "The case goes back to the support desk. Say what happened since." fr "La demande revient à l’assistance. Dites ce qui s’est passé depuis." }
    move_done(state: &str) { en "The case is now: {state}." fr "Nouvel état de la demande : {state}." }
    move_message { en "Message" fr "Message" }
    move_possible { en "Possible now:" fr "Actions possibles :" }
    case_too_late { en "This case can no longer be reopened" fr "Cette demande ne peut plus être rouverte" }
    case_too_late_text { en "It was closed more than 30 days ago. If the problem is back, file a new case that refers to this one." fr "Elle est close depuis plus de 30 jours. Si le problème se pose à nouveau, déposez une nouvelle demande qui y renvoie." }
    case_follow_up { en "File a follow-up" fr "Déposer une suite" }
    case_read_only { en "You may read this case, but not comment on it." fr "Vous pouvez consulter cette demande, mais pas la commenter." }
    case_none_text { en "There is no case of this number that you may see. Check the number; or the access of your company to this client may have ended." fr "Aucune demande de ce numéro n’est visible pour vous. Vérifiez le numéro ; l’accès de votre société à ce client a peut-être aussi pris fin." }
    case_none_title { en "No such case" fr "Demande introuvable" }
    case_none_back { en "To my cases" fr "Vers mes demandes" }
}
