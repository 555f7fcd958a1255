-- Tenures that were entered wrongly are corrected, and their cases stamped anew, in one transaction
-- that holds a correction open. Nothing else may move a stamp.

CREATE TABLE corrections (
    id           BLOB PRIMARY KEY NOT NULL,
    client_id    BLOB NOT NULL REFERENCES domains (id),
    tenure_id    BLOB NOT NULL REFERENCES tenures (id),
    corrected_by BLOB NOT NULL REFERENCES accounts (id),
    at           INTEGER NOT NULL,
    reason       TEXT NOT NULL,
    reseller_id  BLOB NOT NULL REFERENCES domains (id),
    from_at      INTEGER NOT NULL,
    to_at        INTEGER,
    -- What it was before stands above; open while the stamps are being moved.
    done_at      INTEGER
) STRICT;
CREATE UNIQUE INDEX corrections_one_open ON corrections (client_id) WHERE done_at IS NULL;
CREATE INDEX corrections_tenure ON corrections (tenure_id, at);

DROP TRIGGER cases_frozen;
CREATE TRIGGER cases_frozen BEFORE UPDATE OF
    id, number, domain_id, filed_by, filed_in, filed_at,
    resale_tenure_id, resale_domain_id, partner_tenure_id, partner_domain_id ON cases
WHEN NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.domain_id <> OLD.domain_id
  OR NEW.filed_by <> OLD.filed_by OR NEW.filed_in <> OLD.filed_in OR NEW.filed_at <> OLD.filed_at
  OR ((NEW.resale_tenure_id IS NOT OLD.resale_tenure_id OR NEW.resale_domain_id IS NOT OLD.resale_domain_id
       OR NEW.partner_tenure_id IS NOT OLD.partner_tenure_id OR NEW.partner_domain_id IS NOT OLD.partner_domain_id)
      AND NOT EXISTS (SELECT 1 FROM corrections x WHERE x.client_id = NEW.domain_id AND x.done_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'cases_frozen'); END;

DROP TRIGGER tenures_keep_stamps_update;
CREATE TRIGGER tenures_keep_stamps_update BEFORE UPDATE ON tenures
WHEN NOT EXISTS (SELECT 1 FROM corrections x WHERE x.client_id = NEW.client_id AND x.tenure_id = NEW.id
                 AND x.done_at IS NULL AND NEW.id = OLD.id AND NEW.client_id = OLD.client_id AND NEW.kind = OLD.kind)
  AND (NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR NEW.reseller_id <> OLD.reseller_id OR NEW.kind <> OLD.kind
  OR EXISTS (
    SELECT 1 FROM cases c WHERE c.resale_tenure_id = OLD.id
      AND NOT (c.filed_at >= NEW.from_at AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at)))
  OR EXISTS (
    SELECT 1 FROM cases c WHERE c.partner_tenure_id = OLD.id
      AND NOT (c.filed_at >= NEW.from_at AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at)))
  OR EXISTS (
    SELECT 1 FROM cases c WHERE c.domain_id = NEW.client_id AND c.filed_at >= NEW.from_at
      AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at)
      AND OLD.id IS NOT CASE NEW.kind WHEN 'resale' THEN c.resale_tenure_id ELSE c.partner_tenure_id END))
BEGIN SELECT RAISE(ABORT, 'tenures_keep_stamps'); END;

-- A correction is done only when every stamp of the client is the tenure open at filing again.
CREATE TRIGGER corrections_done BEFORE UPDATE OF done_at ON corrections
WHEN NEW.done_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM cases c WHERE c.domain_id = NEW.client_id AND (
        c.resale_tenure_id IS NOT (
            SELECT t.id FROM tenures t WHERE t.client_id = c.domain_id AND t.kind = 'resale'
              AND t.from_at <= c.filed_at AND (t.to_at IS NULL OR c.filed_at < t.to_at))
        OR c.partner_tenure_id IS NOT (
            SELECT t.id FROM tenures t WHERE t.client_id = c.domain_id AND t.kind = 'support_partner'
              AND t.from_at <= c.filed_at AND (t.to_at IS NULL OR c.filed_at < t.to_at))))
BEGIN SELECT RAISE(ABORT, 'cases_stamp'); END;
