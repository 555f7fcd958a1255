//! The vendor's pages: domains, organizations, plans, catalogue, transfers.

texts! {
    domains_title { en "Domains" fr "Domaines" }
    organizations_title { en "Organizations" fr "Organisations" }
    plans_title { en "Support plans" fr "Formules d’assistance" }
    catalogue_title { en "Catalogue" fr "Catalogue" }
    transfers_title { en "Transfers" fr "Transferts" }
}
