-- Cases, what is said about them, and with whom they are shared.

-- docid is the key of the full-text index, which needs a stable integer.
-- Per kind of tenure: the tenure open at filed_at and its reseller (the stamp, frozen), and
-- managed_by: that reseller while it is let in, else null. managed_by drives the index only: the
-- predicate also looks at the delegation, so a stale value can hide or cost time, never leak.
CREATE TABLE cases (
    docid              INTEGER PRIMARY KEY NOT NULL,
    id                 BLOB NOT NULL,
    number             TEXT NOT NULL,
    domain_id          BLOB NOT NULL REFERENCES domains (id),
    resource_id        BLOB,
    filed_by           BLOB NOT NULL REFERENCES accounts (id),
    filed_in           BLOB NOT NULL REFERENCES domains (id),
    filed_at           INTEGER NOT NULL,
    title              TEXT NOT NULL,
    description        TEXT NOT NULL,
    product_id         BLOB REFERENCES products (id),
    category_id        BLOB REFERENCES categories (id),
    severity           TEXT NOT NULL CHECK (severity IN ('P1', 'P2', 'P3', 'P4')),
    state              TEXT NOT NULL CHECK
        (state IN ('new', 'in_progress', 'action_required', 'solution_provided', 'closed')),
    updated_at         INTEGER NOT NULL,
    worked_at          INTEGER NOT NULL,
    closed_at          INTEGER,
    language           TEXT,
    time_zone          TEXT,
    resale_tenure_id   BLOB,
    resale_domain_id   BLOB,
    resale_managed_by  BLOB,
    partner_tenure_id  BLOB,
    partner_domain_id  BLOB,
    partner_managed_by BLOB,
    CONSTRAINT cases_id UNIQUE (id),
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
) STRICT;
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

-- The stamp of a case is the tenure open when it was filed, or none.
CREATE TRIGGER cases_stamp BEFORE INSERT ON cases
WHEN NEW.resale_tenure_id IS NOT (
        SELECT t.id FROM tenures t WHERE t.client_id = NEW.domain_id AND t.kind = 'resale'
          AND t.from_at <= NEW.filed_at AND (t.to_at IS NULL OR NEW.filed_at < t.to_at))
  OR NEW.partner_tenure_id IS NOT (
        SELECT t.id FROM tenures t WHERE t.client_id = NEW.domain_id AND t.kind = 'support_partner'
          AND t.from_at <= NEW.filed_at AND (t.to_at IS NULL OR NEW.filed_at < t.to_at))
BEGIN SELECT RAISE(ABORT, 'cases_stamp'); END;

-- Whose case it is, who filed it when, and under which tenure is history.
CREATE TRIGGER cases_frozen BEFORE UPDATE OF
    id, number, domain_id, filed_by, filed_in, filed_at,
    resale_tenure_id, resale_domain_id, partner_tenure_id, partner_domain_id ON cases
WHEN NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.domain_id <> OLD.domain_id
  OR NEW.filed_by <> OLD.filed_by OR NEW.filed_in <> OLD.filed_in OR NEW.filed_at <> OLD.filed_at
  OR NEW.resale_tenure_id IS NOT OLD.resale_tenure_id OR NEW.resale_domain_id IS NOT OLD.resale_domain_id
  OR NEW.partner_tenure_id IS NOT OLD.partner_tenure_id OR NEW.partner_domain_id IS NOT OLD.partner_domain_id
BEGIN SELECT RAISE(ABORT, 'cases_frozen'); END;

-- No tenure may come, move or go in a way that would change the stamp of a case.
CREATE TRIGGER tenures_keep_stamps_insert BEFORE INSERT ON tenures
WHEN EXISTS (
    SELECT 1 FROM cases c WHERE c.domain_id = NEW.client_id AND c.filed_at >= NEW.from_at
      AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at))
BEGIN SELECT RAISE(ABORT, 'tenures_keep_stamps'); END;

CREATE TRIGGER tenures_keep_stamps_update BEFORE UPDATE ON tenures
WHEN NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR NEW.reseller_id <> OLD.reseller_id OR NEW.kind <> OLD.kind
  OR EXISTS (
    SELECT 1 FROM cases c WHERE c.resale_tenure_id = OLD.id
      AND NOT (c.filed_at >= NEW.from_at AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at)))
  OR EXISTS (
    SELECT 1 FROM cases c WHERE c.partner_tenure_id = OLD.id
      AND NOT (c.filed_at >= NEW.from_at AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at)))
  OR EXISTS (
    SELECT 1 FROM cases c WHERE c.domain_id = NEW.client_id AND c.filed_at >= NEW.from_at
      AND (NEW.to_at IS NULL OR c.filed_at < NEW.to_at)
      AND OLD.id IS NOT CASE NEW.kind WHEN 'resale' THEN c.resale_tenure_id ELSE c.partner_tenure_id END)
BEGIN SELECT RAISE(ABORT, 'tenures_keep_stamps'); END;

-- What everybody who sees the case may read, and what only the vendor's desk may, stand apart.
CREATE TABLE comments (
    id        BLOB PRIMARY KEY NOT NULL,
    case_id   BLOB NOT NULL REFERENCES cases (id),
    author_id BLOB NOT NULL REFERENCES accounts (id),
    domain_id BLOB NOT NULL REFERENCES domains (id),
    at        INTEGER NOT NULL,
    body      TEXT NOT NULL
) STRICT;
CREATE INDEX comments_case ON comments (case_id, at, id);

CREATE TABLE internal_notes (
    id        BLOB PRIMARY KEY NOT NULL,
    case_id   BLOB NOT NULL REFERENCES cases (id),
    author_id BLOB NOT NULL REFERENCES accounts (id),
    domain_id BLOB NOT NULL REFERENCES domains (id),
    at        INTEGER NOT NULL,
    body      TEXT NOT NULL
) STRICT;
CREATE INDEX internal_notes_case ON internal_notes (case_id, at, id);

-- updated_at is the case's, copied so that a list of 20,000 shares is read in order.
CREATE TABLE shares (
    id         BLOB PRIMARY KEY NOT NULL,
    case_id    BLOB NOT NULL REFERENCES cases (id),
    email      TEXT NOT NULL,
    level      TEXT NOT NULL CHECK (level IN ('view', 'collaborate')),
    shared_by  BLOB NOT NULL REFERENCES accounts (id),
    shared_in  BLOB NOT NULL REFERENCES domains (id),
    at         INTEGER NOT NULL,
    expires_at INTEGER,
    updated_at INTEGER NOT NULL,
    CONSTRAINT shares_once UNIQUE (case_id, email)
) STRICT;
CREATE INDEX shares_email ON shares (email, updated_at, case_id);

CREATE TRIGGER shares_follow_case AFTER UPDATE OF updated_at ON cases
WHEN NEW.updated_at <> OLD.updated_at
BEGIN UPDATE shares SET updated_at = NEW.updated_at WHERE case_id = NEW.id; END;

-- Title, description and comments as search words; internal notes are not in it.
CREATE VIRTUAL TABLE case_search USING fts5 (words, tokenize = 'unicode61', prefix = '2 3');
