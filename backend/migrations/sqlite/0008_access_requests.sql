-- What resellers ask clients for: one open request per client and reseller.

CREATE TABLE access_requests (
    id          BLOB PRIMARY KEY NOT NULL,
    client_id   BLOB NOT NULL REFERENCES domains (id),
    reseller_id BLOB NOT NULL REFERENCES domains (id),
    asked_by    BLOB NOT NULL REFERENCES accounts (id),
    asked_at    INTEGER NOT NULL,
    scopes      INTEGER NOT NULL,
    message     TEXT,
    -- When it was granted, declined or replaced by another.
    closed_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX access_requests_open ON access_requests (client_id, reseller_id) WHERE closed_at IS NULL;
