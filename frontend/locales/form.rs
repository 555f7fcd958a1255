//! The form for a new case: its steps, what categories ask, what is pointed at.

texts! {
    steps_label { en "Steps of the form" fr "Étapes du formulaire" }
    step_whom { en "For whom" fr "Pour qui" }
    step_what { en "What" fr "Objet" }
    step_details { en "Details" fr "Détails" }
    step_contact { en "Severity and contact" fr "Gravité et contact" }
    step_review { en "Review" fr "Vérification" }
    step_is_done { en "complete" fr "complète" }
    step_back { en "Back" fr "Retour" }
    step_next { en "Continue" fr "Suivant" }
    form_own(title: &str) { en "The case is filed for {title}." fr "La demande est déposée pour {title}." }
    form_affected { en "Other affected resources" fr "Autres ressources concernées" }
    form_affected_hint { en "Type to find them; 20 at most." fr "Saisissez un nom pour les trouver ; 20 au plus." }
    form_take_off(what: &str) { en "Take off {what}" fr "Retirer {what}" }
    form_channel { en "Channel" fr "Canal d’assistance" }
    channel_email { en "E-mail" fr "E-mail" }
    channel_chat { en "Chat" fr "Chat en direct" }
    channel_phone { en "Call back by telephone" fr "Rappel par téléphone" }
    channel_video { en "Video call" fr "Appel vidéo" }
    form_call_number { en "Telephone number" fr "Numéro de téléphone" }
    form_call_at { en "When to call" fr "Heure d’appel souhaitée" }
    form_contacts { en "Contacts" fr "Contacts" }
    form_contacts_hint { en "E-mail addresses of people to reach, separated by commas. It does not let them see the case." fr "Adresses e-mail des personnes à joindre, séparées par des virgules. Cela ne leur donne pas accès à la demande." }
    form_share { en "Share with" fr "Partager avec" }
    form_share_hint { en "They see the case as soon as it is filed." fr "Ces personnes voient la demande dès son dépôt." }
    form_share_add { en "Add an address" fr "Ajouter une adresse" }
    form_consent { en "Third parties may be called in" fr "Autorisation d’assistance tierce" }
    form_consent_hint { en "Support may pass what is needed on to makers of software or hardware concerned." fr "L’assistance peut transmettre le nécessaire aux fabricants et éditeurs tiers concernés." }
    form_test { en "This is a test" fr "Ceci est un test" }
    form_test_hint { en "The case is marked as a test everywhere it appears." fr "La demande est signalée comme un test partout où elle apparaît." }
    test_case { en "Test" fr "Test" }
    yes { en "Yes" fr "Oui" }
    no { en "No" fr "Non" }
    percent(share: u8) { en "{share} %" fr "{share} %" }
    question_started_at { en "When did it begin?" fr "Quand le problème a-t-il commencé ?" }
    question_ended_at { en "When did it end?" fr "Quand a-t-il pris fin ?" }
    question_version { en "Version" fr "Version" }
    question_error_message { en "Error message" fr "Message d’erreur" }
    question_error_message_hint { en "Exactly as it appears." fr "Exactement tel qu’il s’affiche." }
    question_log { en "Log or trace" fr "Journal ou trace" }
    question_log_hint { en "Around the time of the problem; leave out personal data." fr "Autour du moment du problème ; omettez les données personnelles." }
    question_steps { en "Steps to reproduce" fr "Étapes pour reproduire le problème" }
    question_steps_hint { en "What you do, in order, and what happens." fr "Ce que vous faites, dans l’ordre, et ce qui se passe." }
    question_code { en "Code or command" fr "Code ou commande" }
    question_flow { en "Flow concerned" fr "Flux concerné" }
    question_flow_hint { en "From where, through what, to where." fr "D’où, par où et vers où." }
    question_users_affected { en "Share of users affected, in percent" fr "Part des utilisateurs concernés, en pourcentage" }
    question_business_impact { en "Impact on the business" fr "Impact sur l’activité" }
    question_business_impact_hint { en "What cannot be done, and from when on that costs you." fr "Ce qui n’est plus possible, et à partir de quand cela vous pénalise." }
    similar_title { en "This may help already" fr "Ceci peut déjà vous aider" }
    similar_issues { en "Known issues" fr "Problèmes connus" }
    similar_cases { en "Similar cases that you can see" fr "Demandes similaires que vous pouvez consulter" }
    opens_beside { en " (opens in a new tab)" fr " (s’ouvre dans un nouvel onglet)" }
    sensitive_title { en "This may be confidential" fr "Ceci est peut-être confidentiel" }
    sensitive_text { en "Nothing has been sent yet. Take out what support does not need; you can also leave it." fr "Rien n’a encore été envoyé. Retirez ce dont l’assistance n’a pas besoin ; vous pouvez aussi le laisser." }
    sensitive_place(field: &str, line: usize) { en "{field}, line {line}" fr "{field}, ligne {line}" }
    sensitive_show { en "Show" fr "Afficher" }
    sensitive_email { en "E-mail address" fr "Adresse e-mail" }
    sensitive_telephone { en "Telephone number" fr "Numéro de téléphone" }
    sensitive_card { en "Card number" fr "Numéro de carte bancaire" }
    sensitive_iban { en "Bank account" fr "Compte bancaire (IBAN)" }
    sensitive_private_key { en "Private key" fr "Clé privée" }
    sensitive_password { en "Password" fr "Mot de passe" }
    sensitive_token { en "Token" fr "Jeton d’accès" }
    sensitive_access_key { en "Access key" fr "Clé d’accès" }
    review_change { en "Change" fr "Modifier" }
    review_test { en "This case will be marked as a test." fr "Cette demande sera signalée comme un test." }
    review_seen { en "Who will see the case" fr "Qui verra la demande" }
    review_client(client: &str) { en "People of {client} whose role covers it" fr "Les membres de {client} dont le rôle le permet" }
    review_partner { en "Your reseller or support partner, as long as your organization lets it in" fr "Votre revendeur ou partenaire d’assistance, tant que votre organisation lui donne accès" }
    review_reseller { en "People of your company whose role covers it, as long as the client lets it in" fr "Les membres de votre société dont le rôle le permet, tant que le client lui donne accès" }
    review_managers { en "The reseller and the support partner that manage the client now, as long as it lets them in" fr "Le revendeur et le partenaire d’assistance qui gèrent actuellement le client, tant qu’il leur donne accès" }
    review_desk { en "The vendor’s support desk" fr "L’assistance de l’éditeur" }
    review_shared(email: &str, level: &str) { en "{email} ({level})" fr "{email} ({level})" }
    details_title { en "What was asked" fr "Informations demandées" }
    details_call { en "Call back" fr "Rappel" }
    questions_legend { en "Questions" fr "Questions" }
    questions_hint { en "“As above” asks what the category above asks." fr "« Comme au-dessus » reprend ce que demande la catégorie supérieure." }
    need_inherited { en "As above" fr "Comme au-dessus" }
    need_required { en "Required" fr "Obligatoire" }
    need_optional { en "Optional" fr "Facultative" }
    need_never { en "Not asked" fr "Non posée" }
    category_change { en "Change" fr "Modifier" }
    category_change_one(name: &str) { en "Change “{name}”" fr "Modifier « {name} »" }
    category_changed(name: &str) { en "“{name}” was changed." fr "« {name} » a été modifié." }
    category_keywords_en { en "Keywords in English" fr "Mots clés en anglais" }
    category_keywords_fr { en "Keywords in French" fr "Mots clés en français" }
    category_keywords_hint { en "Words by which people find the category, besides its name." fr "Mots par lesquels on trouve la catégorie, en plus de son nom." }
}
