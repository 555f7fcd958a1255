//! Mail that is not delivered: the vendor's page.

texts! {
    mail_title { en "Mail" fr "Courrier" }
    mail_lead { en "Mail that could not be delivered, or waits. What it says is not shown here." fr "Les messages qui n’ont pas pu être remis, ou qui attendent. Leur contenu n’apparaît pas ici." }
    mail_caption { en "Mail that is not delivered, newest first" fr "Messages non remis, du plus récent au plus ancien" }
    mail_refresh { en "Refresh" fr "Actualiser" }
    mail_none { en "Everything was delivered" fr "Tout a été remis" }
    mail_none_text { en "Mail that the server refuses, or that waits for it, is listed here." fr "Les messages refusés par le serveur, ou qui l’attendent, apparaissent ici." }
    mail_recipient { en "Recipient" fr "Destinataire" }
    mail_written { en "Written" fr "Rédigé" }
    mail_state { en "State" fr "État" }
    mail_error { en "Last error" fr "Dernière erreur" }
    mail_given_up { en "Given up" fr "Abandonné" }
    mail_again { en "Tried again" fr "Nouvel essai" }
    mail_waiting { en "On its way" fr "En cours d’envoi" }
    mail_attempts(n: usize) {
        en one "{n} attempt" other "{n} attempts"
        fr one "{n} tentative" other "{n} tentatives"
    }
    mail_retry { en "Try again" fr "Réessayer" }
    mail_retry_one(to: &str) { en "Try again: {to}" fr "Réessayer : {to}" }
    mail_retried(to: &str) { en "The mail to {to} is tried again." fr "Nouvel essai d’envoi à {to}." }

    mail_filed { en "A case was filed" fr "Dépôt d’une demande" }
    mail_comment { en "A comment" fr "Commentaire" }
    mail_question { en "Support asks for information" fr "Demande de précisions" }
    mail_solution { en "A solution is proposed" fr "Proposition de solution" }
    mail_severity { en "The severity was changed" fr "Changement de gravité" }
    mail_closing { en "A case was closed" fr "Clôture d’une demande" }
    mail_reopening { en "A case was reopened" fr "Réouverture d’une demande" }
    mail_share { en "A case was shared" fr "Partage d’une demande" }
    mail_shares { en "Open cases were shared" fr "Partage de demandes en cours" }
    mail_escalation { en "A case was escalated" fr "Remontée d’une demande" }
    mail_closing_soon { en "A case will soon be closed" fr "Clôture prochaine d’une demande" }
    mail_assigned { en "A case was assigned" fr "Attribution d’une demande" }
}
