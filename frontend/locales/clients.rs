//! The clients of a reseller.

texts! {
    clients_title { en "My clients" fr "Mes clients" }
    clients_caption { en "Clients, by name" fr "Clients, par nom" }
    clients_search { en "Search clients" fr "Rechercher un client" }
    clients_column_access { en "Access" fr "Accès" }
    clients_column_plan { en "Plan" fr "Formule" }
    clients_column_managed { en "Managed" fr "Gestion" }
    clients_none { en "No client yet" fr "Aucun client pour le moment" }
    clients_none_text { en "Clients appear here once the vendor puts them in your care." fr "Les clients apparaissent ici dès que l’éditeur vous en confie la gestion." }
    clients_none_match { en "No client matches" fr "Aucun client ne correspond" }
    clients_none_match_text { en "Try another name. Clients of another reseller domain are found in that domain." fr "Essayez un autre nom. Les clients d’un autre domaine de revendeur se trouvent dans ce domaine." }
    clients_former { en "Former client" fr "Ancien client" }
    clients_current { en "Client" fr "Client" }
    clients_since { en "since" fr "depuis le" }
    clients_until { en "until" fr "jusqu’au" }
    clients_from { en "from" fr "du" }
    clients_to { en "to" fr "au" }
    clients_today { en "today" fr "ce jour" }
    client_standing { en "Standing" fr "Situation" }
    client_current { en "Current client" fr "Client actuel" }
    client_plan { en "Support plan" fr "Formule d’assistance" }
    client_no_plan { en "No plan" fr "Aucune formule" }
    client_facts { en "About this client" fr "À propos de ce client" }
    client_periods { en "Periods of management" fr "Périodes de gestion" }
    client_periods_text { en "You see the cases filed in these periods, while the client grants you access." fr "Vous voyez les demandes déposées pendant ces périodes, tant que le client vous accorde l’accès." }
    client_period_open { en "Ongoing" fr "En cours" }
    client_access { en "Access" fr "Accès" }
    client_access_never { en "This client never granted your company access." fr "Ce client n’a jamais accordé d’accès à votre société." }
    client_last_access { en "Last access:" fr "Dernier accès :" }
    client_access_former { en "Hand-over access: you see the cases of your periods of management, and can file no new ones." fr "Accès de transition : vous voyez les demandes de vos périodes de gestion, sans pouvoir en déposer de nouvelles." }
    client_may { en "You may" fr "Vous pouvez" }
    client_may_not { en "Not covered" fr "Non couvert" }
    client_file { en "New case on behalf of this client" fr "Créer une demande pour ce client" }
    client_cannot_former { en "You do not manage this client any more." fr "Vous ne gérez plus ce client." }
    client_cannot_access { en "The client does not let you in at present." fr "Le client ne vous donne pas accès actuellement." }
    client_cannot_scope { en "The client’s access does not cover filing." fr "L’accès du client ne couvre pas le dépôt de demandes." }
    client_cannot_role { en "Your role does not include filing for clients." fr "Votre rôle n’inclut pas le dépôt pour les clients." }
    client_cases { en "Cases" fr "Demandes" }
    client_all_cases { en "All cases of this client" fr "Toutes les demandes de ce client" }
    client_no_cases { en "No case that you may see" fr "Aucune demande que vous puissiez voir" }
    client_no_cases_granted { en "No case has been filed in your periods of management yet." fr "Aucune demande n’a encore été déposée pendant vos périodes de gestion." }
    client_no_cases_blocked { en "Cases filed in your periods of management show up here once the client grants access." fr "Les demandes déposées pendant vos périodes de gestion apparaîtront ici dès que le client aura accordé l’accès." }
    missing_title { en "Why do I not see more?" fr "Pourquoi ne vois-je pas davantage ?" }
    missing_nothing { en "You see everything that was filed in your periods of management." fr "Vous voyez tout ce qui a été déposé pendant vos périodes de gestion." }
    missing_never { en "This client has not granted your company access." fr "Ce client n’a pas accordé d’accès à votre société." }
    missing_revoked { en "The client has withdrawn the access: you see none of its cases." fr "Le client a retiré l’accès : vous ne voyez aucune de ses demandes." }
    missing_expired { en "The access has expired: you see none of its cases." fr "L’accès a expiré : vous ne voyez aucune de ses demandes." }
    missing_scopes(what: &str) { en "The access does not cover: {what}." fr "L’accès ne couvre pas : {what}." }
    missing_former { en "You do not manage this client any more. What was filed since then is not yours to see." fr "Vous ne gérez plus ce client. Les demandes déposées depuis ne vous sont pas accessibles." }
    missing_outside { en "What was filed outside your periods of management is not yours to see." fr "Les demandes déposées en dehors de vos périodes de gestion ne vous sont pas accessibles." }
    missing_role { en "Your roles do not let you see the cases of clients." fr "Vos rôles ne permettent pas de voir les demandes des clients." }
    who_client_admin { en "An administrator of the client can change this under Reseller access." fr "Un administrateur du client peut le modifier sous « Accès revendeur »." }
    who_client_shares { en "The client can share single cases with you." fr "Le client peut partager certaines demandes avec vous." }
    who_super_admin { en "A super-administrator of your company can change this." fr "Un super-administrateur de votre société peut le modifier." }
    who_operator { en "The vendor’s operator can change this." fr "L’opérateur de l’éditeur peut le modifier." }
    ask_client { en "Ask the client" fr "Demander au client" }
    ask_again { en "Ask again" fr "Modifier la demande d’accès" }
    ask_title(client: &str) { en "Ask {client} for access" fr "Demander l’accès à {client}" }
    ask_text { en "The client’s administrators see your request under Reseller access, and decide." fr "Les administrateurs du client voient votre demande sous « Accès revendeur », et décident." }
    ask_legend { en "You would like to" fr "Vous souhaitez" }
    ask_message { en "Message" fr "Message" }
    ask_message_hint { en "A few words about why." fr "Quelques mots pour dire pourquoi." }
    ask_send { en "Ask" fr "Envoyer la demande" }
    ask_sent(client: &str) { en "{client} was asked." fr "Demande envoyée à {client}." }
    asked_title { en "Asked, not yet answered" fr "Demande envoyée, sans réponse pour le moment" }
    asked_by(who: &str) { en "by {who}" fr "par {who}" }
}
