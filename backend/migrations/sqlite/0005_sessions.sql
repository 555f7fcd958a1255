-- Who is signed in, one-time links, and answers kept for repeated requests.

CREATE TABLE sessions (
    id         BLOB PRIMARY KEY NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    domain_id  BLOB NOT NULL REFERENCES domains (id),
    token_hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT sessions_token UNIQUE (token_hash)
) STRICT;
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE invitations (
    token_hash BLOB PRIMARY KEY NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
CREATE INDEX invitations_account ON invitations (account_id);

CREATE TABLE idempotency_keys (
    account_id  BLOB NOT NULL REFERENCES accounts (id),
    key         TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    answer      TEXT,
    at          INTEGER NOT NULL,
    PRIMARY KEY (account_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_age ON idempotency_keys (at);
