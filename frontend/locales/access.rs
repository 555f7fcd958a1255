//! Reseller access: the words for it, and the page on which a client decides about it.

texts! {
    access_title { en "Reseller access" fr "Accès revendeur" }
    access_lead { en "You decide which reseller may see and handle your cases. Every change takes effect at once." fr "Vous décidez quel revendeur peut consulter et traiter vos demandes. Chaque modification prend effet immédiatement." }
    access_granted { en "Access granted" fr "Accès accordé" }
    access_never_granted { en "Not granted" fr "Non accordé" }
    access_revoked { en "Access withdrawn" fr "Accès retiré" }
    access_expired { en "Access expired" fr "Accès expiré" }
    tenure_resale { en "Reseller" fr "Revendeur" }
    tenure_support_partner { en "Support partner" fr "Partenaire d’assistance" }
    covers_everything { en "Everything, exports included" fr "Tout, exports compris" }
    covers_usual { en "Everything except exports" fr "Tout, sauf les exports" }
    covers_only(what: &str) { en "Only: {what}" fr "Uniquement : {what}" }
    covers_all_but(what: &str) { en "Everything but: {what}" fr "Tout sauf : {what}" }
    scope_view_short { en "view" fr "consulter" }
    scope_file_short { en "file" fr "déposer" }
    scope_comment_short { en "comment" fr "commenter" }
    scope_manage_short { en "change" fr "modifier" }
    scope_share_short { en "share" fr "partager" }
    scope_escalate_short { en "escalate" fr "remonter" }
    scope_export_short { en "export" fr "exporter" }
    scope_view { en "View cases" fr "Consulter les demandes" }
    scope_file { en "File cases" fr "Déposer des demandes" }
    scope_comment { en "Comment and attach files" fr "Commenter et joindre des fichiers" }
    scope_manage { en "Change and close cases" fr "Modifier et clore les demandes" }
    scope_share { en "Share cases" fr "Partager des demandes" }
    scope_escalate { en "Escalate cases" fr "Remonter des demandes" }
    scope_export { en "Export cases" fr "Exporter des demandes" }
    scope_view_means { en "Read cases and download their attachments. Always included." fr "Lire les demandes et télécharger leurs pièces jointes. Toujours inclus." }
    scope_file_means { en "Open new cases on the client’s behalf." fr "Créer de nouvelles demandes au nom du client." }
    scope_comment_means { en "Answer support, add attachments, confirm a solution." fr "Répondre à l’assistance, ajouter des pièces jointes, confirmer une solution." }
    scope_manage_means { en "Severity, title, closing, reopening, rating." fr "Gravité, titre, clôture, réouverture, évaluation." }
    scope_share_means { en "Let other people see a single case." fr "Donner accès à une demande précise à d’autres personnes." }
    scope_escalate_means { en "Ask for a case to be handled at a higher level." fr "Demander qu’une demande soit traitée à un niveau supérieur." }
    scope_export_means { en "Take lists of cases out of the portal." fr "Extraire des listes de demandes hors du portail." }
    access_none { en "No reseller manages your organization" fr "Aucun revendeur ne gère votre organisation" }
    access_none_text { en "As soon as one does, you decide here what it may see." fr "Dès que ce sera le cas, vous déciderez ici de ce qu’il peut consulter." }
    access_now { en "Managing you now" fr "Gestion en cours" }
    access_former { en "Managed you before" fr "Gestion passée" }
    access_covers { en "Covers" fr "Étendue" }
    access_since { en "Since" fr "Depuis le" }
    access_until { en "Until" fr "Jusqu’au" }
    access_no_end { en "no end date" fr "sans date de fin" }
    access_ended { en "Ended on" fr "Pris fin le" }
    access_sees_nothing { en "This reseller sees none of your cases." fr "Ce revendeur ne voit aucune de vos demandes." }
    access_never_text { en "It can neither see cases nor file any for you until you grant access." fr "Sans votre accord, il ne peut ni consulter de demandes ni en déposer pour vous." }
    access_grant { en "Grant access" fr "Accorder l’accès" }
    access_hand_over { en "Grant hand-over access" fr "Accorder un accès de transition" }
    access_change { en "Change" fr "Modifier" }
    access_revoke { en "Withdraw access" fr "Retirer l’accès" }
    access_grant_title(name: &str) { en "Access for {name}" fr "Accès pour {name}" }
    access_grant_text { en "It will see the cases filed while it managed you, and may do what you tick here." fr "Il verra les demandes déposées pendant sa période de gestion et pourra faire ce que vous cochez ici." }
    access_hand_over_text { en "This reseller does not manage you any more. With a hand-over access it goes on seeing the cases of its own period, until the date you set." fr "Ce revendeur ne vous gère plus. Avec un accès de transition, il continue de voir les demandes de sa période, jusqu’à la date que vous fixez." }
    access_may { en "It may" fr "Il peut" }
    access_end { en "Last day" fr "Dernier jour" }
    access_end_hint { en "Access ends by itself when this day is over. Leave it empty for no end." fr "L’accès prend fin de lui-même à l’issue de ce jour. Laissez vide pour une durée illimitée." }
    access_end_hint_former { en "Access ends by itself when this day is over." fr "L’accès prend fin de lui-même à l’issue de ce jour." }
    access_revoke_title(name: &str) { en "Withdraw the access of {name}?" fr "Retirer son accès à {name} ?" }
    access_revoke_now(name: &str) { en "From the next request on, {name} sees none of your cases, not even those it filed." fr "Dès sa prochaine requête, {name} ne verra plus aucune de vos demandes, pas même celles qu’il a déposées." }
    access_revoke_kept { en "Nothing is deleted: your cases, comments and attachments stay as they are." fr "Rien n’est supprimé : vos demandes, commentaires et pièces jointes restent en l’état." }
    access_revoke_again { en "If you grant access again, it sees the cases of its period again." fr "Si vous accordez de nouveau l’accès, il reverra les demandes de sa période." }
    access_granted_to(name: &str) { en "{name} has access now." fr "{name} dispose maintenant d’un accès." }
    access_changed_for(name: &str) { en "The access of {name} was changed." fr "L’accès accordé à {name} a été modifié." }
    access_revoked_from(name: &str) { en "{name} has no access any more." fr "{name} n’a plus accès." }
    access_asked { en "Asks for access" fr "Demande un accès" }
    access_decline { en "Decline" fr "Refuser" }
    access_declined(name: &str) { en "Declined. {name} sees so, and may ask again." fr "Refus enregistré. {name} en est informé et peut renouveler sa demande." }
    outside_title { en "Sharing outside" fr "Partage à l’extérieur" }
    outside_label { en "Cases may be shared with people outside" fr "Les demandes peuvent être partagées avec des personnes extérieures" }
    outside_means { en "With an auditor or a supplier, for example. Without it, cases are shared only with your own people, the vendor and the resellers you let in. Resellers are never covered by this: they need the access above." fr "Par exemple avec un auditeur ou un fournisseur. Sinon, les demandes ne se partagent qu’avec vos propres membres, l’éditeur et les revendeurs à qui vous donnez accès. Les revendeurs ne sont jamais concernés : ils ont besoin de l’accès ci-dessus." }
    outside_now_on { en "Cases may be shared outside from now on." fr "Les demandes peuvent désormais être partagées à l’extérieur." }
    outside_now_off { en "Shares outside have no effect any more." fr "Les partages à l’extérieur n’ont plus d’effet." }
    open_cases_title(name: &str) { en "{name} does not see your open cases" fr "{name} ne voit pas vos demandes en cours" }
    open_cases_text(n: usize, name: &str) {
        en one "{n} case was open when {name} took over, and stayed with the period it was filed in. You can share it with somebody there until a date."
        other "{n} cases were open when {name} took over, and stayed with the period they were filed in. You can share them with somebody there, in one step and until a date."
        fr one "{n} demande était en cours à l’arrivée de {name} et reste rattachée à la période de son dépôt. Vous pouvez la partager avec une personne de cette société, jusqu’à une date."
        other "{n} demandes étaient en cours à l’arrivée de {name} et restent rattachées à la période de leur dépôt. Vous pouvez les partager en une fois avec une personne de cette société, jusqu’à une date."
    }
    open_cases_share { en "Share the open cases" fr "Partager les demandes en cours" }
    open_cases_dialog(name: &str) { en "Share open cases with {name}" fr "Partager les demandes en cours avec {name}" }
    open_cases_with { en "With whom" fr "Avec qui" }
    open_cases_with_hint(domain: &str) { en "The address of a person or a group there: …@{domain}" fr "L’adresse d’une personne ou d’un groupe : …@{domain}" }
    open_cases_shared(n: usize) { en one "{n} case was shared." other "{n} cases were shared." fr one "{n} demande partagée." other "{n} demandes partagées." }
}
