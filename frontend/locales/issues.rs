//! Known issues: what the vendor publishes.

texts! {
    issues_title { en "Known issues" fr "Problèmes connus" }
    issues_lead { en "What is known already. It is offered to whoever files a case about it." fr "Ce qui est déjà connu. C’est proposé à toute personne qui dépose une demande à ce sujet." }
    issues_caption { en "Known issues, newest first" fr "Problèmes connus, les plus récents en tête" }
    issues_none { en "No known issue" fr "Aucun problème connu" }
    issues_none_text { en "Publish one when several cases are about the same thing." fr "Publiez-en un lorsque plusieurs demandes portent sur le même sujet." }
    issues_publish { en "Publish an issue" fr "Publier un problème" }
    issues_publish_now { en "Publish" fr "Publier" }
    issues_published { en "The issue was published." fr "Le problème a été publié." }
    issues_changed { en "The issue was changed." fr "Le problème a été modifié." }
    issues_title_en { en "Title in English" fr "Titre en anglais" }
    issues_title_fr { en "Title in French" fr "Titre en français" }
    issues_body_en { en "Text in English" fr "Texte en anglais" }
    issues_body_fr { en "Text in French" fr "Texte en français" }
    issues_body_hint { en "What is known, and what one can do meanwhile. Name no client." fr "Ce qui est connu, et ce qu’on peut faire en attendant. Ne nommez aucun client." }
    issues_product { en "Product" fr "Produit" }
    issues_product_hint { en "The product’s key, as in the catalogue. Empty: every product." fr "La clé du produit, comme au catalogue. Vide : tous les produits." }
    issues_change { en "Change" fr "Modifier" }
    issues_change_title { en "Change the issue" fr "Modifier le problème" }
    issues_end { en "End" fr "Clore" }
    issues_again { en "Publish again" fr "Publier à nouveau" }
    issues_ended { en "The issue is not offered any more." fr "Le problème n’est plus proposé." }
    issues_restored { en "The issue is offered again." fr "Le problème est de nouveau proposé." }
    issues_over { en "Ended" fr "Terminé" }
    issue_since { en "Published" fr "Publié" }
}
