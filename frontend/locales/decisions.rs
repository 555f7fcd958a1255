//! Why an account may do something with a case, or may not.

texts! {
    decisions_title { en "Explain access" fr "Expliquer un accès" }
    decisions_lead { en "Whether an account may do something with a case, now or at an earlier moment, and the facts that decide it." fr "Si un compte peut faire quelque chose d’une demande, maintenant ou à un moment passé, et les faits qui en décident." }
    decisions_account { en "Account" fr "Compte" }
    decisions_case { en "Case number" fr "Numéro de la demande" }
    decisions_action { en "Action" fr "Action" }
    decisions_ask { en "Explain" fr "Expliquer" }
    decisions_none { en "Ask a question" fr "Posez une question" }
    decisions_none_text { en "Name an account and a case. The answer says yes or no, with every fact that was looked at. The address of this page then leads to it." fr "Indiquez un compte et une demande. La réponse dit oui ou non, avec tous les faits examinés. L’adresse de cette page permet ensuite de la retrouver." }
    action_view { en "view" fr "consulter" }
    action_file { en "file" fr "déposer" }
    action_comment { en "comment" fr "commenter" }
    action_manage { en "change" fr "modifier" }
    action_rate { en "rate" fr "évaluer" }
    action_share { en "share" fr "partager" }
    action_escalate { en "escalate" fr "remonter" }
    action_export { en "export" fr "exporter" }
    action_work { en "work on" fr "traiter" }
    verdict_yes(who: &str, action: &str, case: &str) { en "Yes: {who} may {action} {case}." fr "Oui : {who} peut {action} {case}." }
    verdict_no(who: &str, action: &str, case: &str) { en "No: {who} may not {action} {case}." fr "Non : {who} ne peut pas {action} {case}." }
    verdict_at(when: &str) { en "As of {when}." fr "Situation au {when}." }
    verdict_through(what: &str) { en "Through: {what}." fr "Au titre de : {what}." }
    relation_account { en "the own domain" fr "son propre domaine" }
    relation_manager { en "management of the client" fr "la gestion du client" }
    relation_shared { en "a share" fr "un partage" }
    relation_support { en "the support desk" fr "l’assistance" }
    relation_account_title { en "As one of the case’s own domain" fr "Comme membre du domaine de la demande" }
    relation_manager_title { en "As the reseller that managed the client" fr "Comme revendeur gestionnaire du client" }
    relation_shared_title { en "As somebody it is shared with" fr "Comme destinataire d’un partage" }
    relation_support_title { en "As the support desk" fr "Comme équipe d’assistance" }
    chain_general { en "In any case" fr "Dans tous les cas" }
    chain_holds { en "Holds" fr "Satisfait" }
    chain_fails { en "Does not hold" fr "Non satisfait" }
    fact_holds { en "Yes:" fr "Oui :" }
    fact_fails { en "No:" fr "Non :" }
}
