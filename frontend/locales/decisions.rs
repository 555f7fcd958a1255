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
    decisions_no_case(number: &str) { en "There is no case {number}" fr "Aucune demande {number}" }
    decisions_no_case_text { en "Check the number: it stands above the case’s title." fr "Vérifiez le numéro : il figure au-dessus du titre de la demande." }
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
    fact_account(who: &str) { en "{who} is an account that can sign in." fr "{who} est un compte qui peut se connecter." }
    fact_account_not(who: &str) { en "{who} is no account that can sign in." fr "{who} n’est pas un compte qui peut se connecter." }
    fact_case(number: &str) { en "The case {number} had been filed." fr "La demande {number} était déposée." }
    fact_case_not(number: &str) { en "The case {number} had not been filed yet." fr "La demande {number} n’était pas encore déposée." }
    fact_role(role: &str) { en "It holds the role {role}." fr "Il détient le rôle {role}." }
    fact_role_not(role: &str) { en "It does not hold the role {role}." fr "Il ne détient pas le rôle {role}." }
    fact_policy(what: &str) { en "Its privileges ({what}) let it do that in this way." fr "Ses droits ({what}) le permettent à ce titre." }
    fact_policy_not(what: &str) { en "None of its privileges ({what}) lets it do that in this way." fr "Aucun de ses droits ({what}) ne le permet à ce titre." }
    fact_domain(name: &str) { en "The case belongs to its domain, {name}." fr "La demande appartient à son domaine, {name}." }
    fact_domain_not(name: &str) { en "The case belongs to {name}, which is not its domain." fr "La demande appartient à {name}, qui n’est pas son domaine." }
    fact_root { en "A role counts for the whole organization." fr "Un rôle vaut pour toute l’organisation." }
    fact_root_not { en "No role counts for the whole organization, which the case is about." fr "Aucun rôle ne vaut pour toute l’organisation, objet de la demande." }
    fact_node(node: &str) { en "A role is attached at or above {node}." fr "Un rôle est attaché à {node} ou au-dessus." }
    fact_node_not(node: &str) { en "No role is attached at or above {node}." fr "Aucun rôle n’est attaché à {node} ni au-dessus." }
    fact_tenure(name: &str) { en "{name} managed the client when the case was filed." fr "{name} gérait le client au moment du dépôt." }
    fact_tenure_not(name: &str) { en "{name} did not manage the client when the case was filed." fr "{name} ne gérait pas le client au moment du dépôt." }
    fact_delegation(name: &str) { en "{name} lets the reseller in." fr "{name} donne accès au revendeur." }
    fact_delegation_not(name: &str) { en "{name} does not let the reseller in." fr "{name} ne donne pas accès au revendeur." }
    fact_scope(scope: &str) { en "The access covers: {scope}." fr "L’accès couvre : {scope}." }
    fact_scope_not(scope: &str) { en "The access does not cover: {scope}." fr "L’accès ne couvre pas : {scope}." }
    fact_share(who: &str) { en "The case is shared with {who}." fr "La demande est partagée avec {who}." }
    fact_share_not(who: &str) { en "No share with {who} is in force." fr "Aucun partage avec {who} n’est en vigueur." }
    fact_reach(name: &str) { en "Shares of this case reach {name}." fr "Les partages de cette demande atteignent {name}." }
    fact_reach_not(name: &str) { en "Shares of this case do not reach {name}: it is not let in, or nothing is shared outside." fr "Les partages de cette demande n’atteignent pas {name} : accès absent, ou aucun partage à l’extérieur." }
    fact_level(level: &str) { en "The share’s level, {level}, covers that." fr "Le niveau du partage, {level}, le couvre." }
    fact_level_not(level: &str) { en "The share’s level, {level}, does not cover that." fr "Le niveau du partage, {level}, ne le couvre pas." }
    fact_vendor(name: &str) { en "{name} is the vendor’s domain." fr "{name} est le domaine de l’éditeur." }
    fact_vendor_not(name: &str) { en "{name} is not the vendor’s domain." fr "{name} n’est pas le domaine de l’éditeur." }
}
