-- A case's life: why something changed, escalations, closing by itself, links and duplicates, ratings,
-- and the reseller's own side.

-- reference is the client's own. escalated_at is when the escalation under way began. warned_at is
-- when it was announced that the case will close by itself; it counts until something changes.
-- duplicate_of is the case that a closed one was merged into.
ALTER TABLE cases ADD COLUMN reference TEXT;
ALTER TABLE cases ADD COLUMN escalated_at BIGINT;
ALTER TABLE cases ADD COLUMN warned_at BIGINT;
ALTER TABLE cases ADD COLUMN duplicate_of UUID REFERENCES cases (id)
    CONSTRAINT cases_merged CHECK (duplicate_of IS NULL OR (state = 'closed' AND duplicate_of <> id));
CREATE INDEX cases_duplicates ON cases (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX cases_escalated ON cases (updated_at, id) WHERE escalated_at IS NOT NULL;

-- Words that were given as the reason for a change; the ledger shows no contents of cases.
CREATE TABLE change_reasons (
    entry_id UUID PRIMARY KEY NOT NULL REFERENCES ledger (id),
    case_id  UUID NOT NULL REFERENCES cases (id),
    body     TEXT NOT NULL
);

CREATE TABLE escalations (
    id              UUID PRIMARY KEY NOT NULL,
    case_id         UUID NOT NULL REFERENCES cases (id),
    reason          TEXT NOT NULL CHECK (reason IN ('resolution_time', 'technical_expertise', 'business_impact')),
    justification   TEXT NOT NULL,
    escalated_by    UUID NOT NULL REFERENCES accounts (id),
    escalated_in    UUID NOT NULL REFERENCES domains (id),
    at              BIGINT NOT NULL,
    acknowledged_at BIGINT,
    resolved_at     BIGINT
);
CREATE UNIQUE INDEX escalations_under_way ON escalations (case_id) WHERE resolved_at IS NULL;

-- case_id follows other_id up, or both have to do with each other. A link that was taken away keeps its row.
CREATE TABLE case_links (
    id        UUID PRIMARY KEY NOT NULL,
    case_id   UUID NOT NULL REFERENCES cases (id),
    other_id  UUID NOT NULL REFERENCES cases (id),
    kind      TEXT NOT NULL CHECK (kind IN ('related', 'follows')),
    linked_by UUID NOT NULL REFERENCES accounts (id),
    linked_in UUID NOT NULL REFERENCES domains (id),
    at        BIGINT NOT NULL,
    ended_at  BIGINT,
    CONSTRAINT case_links_two CHECK (case_id <> other_id)
);
CREATE UNIQUE INDEX case_links_once ON case_links (case_id, other_id) WHERE ended_at IS NULL;
CREATE INDEX case_links_other ON case_links (other_id) WHERE ended_at IS NULL;

-- Once per domain and closing.
CREATE TABLE ratings (
    id        UUID PRIMARY KEY NOT NULL,
    case_id   UUID NOT NULL REFERENCES cases (id),
    closed_at BIGINT NOT NULL,
    domain_id UUID NOT NULL REFERENCES domains (id),
    rated_by  UUID NOT NULL REFERENCES accounts (id),
    at        BIGINT NOT NULL,
    score     BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),
    comment   TEXT,
    CONSTRAINT ratings_domain_id UNIQUE (case_id, closed_at, domain_id)
);

-- What a reseller tells itself about a case, apart from what others read.
CREATE TABLE own_notes (
    id        UUID PRIMARY KEY NOT NULL,
    case_id   UUID NOT NULL REFERENCES cases (id),
    domain_id UUID NOT NULL REFERENCES domains (id),
    author_id UUID NOT NULL REFERENCES accounts (id),
    at        BIGINT NOT NULL,
    body      TEXT NOT NULL
);
CREATE INDEX own_notes_case ON own_notes (case_id, domain_id, at, id);

CREATE TABLE own_assignees (
    case_id    UUID NOT NULL REFERENCES cases (id),
    domain_id  UUID NOT NULL REFERENCES domains (id),
    account_id UUID NOT NULL REFERENCES accounts (id),
    at         BIGINT NOT NULL,
    PRIMARY KEY (case_id, domain_id)
);
