//! With whom a case is shared, who can see it, and why.

texts! {
    level_label { en "They may" fr "Droits accordés" }
    level_view { en "View" fr "Consulter" }
    level_collaborate { en "Collaborate" fr "Collaborer" }
    level_view_means { en "Read and download." fr "Lire et télécharger." }
    level_collaborate_means { en "Read, comment and attach files." fr "Lire, commenter et joindre des fichiers." }
    case_access_title { en "Sharing and access" fr "Partage et accès" }
    case_access_fact { en "Who sees it" fr "Qui la voit" }
    case_share { en "Share" fr "Partager" }
    shares_title { en "Shared with" fr "Partagée avec" }
    shares_none { en "This case is shared with nobody." fr "Cette demande n’est partagée avec personne." }
    shares_not_yours { en "You see this case, but you may not share it." fr "Vous voyez cette demande, mais vous ne pouvez pas la partager." }
    shares_email { en "E-mail address" fr "Adresse e-mail" }
    shares_email_hint { en "A person or a group." fr "Une personne ou un groupe." }
    shares_end { en "Last day" fr "Dernier jour" }
    shares_end_hint { en "Empty: no end." fr "Vide : sans fin." }
    shares_later { en "An address without an account sees the case as soon as it has one." fr "Une adresse sans compte verra la demande dès qu’elle en aura un." }
    shares_done(who: &str) { en "Shared with {who}." fr "Demande partagée avec {who}." }
    shares_stop { en "Stop sharing" fr "Ne plus partager" }
    shares_stop_with(who: &str) { en "Stop sharing with {who}" fr "Ne plus partager avec {who}" }
    shares_stopped(who: &str) { en "No longer shared with {who}." fr "La demande n’est plus partagée avec {who}." }
    shares_by { en "by" fr "par" }
    shares_until { en "until" fr "jusqu’au" }
    shares_over { en "Ended" fr "Terminé" }
    shares_without_effect { en "Without effect" fr "Sans effet" }
    shares_without_effect_means { en "Shares do not reach this address at present: its reseller is not let in, or the client does not share outside." fr "Les partages n’atteignent pas cette adresse actuellement : son revendeur n’a pas accès, ou le client ne partage pas à l’extérieur." }
    visible_title { en "Who can see this case" fr "Qui peut voir cette demande" }
    visible_text { en "Everybody on this list, and nobody else." fr "Toutes les personnes de cette liste, et personne d’autre." }
    visible_none { en "Nobody can see this case at present." fr "Personne ne peut voir cette demande actuellement." }
    visible_shared { en "People it is shared with" fr "Personnes avec qui elle est partagée" }
    visible_partner { en "Another partner" fr "Un autre partenaire" }
    visible_desk { en "The support desk" fr "L’équipe d’assistance" }
    visible_everybody(domain: &str) { en "People at {domain}" fr "Des personnes de {domain}" }
    because_account(client: &str) { en "Because the case belongs to {client} and their role covers it." fr "Parce que la demande appartient à {client} et que leur rôle la couvre." }
    because_manager(reseller: &str, client: &str) { en "Because {reseller} managed {client} when the case was filed, and {client} lets it in." fr "Parce que {reseller} gérait {client} au moment du dépôt et que {client} lui donne accès." }
    because_partner(client: &str) { en "Because another partner managed {client} when the case was filed, and {client} lets it in." fr "Parce qu’un autre partenaire gérait {client} au moment du dépôt et que {client} lui donne accès." }
    because_shared { en "Because somebody who may share the case did so." fr "Parce qu’une personne autorisée à partager la demande l’a fait." }
    because_support { en "Because the support desk works every case." fr "Parce que l’assistance traite toutes les demandes." }
    visible_on(node: &str) { en "on {node}" fr "sur {node}" }
    visible_through(group: &str) { en "through {group}" fr "par {group}" }
    visible_shared_by(who: &str) { en "shared by {who}" fr "partagé par {who}" }
    visible_since { en "since" fr "depuis le" }
    visible_back { en "Back to the case" fr "Retour à la demande" }
}
