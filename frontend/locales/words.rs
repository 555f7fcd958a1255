//! The words of the field: states, severities, kinds, rights.

texts! {
    state_new { en "New" fr "Nouvelle" }
    state_in_progress { en "In progress" fr "En cours" }
    state_action_required { en "Action required" fr "Action requise" }
    state_solution_provided { en "Solution provided" fr "Solution proposée" }
    state_closed { en "Closed" fr "Close" }
    severity_p1 { en "P1 – Critical" fr "P1 – Critique" }
    severity_p2 { en "P2 – High" fr "P2 – Élevée" }
    severity_p3 { en "P3 – Medium" fr "P3 – Moyenne" }
    severity_p4 { en "P4 – Low" fr "P4 – Faible" }
    severity_p1_means { en "The service is down or unusable in production, and there is no way around it." fr "Le service est interrompu ou inutilisable en production, sans solution de contournement." }
    severity_p2_means { en "The service is badly impaired; work goes on, but with great difficulty." fr "Le service est fortement dégradé ; le travail se poursuit, mais très difficilement." }
    severity_p3_means { en "The service is impaired in part, or there is a way around." fr "Le service est partiellement dégradé, ou une solution de contournement existe." }
    severity_p4_means { en "A question, a request, or a fault with little effect." fr "Une question, une demande d’évolution ou un défaut sans grande conséquence." }
    kind_vendor { en "Vendor" fr "Éditeur" }
    kind_reseller { en "Reseller" fr "Revendeur" }
    kind_client { en "Client" fr "Client" }
}
