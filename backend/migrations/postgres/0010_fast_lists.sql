-- Lists and counts read indexes alone: what filters and predicates ask of a case stands behind the
-- order. Measured in docs/performance.md.

DROP INDEX cases_updated;
CREATE INDEX cases_updated ON cases (updated_at, id, state, severity);
DROP INDEX cases_state;
CREATE INDEX cases_state ON cases (state, updated_at, id, severity);
DROP INDEX cases_domain;
CREATE INDEX cases_domain ON cases
    (domain_id, updated_at, id, state, severity, resource_id, resale_managed_by, partner_managed_by);
DROP INDEX cases_domain_state;
CREATE INDEX cases_domain_state ON cases
    (domain_id, state, updated_at, id, severity, resource_id, resale_managed_by, partner_managed_by);
DROP INDEX cases_of_resource;
CREATE INDEX cases_of_resource ON cases (resource_id, updated_at, id, state, severity) WHERE resource_id IS NOT NULL;
DROP INDEX cases_resale;
CREATE INDEX cases_resale ON cases (resale_managed_by, updated_at, id, state, severity, domain_id)
    WHERE resale_managed_by IS NOT NULL;
DROP INDEX cases_resale_state;
CREATE INDEX cases_resale_state ON cases (resale_managed_by, state, updated_at, id, severity, domain_id)
    WHERE resale_managed_by IS NOT NULL;
DROP INDEX cases_partner;
CREATE INDEX cases_partner ON cases (partner_managed_by, updated_at, id, state, severity, domain_id)
    WHERE partner_managed_by IS NOT NULL;
DROP INDEX cases_partner_state;
CREATE INDEX cases_partner_state ON cases (partner_managed_by, state, updated_at, id, severity, domain_id)
    WHERE partner_managed_by IS NOT NULL;

-- For counts.
CREATE INDEX cases_count ON cases (state, severity);
CREATE INDEX cases_resale_count ON cases (resale_managed_by, state, severity, domain_id)
    WHERE resale_managed_by IS NOT NULL;
CREATE INDEX cases_partner_count ON cases (partner_managed_by, state, severity, domain_id, resale_managed_by)
    WHERE partner_managed_by IS NOT NULL;

-- A share carries of its case, besides updated_at, what lists are narrowed by.
ALTER TABLE shares ADD COLUMN domain_id UUID;
ALTER TABLE shares ADD COLUMN state TEXT;
ALTER TABLE shares ADD COLUMN severity TEXT;
UPDATE shares SET domain_id = c.domain_id, state = c.state, severity = c.severity
    FROM cases c WHERE c.id = shares.case_id;
DROP TRIGGER shares_follow_case ON cases;
CREATE OR REPLACE FUNCTION shares_follow_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE shares SET updated_at = NEW.updated_at, state = NEW.state, severity = NEW.severity WHERE case_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER shares_follow_case AFTER UPDATE OF updated_at, state, severity ON cases FOR EACH ROW
    WHEN (NEW.updated_at <> OLD.updated_at OR NEW.state <> OLD.state OR NEW.severity <> OLD.severity)
    EXECUTE FUNCTION shares_follow_case();
CREATE FUNCTION shares_copy_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT c.domain_id, c.state, c.severity INTO NEW.domain_id, NEW.state, NEW.severity
        FROM cases c WHERE c.id = NEW.case_id;
    RETURN NEW;
END $$;
CREATE TRIGGER shares_copy_case BEFORE INSERT ON shares FOR EACH ROW EXECUTE FUNCTION shares_copy_case();
DROP INDEX shares_email;
CREATE INDEX shares_email ON shares (email, updated_at, case_id, state, severity, domain_id, shared_in, expires_at, ended_at)
    WHERE ended_at IS NULL;
CREATE INDEX shares_count ON shares (email, state, severity, case_id, domain_id, shared_in, expires_at, ended_at)
    WHERE ended_at IS NULL;

-- Who is let in, without the rows of who was.
CREATE INDEX delegations_standing ON delegations (reseller_id, client_id, granted_at, expires_at, scopes, revoked_at)
    WHERE revoked_at IS NULL;
-- Whose stamps may still have to be cleared.
CREATE INDEX delegations_ending ON delegations (reseller_id, revoked_at, expires_at)
    WHERE cleared_at IS NULL AND (revoked_at IS NOT NULL OR expires_at IS NOT NULL);
