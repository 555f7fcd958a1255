//! The accounts of a domain, their roles, and one-time links.

texts! {
    people_title { en "People" fr "Comptes et rôles" }
    people_lead(domain: &str) { en "Everybody with an account at {domain}." fr "Tous les comptes du domaine {domain}." }
    people_caption { en "Accounts, by name" fr "Comptes, par nom" }
    people_column_person { en "Name" fr "Nom" }
    people_column_roles { en "Roles" fr "Rôles" }
    people_column_state { en "State" fr "État" }
    people_you { en "you" fr "vous" }
    people_active { en "Active" fr "Actif" }
    people_invited { en "Invited" fr "Invité" }
    people_disabled { en "Disabled" fr "Désactivé" }
    people_service { en "Service account" fr "Compte de service" }
    people_no_role { en "No role" fr "Aucun rôle" }
    people_on(node: &str) { en "on {node}" fr "sur {node}" }
    people_through(group: &str) { en "through {group}" fr "par {group}" }
    accounts_title { en "Accounts" fr "Comptes" }
    grants_title(name: &str) { en "Roles of {name}" fr "Rôles de {name}" }
    grants_none { en "No role yet." fr "Aucun rôle pour le moment." }
    grants_take { en "Take away" fr "Retirer" }
    grants_take_one(role: &str) { en "Take the role {role} away" fr "Retirer le rôle {role}" }
    grants_taken(role: &str) { en "Role taken away: {role}." fr "Rôle retiré : {role}." }
    grants_given(role: &str) { en "Role given: {role}." fr "Rôle attribué : {role}." }
    grants_give { en "Give the role" fr "Attribuer le rôle" }
    grants_role { en "One more role" fr "Attribuer un rôle" }
    grants_where { en "Where it counts" fr "Où il s’applique" }
    grants_where_hint { en "There and everywhere below." fr "À cet endroit et partout en dessous." }
    grants_everywhere { en "Everywhere" fr "Partout" }
    people_add { en "Add an account" fr "Ajouter un compte" }
    people_address_hint(domain: &str) { en "It must belong to your domain: …@{domain}" fr "Elle doit appartenir à votre domaine : …@{domain}" }
    people_role { en "Role" fr "Rôle" }
    people_role_none { en "No role for now" fr "Aucun rôle pour l’instant" }
    people_role_custom { en "Role defined by your company." fr "Rôle défini par votre société." }
    people_language { en "Language" fr "Langue" }
    people_language_hint { en "The person can change it in the profile." fr "La personne pourra la modifier dans son profil." }
    people_added(name: &str) { en "{name} was added" fr "Compte ajouté : {name}" }
    people_none { en "No account yet" fr "Aucun compte pour le moment" }
    once_for(name: &str) { en "Send this link to {name}: it leads to choosing a password." fr "Transmettez ce lien à {name} : il permet de choisir un mot de passe." }
    once_link { en "One-time link" fr "Lien à usage unique" }
    once_copy { en "Copy the link" fr "Copier le lien" }
    once_only { en "The link is shown only now." fr "Ce lien ne s’affiche que maintenant." }
    once_until { en "It works once, until" fr "Il fonctionne une seule fois, jusqu’au" }
    done { en "Done" fr "Terminé" }
    role_member { en "Member" fr "Membre" }
    role_org_admin { en "Organization administrator" fr "Administrateur de l’organisation" }
    role_support_account_admin { en "Support account administrator" fr "Administrateur du compte d’assistance" }
    role_tech_support_editor { en "Support editor" fr "Éditeur d’assistance" }
    role_tech_support_viewer { en "Support viewer" fr "Lecteur d’assistance" }
    role_super_admin { en "Super-administrator" fr "Super-administrateur" }
    role_reseller_admin { en "Reseller administrator" fr "Administrateur du revendeur" }
    role_operator { en "Operator" fr "Opérateur" }
    role_advisor { en "Advisor" fr "Conseiller" }
    role_engineer { en "Engineer" fr "Ingénieur" }
    role_escalation_manager { en "Escalation manager" fr "Responsable des remontées" }
    role_publisher { en "Publisher" fr "Rédacteur des incidents" }
    role_member_means { en "Own profile, and cases shared with the account." fr "Son profil, et les demandes partagées avec le compte." }
    role_org_admin_means { en "Accounts, groups, resources and reseller access. No cases by itself." fr "Comptes, groupes, ressources et accès revendeur. Ne donne à lui seul aucune demande à voir." }
    role_support_account_admin_means { en "Support plan, contacts and reseller access. No cases by itself." fr "Formule d’assistance, contacts et accès revendeur. Ne donne à lui seul aucune demande à voir." }
    role_tech_support_editor_means { en "Files cases and works on them." fr "Dépose des demandes et les suit." }
    role_tech_support_viewer_means { en "Sees cases." fr "Consulte les demandes." }
    role_super_admin_means { en "Accounts, groups and roles of all domains of the organization. No cases by itself." fr "Comptes, groupes et rôles de tous les domaines de l’organisation. Ne donne à lui seul aucune demande à voir." }
    role_reseller_admin_means { en "Clients and their cases: sees, files, changes, escalates." fr "Les clients et leurs demandes : consulter, déposer, modifier, remonter." }
    role_operator_means { en "Domains, transfers, plans and the catalogue. No case contents by itself." fr "Domaines, transferts, formules et catalogue. Ne donne à lui seul aucun contenu de demande." }
    role_advisor_means { en "Triages and works cases." fr "Trie et traite les demandes." }
    role_engineer_means { en "Works cases, those passed on to engineers too." fr "Traite les demandes, y compris celles transmises aux ingénieurs." }
    role_escalation_manager_means { en "Decides escalations and reclassifies severity." fr "Décide des remontées et requalifie la gravité." }
    role_publisher_means { en "Publishes known issues and incidents." fr "Publie les problèmes connus et les incidents." }
}
