//! The groups of a domain.

texts! {
    groups_title { en "Groups" fr "Groupes" }
    groups_lead { en "Accounts under one address. What is given to a group or shared with it counts for everybody in it." fr "Des comptes réunis sous une même adresse. Un rôle ou un partage accordé au groupe vaut pour tous ses membres." }
    groups_none { en "No group yet" fr "Aucun groupe pour le moment" }
    groups_none_text { en "Put colleagues who do the same work together, then give the group a role or share cases with it." fr "Réunissez des collègues qui font le même travail, puis attribuez un rôle au groupe ou partagez des demandes avec lui." }
    groups_add { en "Add a group" fr "Ajouter un groupe" }
    groups_name { en "Name" fr "Nom" }
    groups_email_hint(domain: &str) { en "Cases are shared with this address. It must belong to your domain: …@{domain}" fr "Les demandes se partagent avec cette adresse. Elle doit appartenir à votre domaine : …@{domain}" }
    groups_added(name: &str) { en "{name} was added." fr "Groupe ajouté : {name}." }
    groups_rename { en "Rename" fr "Renommer" }
    groups_rename_title(name: &str) { en "Rename {name}" fr "Renommer {name}" }
    groups_renamed(name: &str) { en "The group is now called {name}." fr "Le groupe s’appelle désormais {name}." }
    groups_end { en "End the group" fr "Supprimer le groupe" }
    groups_end_title(name: &str) { en "End {name}?" fr "Supprimer {name} ?" }
    groups_end_roles { en "Its members lose at once what they hold through it." fr "Ses membres perdent aussitôt ce qu’ils tiennent de lui." }
    groups_end_shares { en "Cases shared with its address are open to nobody through it any more." fr "Les demandes partagées avec son adresse ne sont plus visibles par son intermédiaire." }
    groups_end_accounts { en "The accounts themselves stay." fr "Les comptes eux-mêmes restent." }
    groups_ended(name: &str) { en "{name} has ended." fr "Groupe supprimé : {name}." }
    groups_members { en "Members" fr "Membres" }
    groups_no_member { en "Nobody yet" fr "Personne pour le moment" }
    groups_add_member { en "Add somebody" fr "Ajouter une personne" }
    groups_remove(name: &str) { en "Take {name} out of the group" fr "Retirer {name} du groupe" }
    groups_removed(name: &str, group: &str) { en "{name} is no longer in {group}." fr "{name} ne fait plus partie de {group}." }
    groups_roles { en "Roles" fr "Rôles" }
    groups_roles_change { en "Change roles" fr "Modifier les rôles" }
}
