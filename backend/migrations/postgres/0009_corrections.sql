-- Tenures that were entered wrongly are corrected, and their cases stamped anew, in one transaction
-- that holds a correction open. Nothing else may move a stamp.

CREATE TABLE corrections (
    id           UUID PRIMARY KEY NOT NULL,
    client_id    UUID NOT NULL REFERENCES domains (id),
    tenure_id    UUID NOT NULL REFERENCES tenures (id),
    corrected_by UUID NOT NULL REFERENCES accounts (id),
    at           BIGINT NOT NULL,
    reason       TEXT NOT NULL,
    reseller_id  UUID NOT NULL REFERENCES domains (id),
    from_at      BIGINT NOT NULL,
    to_at        BIGINT,
    -- What it was before stands above; open while the stamps are being moved.
    done_at      BIGINT
);
CREATE UNIQUE INDEX corrections_one_open ON corrections (client_id) WHERE done_at IS NULL;
CREATE INDEX corrections_tenure ON corrections (tenure_id, at);

CREATE FUNCTION being_corrected(client UUID) RETURNS BOOLEAN LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM corrections x WHERE x.client_id = client AND x.done_at IS NULL)
$$;

CREATE OR REPLACE FUNCTION cases_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.number, NEW.domain_id, NEW.filed_by, NEW.filed_in, NEW.filed_at)
       IS DISTINCT FROM
       (OLD.id, OLD.number, OLD.domain_id, OLD.filed_by, OLD.filed_in, OLD.filed_at)
       OR ((NEW.resale_tenure_id, NEW.resale_domain_id, NEW.partner_tenure_id, NEW.partner_domain_id)
           IS DISTINCT FROM
           (OLD.resale_tenure_id, OLD.resale_domain_id, OLD.partner_tenure_id, OLD.partner_domain_id)
           AND NOT being_corrected(NEW.domain_id)) THEN
        PERFORM refuse('cases_frozen');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION tenures_keep_stamps_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.client_id, NEW.kind) IS NOT DISTINCT FROM (OLD.id, OLD.client_id, OLD.kind)
       AND EXISTS (SELECT 1 FROM corrections x WHERE x.tenure_id = NEW.id AND x.done_at IS NULL) THEN
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.client_id, NEW.reseller_id, NEW.kind) IS DISTINCT FROM
       (OLD.id, OLD.client_id, OLD.reseller_id, OLD.kind)
      OR EXISTS (
        SELECT 1 FROM cases c WHERE c.resale_tenure_id = OLD.id
          AND NOT (c.filed_at >= NEW.from_at AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at)))
      OR EXISTS (
        SELECT 1 FROM cases c WHERE c.partner_tenure_id = OLD.id
          AND NOT (c.filed_at >= NEW.from_at AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at)))
      OR EXISTS (
        SELECT 1 FROM cases c WHERE c.domain_id = NEW.client_id AND c.filed_at >= NEW.from_at
          AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at)
          AND OLD.id IS DISTINCT FROM
              CASE NEW.kind WHEN 'resale' THEN c.resale_tenure_id ELSE c.partner_tenure_id END) THEN
        PERFORM refuse('tenures_keep_stamps');
    END IF;
    RETURN NEW;
END $$;

-- A correction is done only when every stamp of the client is the tenure open at filing again.
CREATE FUNCTION corrections_done() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.done_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM cases c WHERE c.domain_id = NEW.client_id
          AND (c.resale_tenure_id IS DISTINCT FROM tenure_open_at(c.domain_id, 'resale', c.filed_at)
            OR c.partner_tenure_id IS DISTINCT FROM tenure_open_at(c.domain_id, 'support_partner', c.filed_at))) THEN
        PERFORM refuse('cases_stamp');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER corrections_done BEFORE UPDATE OF done_at ON corrections
    FOR EACH ROW EXECUTE FUNCTION corrections_done();
