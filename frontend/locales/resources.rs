//! A client's resource tree.

texts! {
    resources_title { en "Resources" fr "Ressources" }
    resources_lead { en "Folders and projects that cases are about. A role given at a node counts there and everywhere below." fr "Les dossiers et projets auxquels se rattachent les demandes. Un rôle attribué à un nœud vaut pour tout ce qu’il contient." }
    resources_none { en "No resource yet" fr "Aucune ressource pour le moment" }
    resources_none_text { en "With folders and projects, cases say what they are about, and roles can be given for a part." fr "Avec des dossiers et des projets, les demandes précisent leur objet et les rôles peuvent ne valoir que pour une partie." }
    resources_add_first { en "Add a folder or a project" fr "Ajouter un dossier ou un projet" }
    resource_organization { en "Organization" fr "Organisation" }
    resource_folder { en "Folder" fr "Dossier" }
    resource_project { en "Project" fr "Projet" }
    resource_folder_means { en "Holds folders and projects." fr "Contient des dossiers et des projets." }
    resource_project_means { en "What cases are about; holds nothing else." fr "L’objet des demandes ; ne contient rien d’autre." }
    resources_roles(n: usize) { en one "{n} role" other "{n} roles" fr one "{n} rôle" other "{n} rôles" }
    resources_add { en "Add" fr "Ajouter" }
    resources_add_in(parent: &str) { en "Add to {parent}" fr "Ajouter dans {parent}" }
    resources_kind { en "Kind" fr "Type" }
    resources_name { en "Name" fr "Nom" }
    resources_name_hint { en "Small letters, digits and dashes." fr "Minuscules, chiffres et tirets." }
    resources_added(name: &str) { en "{name} was added." fr "Ajouté : {name}." }
    resources_rename(name: &str) { en "Rename {name}" fr "Renommer {name}" }
    resources_renamed(name: &str) { en "It is now called {name}." fr "Nouveau nom : {name}." }
    resources_follow { en "Cases and roles follow; nobody sees more or less." fr "Les demandes et les rôles suivent ; personne ne voit plus ou moins qu’avant." }
    resources_move(name: &str) { en "Move {name}" fr "Déplacer {name}" }
    resources_move_short { en "Move" fr "Déplacer" }
    resources_into { en "Into" fr "Vers" }
    resources_move_text { en "Everything below moves with it, its cases too. Roles attached above it before stop counting for it; those attached above its new place begin to." fr "Tout son contenu est déplacé avec lui, demandes comprises. Les rôles attribués au-dessus de son emplacement actuel cessent de s’y appliquer ; ceux du nouvel emplacement s’y appliquent." }
    resources_moved(path: &str) { en "Moved: {path}." fr "Déplacé : {path}." }
    resources_nowhere { en "There is no other folder to move it to." fr "Il n’y a pas d’autre dossier où le déplacer." }
}
