-- What resellers ask clients for: one open request per client and reseller.

CREATE TABLE access_requests (
    id          UUID PRIMARY KEY NOT NULL,
    client_id   UUID NOT NULL REFERENCES domains (id),
    reseller_id UUID NOT NULL REFERENCES domains (id),
    asked_by    UUID NOT NULL REFERENCES accounts (id),
    asked_at    BIGINT NOT NULL,
    scopes      BIGINT NOT NULL,
    message     TEXT,
    -- When it was granted, declined or replaced by another.
    closed_at   BIGINT
);
CREATE UNIQUE INDEX access_requests_open ON access_requests (client_id, reseller_id) WHERE closed_at IS NULL;
