-- Lists: narrowed by product, by who filed, by instant; and those that people keep.

-- Walked in order, with what predicates and filters ask behind it (see 0010_fast_lists.sql). Whoever asks
-- for the cases somebody filed begins with those.
CREATE INDEX cases_product ON cases (product_id, updated_at, id, state, severity);
CREATE INDEX cases_domain_product ON cases
    (domain_id, product_id, updated_at, id, state, severity, resource_id, resale_managed_by, partner_managed_by);
CREATE INDEX cases_resale_product ON cases (resale_managed_by, product_id, updated_at, id, state, severity, domain_id)
    WHERE resale_managed_by IS NOT NULL;
CREATE INDEX cases_partner_product ON cases (partner_managed_by, product_id, updated_at, id, state, severity, domain_id)
    WHERE partner_managed_by IS NOT NULL;
CREATE INDEX cases_filed_by ON cases (filed_by, updated_at, id);
-- For counts, as those of 0010: of a client's own.
CREATE INDEX domains_resellers ON domains (id) WHERE kind = 'reseller';
CREATE INDEX cases_domain_count ON cases (domain_id, state, severity, resource_id);

-- A share carries its case's product too, by triggers beside those of state and severity.
ALTER TABLE shares ADD COLUMN product_id BLOB;
UPDATE shares SET product_id = c.product_id FROM cases c WHERE c.id = shares.case_id;
CREATE TRIGGER shares_follow_product AFTER UPDATE OF product_id ON cases
WHEN NEW.product_id IS NOT OLD.product_id
BEGIN
    UPDATE shares SET product_id = NEW.product_id WHERE case_id = NEW.id;
END;
CREATE TRIGGER shares_copy_product AFTER INSERT ON shares
BEGIN
    UPDATE shares SET product_id = (SELECT c.product_id FROM cases c WHERE c.id = NEW.case_id) WHERE id = NEW.id;
END;
CREATE INDEX shares_product ON shares
    (email, product_id, updated_at, case_id, state, severity, domain_id, shared_in, expires_at, ended_at)
    WHERE ended_at IS NULL;

-- Lists that an account keeps: filter and columns as JSON. The list opens with one of them at most.
CREATE TABLE views (
    id         BLOB PRIMARY KEY NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name       TEXT NOT NULL,
    filter     TEXT NOT NULL,
    shown      TEXT NOT NULL,
    opens      INTEGER NOT NULL DEFAULT 0 CHECK (opens IN (0, 1)),
    created_at INTEGER NOT NULL,
    CONSTRAINT views_name UNIQUE (account_id, name)
) STRICT;
CREATE UNIQUE INDEX views_opens ON views (account_id) WHERE opens = 1;

-- Ligatures are spelled out in searches from now on: so they are in what was indexed before.
UPDATE case_search SET words = replace(replace(replace(words, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss')
    WHERE instr(words, 'œ') OR instr(words, 'æ') OR instr(words, 'ß');
