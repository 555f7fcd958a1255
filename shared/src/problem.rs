//! Problem documents (RFC 9457): what a refusal says, in the reader's language.

use crate::case::Move;
use crate::validate::Violation;
use crate::words::{Language, words};
use serde::{Deserialize, Serialize};

words! {
    /// The stable code of a refusal.
    Code {
        /// Not signed in to this domain.
        Unauthenticated = "unauthenticated",
        /// Address and password do not belong together.
        WrongCredentials = "wrong-credentials",
        /// One may see it, but not do that.
        Forbidden = "forbidden",
        /// The client has not let the reseller in, or not any more.
        DelegationRequired = "delegation-required",
        /// The client let the reseller in, but not for this.
        ScopeMissing = "scope-missing",
        /// The current password given is wrong.
        CurrentPasswordWrong = "current-password-wrong",
        /// The request was sent by another site.
        CrossOrigin = "cross-origin",
        /// It does not exist, or one may not know that it does.
        NotFound = "not-found",
        /// No such one-time link, or it was used, or it is too old.
        InvitationInvalid = "invitation-invalid",
        /// The address does not know this method.
        MethodNotAllowed = "method-not-allowed",
        /// The body did not come in time.
        RequestTimeout = "request-timeout",
        /// The state of the case does not allow it.
        MoveNotAllowed = "move-not-allowed",
        /// It was closed more than 30 days ago.
        ReopenWindowPassed = "reopen-window-passed",
        /// The client's management would overlap.
        TenureOverlap = "tenure-overlap",
        /// The tenure has begun and cannot be cancelled.
        TenureBegun = "tenure-begun",
        /// Somebody else manages the client by now.
        TenureChanged = "tenure-changed",
        /// It is still needed: people hold it, or something lies below it.
        InUse = "in-use",
        /// There is one already.
        AlreadyExists = "already-exists",
        /// The last one cannot be removed.
        LastAdministrator = "last-administrator",
        /// A colleague works the case already.
        TakenAlready = "taken-already",
        /// The case is with the first line already.
        NotHandedOver = "not-handed-over",
        /// The body is longer than allowed.
        TooLarge = "too-large",
        /// The body is not of a type that is understood here.
        UnsupportedMediaType = "unsupported-media-type",
        /// The request cannot be read at all.
        Malformed = "malformed",
        /// Fields were refused; see `errors`.
        InvalidInput = "invalid-input",
        /// The same `Idempotency-Key` came with another request.
        IdempotencyMismatch = "idempotency-mismatch",
        /// There are more rows than a file is made of.
        TooManyRows = "too-many-rows",
        /// One keeps as many as one can.
        LimitReached = "limit-reached",
        /// The case holds as many files as it may.
        CaseFull = "case-full",
        /// The support desk has removed the file.
        Redacted = "redacted",
        /// There is no room left for files.
        StorageFull = "storage-full",
        /// Too many at once, or too often.
        TooManyRequests = "too-many-requests",
        /// It changed since it was looked at.
        ChangedMeanwhile = "changed-meanwhile",
        /// The client's plan does not offer escalation.
        EscalationNotOffered = "escalation-not-offered",
        /// The case is escalated already.
        AlreadyEscalated = "already-escalated",
        /// No escalation waits for that.
        NotEscalated = "not-escalated",
        /// The case was merged into another.
        CaseMerged = "case-merged",
        /// The cases belong to different clients.
        OtherClient = "other-client",
        /// The domain has rated this closing already.
        AlreadyRated = "already-rated",
        /// A fault of the server; nothing was changed.
        Internal = "internal",
        /// The server or its database is busy or away.
        Unavailable = "unavailable",
    }
}

impl Code {
    /// The HTTP status that goes with the code.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unauthenticated | Self::WrongCredentials => 401,
            Self::Forbidden
            | Self::DelegationRequired
            | Self::ScopeMissing
            | Self::CurrentPasswordWrong
            | Self::CrossOrigin => 403,
            Self::NotFound | Self::InvitationInvalid => 404,
            Self::MethodNotAllowed => 405,
            Self::RequestTimeout => 408,
            Self::MoveNotAllowed
            | Self::ReopenWindowPassed
            | Self::TenureOverlap
            | Self::TenureBegun
            | Self::TenureChanged
            | Self::InUse
            | Self::AlreadyExists
            | Self::LimitReached
            | Self::LastAdministrator
            | Self::ChangedMeanwhile
            | Self::EscalationNotOffered
            | Self::AlreadyEscalated
            | Self::NotEscalated
            | Self::CaseMerged
            | Self::OtherClient
            | Self::AlreadyRated
            | Self::TakenAlready
            | Self::NotHandedOver
            | Self::Redacted => 409,
            Self::TooLarge | Self::CaseFull => 413,
            Self::UnsupportedMediaType => 415,
            Self::InvalidInput | Self::IdempotencyMismatch | Self::TooManyRows => 422,
            Self::TooManyRequests => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
            Self::StorageFull => 507,
        }
    }

    /// What happened and what can be done about it, for a person.
    #[must_use]
    pub const fn sentence(self, language: Language) -> &'static str {
        let (en, fr) = match self {
            Self::Unauthenticated => (
                "Sign in to this domain first.",
                "Connectez-vous d’abord à ce domaine.",
            ),
            Self::WrongCredentials => (
                "This address and password do not belong together.",
                "L’adresse et le mot de passe ne correspondent pas.",
            ),
            Self::Forbidden => (
                "Your role does not let you do that. An administrator of your domain can change it.",
                "Votre rôle ne permet pas cette action. Un administrateur de votre domaine peut le modifier.",
            ),
            Self::DelegationRequired => (
                "This client has not given your company access. One of its administrators can grant it under Reseller access.",
                "Ce client n’a pas donné accès à votre société. L’un de ses administrateurs peut l’accorder sous Accès revendeur.",
            ),
            Self::ScopeMissing => (
                "The access this client gave your company does not cover that. One of its administrators can widen it under Reseller access.",
                "L’accès accordé par ce client à votre société ne couvre pas cette action. L’un de ses administrateurs peut l’élargir sous Accès revendeur.",
            ),
            Self::CurrentPasswordWrong => (
                "The current password is not right.",
                "Le mot de passe actuel n’est pas le bon.",
            ),
            Self::CrossOrigin => (
                "This request came from another site and was not carried out.",
                "Cette requête vient d’un autre site et n’a pas été exécutée.",
            ),
            Self::NotFound => (
                "There is nothing here that you may see.",
                "Il n’y a rien ici que vous puissiez voir.",
            ),
            Self::InvitationInvalid => (
                "This link was used already or is too old. Ask for a new one.",
                "Ce lien a déjà servi ou n’est plus valable. Demandez-en un nouveau.",
            ),
            Self::MethodNotAllowed => (
                "This address does not know that method.",
                "Cette adresse ne connaît pas cette méthode.",
            ),
            Self::RequestTimeout => (
                "The request did not arrive in time. Try again.",
                "La requête n’est pas arrivée à temps. Réessayez.",
            ),
            Self::MoveNotAllowed => (
                "The state of the case does not allow that.",
                "L’état de la demande ne le permet pas.",
            ),
            Self::ReopenWindowPassed => (
                "The case was closed more than 30 days ago. File a new one that refers to it.",
                "La demande est close depuis plus de 30 jours. Déposez-en une nouvelle qui y renvoie.",
            ),
            Self::TenureOverlap => (
                "The client is managed by another reseller during that time.",
                "Le client est géré par un autre revendeur pendant cette période.",
            ),
            Self::TenureBegun => (
                "This period of management has begun and cannot be cancelled; transfer the client instead.",
                "Cette période de gestion a commencé et ne peut être annulée ; transférez plutôt le client.",
            ),
            Self::TenureChanged => (
                "Somebody else manages this client by now. Look at it again before you transfer it.",
                "Ce client est désormais géré par un autre. Vérifiez avant de le transférer.",
            ),
            Self::InUse => (
                "This is still in use. Take it away from those who use it first.",
                "Ceci sert encore. Retirez-le d’abord à ceux qui s’en servent.",
            ),
            Self::AlreadyExists => (
                "There is one by that name already.",
                "Il en existe déjà un de ce nom.",
            ),
            Self::LastAdministrator => (
                "The last administrator cannot be removed. Give somebody else the role first.",
                "Le dernier administrateur ne peut être retiré. Donnez d’abord ce rôle à quelqu’un d’autre.",
            ),
            Self::TakenAlready => (
                "A colleague works this case already. Agree with them, then assign it to yourself.",
                "Un collègue traite déjà cette demande. Mettez-vous d’accord, puis attribuez-la-vous.",
            ),
            Self::NotHandedOver => (
                "This case is with the first line already: there is nothing to take back. Take it instead.",
                "Cette demande est déjà au premier niveau : il n’y a rien à reprendre. Prenez-la plutôt.",
            ),
            Self::TooLarge => (
                "That is larger than allowed.",
                "C’est plus volumineux que permis.",
            ),
            Self::UnsupportedMediaType => (
                "Send JSON with the type application/json, and a file as it is, not as a form.",
                "Envoyez du JSON avec le type application/json, et un fichier tel quel, sans formulaire.",
            ),
            Self::Malformed => ("The request cannot be read.", "La requête est illisible."),
            Self::InvalidInput => (
                "Some fields need your attention.",
                "Certains champs sont à revoir.",
            ),
            Self::IdempotencyMismatch => (
                "This idempotency key was used for another request.",
                "Cette clé d’idempotence a servi à une autre requête.",
            ),
            Self::TooManyRows => (
                "More than 10,000 cases are not put into one file. Narrow the list with a filter.",
                "Un fichier ne peut contenir plus de 10 000 demandes. Réduisez la liste à l’aide d’un filtre.",
            ),
            Self::LimitReached => (
                "You keep as many as you can already. Remove one first.",
                "Vous en conservez déjà autant que possible. Supprimez-en un d’abord.",
            ),
            Self::CaseFull => (
                "A case holds 100 MB of files at most, and 200 of them. Put several into one archive, or give a link.",
                "Une demande contient au plus 100 Mo de fichiers, et 200 fichiers. Regroupez-en plusieurs dans une archive, ou indiquez un lien.",
            ),
            Self::Redacted => (
                "The support desk has removed this file.",
                "L’assistance a retiré ce fichier.",
            ),
            Self::StorageFull => (
                "There is no room left for files. Nothing was stored; an administrator of the portal can make room.",
                "Il n’y a plus de place pour les fichiers. Rien n’a été enregistré ; un administrateur du portail peut en libérer.",
            ),
            Self::TooManyRequests => (
                "Too many attempts. Wait a little and try again.",
                "Trop de tentatives. Patientez un peu puis réessayez.",
            ),
            Self::ChangedMeanwhile => (
                "Somebody changed this case while you were at it. Look at what is new, then try again.",
                "Quelqu’un a modifié cette demande entre-temps. Regardez ce qui a changé, puis réessayez.",
            ),
            Self::EscalationNotOffered => (
                "The client’s support plan does not include escalation. You can raise the severity instead.",
                "La formule d’assistance du client n’inclut pas l’escalade. Vous pouvez relever le niveau de gravité.",
            ),
            Self::AlreadyEscalated => (
                "This case is escalated already. Add what is new as a comment.",
                "Cette demande a déjà été remontée. Ajoutez ce qui est nouveau en commentaire.",
            ),
            Self::NotEscalated => (
                "No escalation of this case waits for that.",
                "Aucune escalade de cette demande n’attend cette action.",
            ),
            Self::CaseMerged => (
                "This case was closed as a duplicate of another. Comment on that one; if you do not see it, file a new case.",
                "Cette demande a été close comme doublon d’une autre. Commentez cette dernière ; si vous ne la voyez pas, déposez une nouvelle demande.",
            ),
            Self::OtherClient => (
                "These cases belong to different clients and cannot be merged. You can link them instead.",
                "Ces demandes appartiennent à des clients différents et ne peuvent être fusionnées. Vous pouvez les lier.",
            ),
            Self::AlreadyRated => (
                "Your company has rated this case already.",
                "Votre société a déjà évalué cette demande.",
            ),
            Self::Internal => (
                "Something went wrong on our side. Nothing was changed.",
                "Une erreur s’est produite de notre côté. Rien n’a été modifié.",
            ),
            Self::Unavailable => (
                "The service is busy. Try again in a moment.",
                "Le service est occupé. Réessayez dans un instant.",
            ),
        };
        match language {
            Language::En => en,
            Language::Fr => fr,
        }
    }
}

/// What is wrong with a field, for a person; `None` for a code this version does not know.
#[must_use]
pub fn field_sentence(code: &str, language: Language) -> Option<&'static str> {
    let (en, fr) = match code {
        "required" => ("This is needed.", "Ce champ est nécessaire."),
        "too-long" => ("This is too long.", "C’est trop long."),
        "control-characters" => (
            "This holds characters that cannot be shown.",
            "Ce champ contient des caractères non imprimables.",
        ),
        "email" => (
            "This is not an e-mail address.",
            "Ce n’est pas une adresse e-mail.",
        ),
        "email-domain" => (
            "The address must belong to the domain.",
            "L’adresse doit appartenir au domaine.",
        ),
        "domain-name" => (
            "This is not a domain name such as client.example.com.",
            "Ce n’est pas un nom de domaine comme client.example.com.",
        ),
        "key" => (
            "Use small letters, digits and dashes, 40 at most.",
            "Utilisez des minuscules, des chiffres et des tirets, 40 au plus.",
        ),
        "password-too-short" => ("Use at least 10 characters.", "Utilisez au moins 10 caractères."),
        "time-zone" => (
            "This is not a time zone such as Europe/Paris.",
            "Ce n’est pas un fuseau horaire comme Europe/Paris.",
        ),
        "unknown-field" => ("This field is not known here.", "Ce champ n’est pas connu ici."),
        "wrong-type" => ("This value cannot be read.", "Cette valeur est illisible."),
        "unknown" => ("There is none by that name.", "Il n’en existe pas de ce nom."),
        "retired" => ("This is not offered any more.", "Ceci n’est plus proposé."),
        "future" => ("This lies in the future.", "Cette date est à venir."),
        "past" => ("This lies in the past.", "Cette date est passée."),
        "expiry-required" => (
            "Access for a former reseller needs an end.",
            "L’accès d’un ancien revendeur doit avoir une fin.",
        ),
        "nothing-to-change" => (
            "Nothing to change was given.",
            "Aucune modification n’a été indiquée.",
        ),
        "already-theirs" => (
            "This reseller manages the client already.",
            "Ce revendeur gère déjà le client.",
        ),
        "open-or-ended" => (
            "Either it has ended, or it has not.",
            "La période est soit terminée, soit en cours.",
        ),
        "backwards" => ("The end lies before the beginning.", "La fin précède le début."),
        "share-reseller" => (
            "You can share with people of the client, of the vendor and of your own company.",
            "Vous pouvez partager avec le client, l’éditeur et votre propre société.",
        ),
        "share-outside" => (
            "Your organization shares only with its own people, the vendor and the resellers it lets in.",
            "Votre organisation ne partage qu’avec ses membres, l’éditeur et les revendeurs autorisés.",
        ),
        "already-yours" => (
            "The client lets you do all of this already.",
            "Le client vous autorise déjà tout cela.",
        ),
        "share-not-theirs" => (
            "This address does not belong to the reseller.",
            "Cette adresse n’appartient pas au revendeur.",
        ),
        "not-below-itself" => (
            "A folder cannot lie in itself.",
            "Un dossier ne peut être contenu dans lui-même.",
        ),
        "project-holds-nothing" => (
            "Nothing can lie in a project.",
            "Un projet ne peut rien contenir.",
        ),
        "no-organization" => (
            "Your domain belongs to no organization.",
            "Votre domaine n’appartient à aucune organisation.",
        ),
        "root-only" => (
            "This role counts for the whole organization only.",
            "Ce rôle ne vaut que pour l’organisation entière.",
        ),
        "privilege-not-offered" => (
            "A role cannot be made of this.",
            "Un rôle ne peut contenir ce droit.",
        ),
        "name" => (
            "Use letters, digits, spaces, dashes and underscores, 40 at most.",
            "Utilisez des lettres, des chiffres, des espaces, des tirets et des soulignés, 40 au plus.",
        ),
        "cursor" => (
            "This page does not exist; start again from the first.",
            "Cette page n’existe pas ; repartez de la première.",
        ),
        "instant" => (
            "This is neither a date and time such as 2026-03-01T00:00:00Z nor days such as 7d.",
            "Ce n’est ni une date et heure comme 2026-03-01T00:00:00Z, ni un nombre de jours comme 7d.",
        ),
        "twice" => ("Name each of them once.", "Ne nommez chacun qu’une fois."),
        "too-many" => ("There are too many of them.", "Il y en a trop."),
        "not-at-desk" => (
            "Nobody of that address works at the support desk.",
            "Personne à cette adresse ne travaille à l’assistance.",
        ),
        "not-engineer" => (
            "This case is for engineers, and that person is none.",
            "Cette demande est destinée aux ingénieurs, et cette personne n’en est pas un.",
        ),
        "only-with-solution" => (
            "This goes with a solution only.",
            "Ceci n’accompagne qu’une solution.",
        ),
        "placeholder" => (
            "A placeholder is none of {{client}}, {{number}} and {{name}}.",
            "Seules les variables {{client}}, {{number}} et {{name}} sont connues.",
        ),
        "not-yours" => (
            "You cannot give a role that you may not give.",
            "Vous ne pouvez pas donner ce rôle.",
        ),
        "score" => ("Choose a score from 1 to 5.", "Choisissez une note de 1 à 5."),
        "same-case" => ("This is the same case.", "C’est la même demande."),
        "other-client" => (
            "That case belongs to another client.",
            "Cette demande appartient à un autre client.",
        ),
        "hours-overlap" => (
            "These hours lie over others of the same day.",
            "Ces horaires en chevauchent d’autres du même jour.",
        ),
        "date" => (
            "This is not a date such as 2026-05-01.",
            "Ce n’est pas une date comme 2026-05-01.",
        ),
        "percent" => (
            "Give a share between 0 and 100.",
            "Indiquez une part entre 0 et 100.",
        ),
        "telephone" => (
            "This is not a telephone number.",
            "Ce n’est pas un numéro de téléphone.",
        ),
        "no-call" => (
            "A call back belongs to the telephone or a video call.",
            "Un rappel ne va qu’avec le téléphone ou la vidéo.",
        ),
        _ => return None,
    };
    Some(match language {
        Language::En => en,
        Language::Fr => fr,
    })
}

/// A refusal, as `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(poem_openapi::Object))]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: Code,
    /// A sentence in the reader's language.
    pub title: String,
    /// The fields that were refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Violation>,
    /// With `move-not-allowed`: what the state allows instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<Move>,
    /// Names the line of the server's log, for faults of the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
}

impl Problem {
    /// The problem of a code, in a language.
    #[must_use]
    pub fn new(code: Code, language: Language) -> Self {
        Self {
            status: code.status(),
            code,
            title: code.sentence(language).to_owned(),
            errors: Vec::new(),
            possible: Vec::new(),
            incident: None,
        }
    }

    /// With the fields that were refused, each with its sentence.
    #[must_use]
    pub fn with_errors(mut self, mut errors: Vec<Violation>, language: Language) -> Self {
        for error in &mut errors {
            if error.detail.is_empty() {
                // One of many cases is refused for a reason that a whole request may be, too.
                let whole = || Some(error.code.parse::<Code>().ok()?.sentence(language));
                error.detail = field_sentence(&error.code, language)
                    .or_else(whole)
                    .unwrap_or_default()
                    .to_owned();
            }
        }
        self.errors = errors;
        self
    }
}
