//! Files of a case.

texts! {
    files_title { en "Files" fr "Fichiers" }
    files_none { en "No files yet." fr "Aucun fichier." }
    files_add { en "Add files" fr "Ajouter des fichiers" }
    files_limits { en "Drop files anywhere on this page, or paste them. 25 MB each, 100 MB per case. Everybody who sees the case can open them." fr "Déposez des fichiers n’importe où sur cette page, ou collez-les. 25 Mo par fichier, 100 Mo par demande. Tous ceux qui voient la demande peuvent les ouvrir." }
    files_later { en "They are sent once the case is filed; leaving this page forgets them." fr "Ils sont envoyés une fois la demande déposée ; quitter cette page les oublie." }
    files_left(left: &str) { en "There is room for {left} more." fr "Il reste de la place pour {left}." }
    files_closed { en "The case is closed: reopen it to add files." fr "La demande est close : rouvrez-la pour ajouter des fichiers." }
    files_drop { en "Drop the files here to add them to the case" fr "Déposez les fichiers ici pour les ajouter à la demande" }
    files_clip { en "Go to the files" fr "Aller aux fichiers" }
    files_sending { en "Files being sent" fr "Fichiers en cours d’envoi" }
    files_preview(name: &str) { en "Preview of {name}" fr "Aperçu de {name}" }
    files_new_tab { en "(opens in a new tab)" fr "(dans un nouvel onglet)" }
    file_waits { en "Waiting" fr "En attente" }
    file_sent_part(sent: &str, size: &str) { en "{sent} of {size}" fr "{sent} sur {size}" }
    file_finishing { en "Being stored" fr "Enregistrement" }
    file_cancel { en "Cancel" fr "Annuler" }
    file_cancel_with(name: &str) { en "Cancel {name}" fr "Annuler {name}" }
    file_again { en "Try again" fr "Réessayer" }
    file_again_with(name: &str) { en "Try {name} again" fr "Réessayer {name}" }
    file_dismiss_with(name: &str) { en "Remove {name} from this list" fr "Retirer {name} de cette liste" }
    file_added(name: &str) { en "{name} was added." fr "{name} a été ajouté." }
    file_too_large { en "Larger than 25 MB: it was not sent. Compress it, or give a link in a comment." fr "Plus de 25 Mo : le fichier n’a pas été envoyé. Compressez-le, ou indiquez un lien dans un commentaire." }
    file_no_room { en "The case has no room left for it: it was not sent." fr "La demande n’a plus assez de place : le fichier n’a pas été envoyé." }
    file_broke_off { en "The connection broke off. Nothing was stored." fr "La connexion a été interrompue. Rien n’a été enregistré." }
    file_remove { en "Remove" fr "Retirer" }
    file_remove_with(name: &str) { en "Remove {name}" fr "Retirer {name}" }
    file_remove_title { en "Remove this file" fr "Retirer ce fichier" }
    file_remove_means { en "What is in the file is deleted for good. Its name and your reason stay, for everybody who sees the case." fr "Le contenu du fichier est supprimé définitivement. Son nom et votre motif restent visibles de tous ceux qui voient la demande." }
    file_reason { en "Reason" fr "Motif" }
    file_removed(name: &str) { en "{name} was removed." fr "{name} a été retiré." }
    file_removed_by { en "Removed by" fr "Retiré par" }
    event_attached(name: &str, size: &str) { en "added “{name}” ({size})" fr "a ajouté « {name} » ({size})" }
    event_redacted(name: &str, why: &str) { en "removed “{name}”: {why}" fr "a retiré « {name} » : {why}" }
    size_bytes(n: u64) { en "{n} B" fr "{n} o" }
    size_kilo(n: &str) { en "{n} kB" fr "{n} ko" }
    size_mega(n: &str) { en "{n} MB" fr "{n} Mo" }
}
