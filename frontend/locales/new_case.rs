//! Filing a case.

texts! {
    new_case { en "New case" fr "Créer une demande" }
    new_case_title { en "New case" fr "Nouvelle demande d’assistance" }
    new_case_nobody { en "There is nobody to file a case for" fr "Vous ne pouvez déposer de demande pour personne" }
    new_case_nobody_text { en "Your role does not let you file cases. An administrator of your domain can change it." fr "Votre rôle ne permet pas de déposer des demandes. Un administrateur de votre domaine peut le modifier." }
    new_case_whom { en "On behalf of" fr "Pour le compte de" }
    new_case_whom_search { en "Search by name or domain" fr "Rechercher par nom ou par domaine" }
    new_case_own(title: &str) { en "{title} (your own company)" fr "{title} (votre société)" }
    new_case_blocked { en "Access missing" fr "Accès manquant" }
    new_case_narrow { en "Access too narrow" fr "Accès insuffisant" }
    new_case_role { en "Not in your role" fr "Rôle insuffisant" }
    obstacle_delegation(client: &str) { en "{client} has not given your company access" fr "{client} n’a pas donné accès à votre société" }
    obstacle_delegation_remedy { en "Product and category stay disabled until then. Ask an administrator of that client to grant it under Reseller access." fr "Le produit et la catégorie restent désactivés d’ici là. Demandez à un administrateur de ce client de l’accorder sous Accès revendeur." }
    obstacle_scope(client: &str) { en "{client} lets your company in, but not to file cases" fr "{client} donne accès à votre société, mais pas pour déposer des demandes" }
    obstacle_scope_remedy { en "Product and category stay disabled until then. Ask an administrator of that client to add filing cases under Reseller access." fr "Le produit et la catégorie restent désactivés d’ici là. Demandez à un administrateur de ce client d’y ajouter le dépôt de demandes, sous Accès revendeur." }
    obstacle_role(client: &str) { en "Your role does not let you file cases for {client}" fr "Votre rôle ne permet pas de déposer de demande pour {client}" }
    obstacle_role_remedy { en "An administrator of your own domain can change your role." fr "Un administrateur de votre propre domaine peut modifier votre rôle." }
    new_case_resource { en "Resource" fr "Ressource" }
    new_case_resource_all { en "The whole organization" fr "Toute l’organisation" }
    new_case_product { en "Product" fr "Produit" }
    new_case_choose { en "Choose…" fr "Choisir…" }
    new_case_category { en "Category" fr "Catégorie" }
    new_case_category_hint { en "Type keywords, then choose." fr "Saisissez des mots clés, puis choisissez." }
    new_case_category_first { en "Choose the product first." fr "Choisissez d’abord le produit." }
    new_case_personal { en "Please include no personal data" fr "N’incluez pas de données personnelles" }
    new_case_personal_text { en "Leave out names, addresses, passwords and whatever else identifies a person: several companies may read this case." fr "Omettez noms, adresses, mots de passe et tout ce qui identifie une personne : plusieurs sociétés peuvent lire cette demande." }
    new_case_subject { en "Title" fr "Titre" }
    new_case_subject_hint { en "One line that says what is wrong." fr "Le problème en une ligne." }
    new_case_description { en "Description" fr "Description" }
    new_case_description_hint { en "What did you do, what did you expect, and what happened instead? Since when, how often, and for how many people? Add the exact error message." fr "Qu’avez-vous fait, qu’attendiez-vous et que s’est-il passé ? Depuis quand, à quelle fréquence et pour combien de personnes ? Ajoutez le message d’erreur exact." }
    new_case_severity { en "Severity" fr "Niveau de gravité" }
    new_case_language { en "Answer in" fr "Langue de réponse" }
    new_case_zone { en "Time zone" fr "Fuseau horaire" }
    new_case_submit { en "File the case" fr "Envoyer la demande" }
    new_case_filed(number: &str) { en "Case {number} was filed." fr "La demande {number} a été déposée." }
    new_case_restored { en "Your draft was kept. Last change:" fr "Votre brouillon a été conservé. Dernière modification :" }
    new_case_discard { en "Discard the draft" fr "Abandonner le brouillon" }
    new_case_discarded { en "The draft was discarded." fr "Le brouillon a été abandonné." }
    new_case_follows(number: &str) { en "Follow-up to case {number}." fr "Suite de la demande {number}." }
    english_in_language { en "English" fr "Anglais" }
    french_in_language { en "French" fr "Français" }
}
