-- One entry per write that changes rights or cases; never changed, never deleted.

CREATE TABLE ledger (
    id         BLOB PRIMARY KEY NOT NULL,
    at         INTEGER NOT NULL,
    account_id BLOB REFERENCES accounts (id),
    domain_id  BLOB REFERENCES domains (id),
    action     TEXT NOT NULL,
    client_id  BLOB REFERENCES domains (id),
    case_id    BLOB REFERENCES cases (id),
    from_value TEXT,
    to_value   TEXT
) STRICT;
CREATE INDEX ledger_newest ON ledger (at, id);
CREATE INDEX ledger_case ON ledger (case_id, at, id) WHERE case_id IS NOT NULL;

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'ledger_append_only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'ledger_append_only'); END;
