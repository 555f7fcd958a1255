-- One entry per write that changes rights or cases; never changed, never deleted.

CREATE TABLE ledger (
    id         UUID PRIMARY KEY NOT NULL,
    at         BIGINT NOT NULL,
    account_id UUID REFERENCES accounts (id),
    domain_id  UUID REFERENCES domains (id),
    action     TEXT NOT NULL,
    client_id  UUID REFERENCES domains (id),
    case_id    UUID REFERENCES cases (id),
    from_value TEXT,
    to_value   TEXT
);
CREATE INDEX ledger_newest ON ledger (at, id);
CREATE INDEX ledger_case ON ledger (case_id, at, id) WHERE case_id IS NOT NULL;

CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ledger_append_only' USING ERRCODE = '23514', CONSTRAINT = 'ledger_append_only'; END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger EXECUTE FUNCTION ledger_append_only();
