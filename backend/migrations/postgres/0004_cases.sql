-- Cases, what is said about them, and with whom they are shared.

-- Per kind of tenure: the tenure open at filed_at and its reseller (the stamp, frozen), and
-- managed_by: that reseller while it is let in, else null. managed_by drives the index only: the
-- predicate also looks at the delegation, so a stale value can hide or cost time, never leak.
CREATE TABLE cases (
    id                 UUID PRIMARY KEY NOT NULL,
    number             TEXT NOT NULL,
    domain_id          UUID NOT NULL REFERENCES domains (id),
    resource_id        UUID,
    filed_by           UUID NOT NULL REFERENCES accounts (id),
    filed_in           UUID NOT NULL REFERENCES domains (id),
    filed_at           BIGINT NOT NULL,
    title              TEXT NOT NULL,
    description        TEXT NOT NULL,
    product_id         UUID REFERENCES products (id),
    category_id        UUID REFERENCES categories (id),
    severity           TEXT NOT NULL CHECK (severity IN ('P1', 'P2', 'P3', 'P4')),
    state              TEXT NOT NULL CHECK
        (state IN ('new', 'in_progress', 'action_required', 'solution_provided', 'closed')),
    updated_at         BIGINT NOT NULL,
    worked_at          BIGINT NOT NULL,
    closed_at          BIGINT,
    language           TEXT,
    time_zone          TEXT,
    resale_tenure_id   UUID,
    resale_domain_id   UUID,
    resale_managed_by  UUID,
    partner_tenure_id  UUID,
    partner_domain_id  UUID,
    partner_managed_by UUID,
    CONSTRAINT cases_number UNIQUE (number),
    CONSTRAINT cases_resource FOREIGN KEY (resource_id, domain_id) REFERENCES resources (id, domain_id),
    CONSTRAINT cases_resale_stamp FOREIGN KEY (resale_tenure_id, domain_id, resale_domain_id)
        REFERENCES tenures (id, client_id, reseller_id),
    CONSTRAINT cases_partner_stamp FOREIGN KEY (partner_tenure_id, domain_id, partner_domain_id)
        REFERENCES tenures (id, client_id, reseller_id),
    CONSTRAINT cases_resale_whole CHECK ((resale_tenure_id IS NULL) = (resale_domain_id IS NULL)),
    CONSTRAINT cases_partner_whole CHECK ((partner_tenure_id IS NULL) = (partner_domain_id IS NULL)),
    CONSTRAINT cases_resale_managed CHECK
        (resale_managed_by IS NULL OR (resale_domain_id IS NOT NULL AND resale_managed_by = resale_domain_id)),
    CONSTRAINT cases_partner_managed CHECK
        (partner_managed_by IS NULL OR (partner_domain_id IS NOT NULL AND partner_managed_by = partner_domain_id)),
    CONSTRAINT cases_closed CHECK (state <> 'closed' OR closed_at IS NOT NULL)
);
CREATE INDEX cases_updated ON cases (updated_at, id);
CREATE INDEX cases_state ON cases (state, updated_at, id);
CREATE INDEX cases_domain ON cases (domain_id, updated_at, id);
CREATE INDEX cases_domain_state ON cases (domain_id, state, updated_at, id);
CREATE INDEX cases_filed ON cases (domain_id, filed_at);
CREATE INDEX cases_of_resource ON cases (resource_id, updated_at, id) WHERE resource_id IS NOT NULL;
CREATE INDEX cases_resale ON cases (resale_managed_by, updated_at, id) WHERE resale_managed_by IS NOT NULL;
CREATE INDEX cases_resale_state ON cases (resale_managed_by, state, updated_at, id) WHERE resale_managed_by IS NOT NULL;
CREATE INDEX cases_partner ON cases (partner_managed_by, updated_at, id) WHERE partner_managed_by IS NOT NULL;
CREATE INDEX cases_partner_state ON cases (partner_managed_by, state, updated_at, id)
    WHERE partner_managed_by IS NOT NULL;
CREATE INDEX cases_resale_tenure ON cases (resale_tenure_id, filed_at) WHERE resale_tenure_id IS NOT NULL;
CREATE INDEX cases_partner_tenure ON cases (partner_tenure_id, filed_at) WHERE partner_tenure_id IS NOT NULL;

-- Raises a violation that carries the name of the rule, as a constraint would.
CREATE FUNCTION refuse(rule TEXT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', rule USING ERRCODE = '23514', CONSTRAINT = rule; END $$;

CREATE FUNCTION tenure_open_at(client UUID, tenure_kind TEXT, instant BIGINT) RETURNS UUID LANGUAGE sql STABLE AS $$
    SELECT t.id FROM tenures t WHERE t.client_id = client AND t.kind = tenure_kind
      AND t.from_at <= instant AND (t.to_at IS NULL OR instant < t.to_at)
$$;

-- The stamp of a case is the tenure open when it was filed, or none.
CREATE FUNCTION cases_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.resale_tenure_id IS DISTINCT FROM tenure_open_at(NEW.domain_id, 'resale', NEW.filed_at)
       OR NEW.partner_tenure_id IS DISTINCT FROM tenure_open_at(NEW.domain_id, 'support_partner', NEW.filed_at) THEN
        PERFORM refuse('cases_stamp');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_stamp BEFORE INSERT ON cases FOR EACH ROW EXECUTE FUNCTION cases_stamp();

-- Whose case it is, who filed it when, and under which tenure is history.
CREATE FUNCTION cases_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.number, NEW.domain_id, NEW.filed_by, NEW.filed_in, NEW.filed_at,
        NEW.resale_tenure_id, NEW.resale_domain_id, NEW.partner_tenure_id, NEW.partner_domain_id)
       IS DISTINCT FROM
       (OLD.id, OLD.number, OLD.domain_id, OLD.filed_by, OLD.filed_in, OLD.filed_at,
        OLD.resale_tenure_id, OLD.resale_domain_id, OLD.partner_tenure_id, OLD.partner_domain_id) THEN
        PERFORM refuse('cases_frozen');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_frozen BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION cases_frozen();

-- No tenure may come, move or go in a way that would change the stamp of a case.
CREATE FUNCTION tenures_keep_stamps_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM cases c WHERE c.domain_id = NEW.client_id AND c.filed_at >= NEW.from_at
          AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at)) THEN
        PERFORM refuse('tenures_keep_stamps');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tenures_keep_stamps_insert BEFORE INSERT ON tenures
    FOR EACH ROW EXECUTE FUNCTION tenures_keep_stamps_insert();

CREATE FUNCTION tenures_keep_stamps_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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
CREATE TRIGGER tenures_keep_stamps_update BEFORE UPDATE ON tenures
    FOR EACH ROW EXECUTE FUNCTION tenures_keep_stamps_update();

-- What everybody who sees the case may read, and what only the vendor's desk may, stand apart.
CREATE TABLE comments (
    id        UUID PRIMARY KEY NOT NULL,
    case_id   UUID NOT NULL REFERENCES cases (id),
    author_id UUID NOT NULL REFERENCES accounts (id),
    domain_id UUID NOT NULL REFERENCES domains (id),
    at        BIGINT NOT NULL,
    body      TEXT NOT NULL
);
CREATE INDEX comments_case ON comments (case_id, at, id);

CREATE TABLE internal_notes (
    id        UUID PRIMARY KEY NOT NULL,
    case_id   UUID NOT NULL REFERENCES cases (id),
    author_id UUID NOT NULL REFERENCES accounts (id),
    domain_id UUID NOT NULL REFERENCES domains (id),
    at        BIGINT NOT NULL,
    body      TEXT NOT NULL
);
CREATE INDEX internal_notes_case ON internal_notes (case_id, at, id);

-- updated_at is the case's, copied so that a list of 20,000 shares is read in order.
CREATE TABLE shares (
    id         UUID PRIMARY KEY NOT NULL,
    case_id    UUID NOT NULL REFERENCES cases (id),
    email      TEXT NOT NULL,
    level      TEXT NOT NULL CHECK (level IN ('view', 'collaborate')),
    shared_by  UUID NOT NULL REFERENCES accounts (id),
    shared_in  UUID NOT NULL REFERENCES domains (id),
    at         BIGINT NOT NULL,
    expires_at BIGINT,
    updated_at BIGINT NOT NULL,
    CONSTRAINT shares_once UNIQUE (case_id, email)
);
CREATE INDEX shares_email ON shares (email, updated_at, case_id);

CREATE FUNCTION shares_follow_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE shares SET updated_at = NEW.updated_at WHERE case_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER shares_follow_case AFTER UPDATE OF updated_at ON cases FOR EACH ROW
    WHEN (NEW.updated_at <> OLD.updated_at) EXECUTE FUNCTION shares_follow_case();

-- Title, description and comments as search words; internal notes are not in it.
CREATE TABLE case_search (
    case_id UUID PRIMARY KEY NOT NULL REFERENCES cases (id),
    words   TSVECTOR NOT NULL
);
CREATE INDEX case_search_words ON case_search USING gin (words);
