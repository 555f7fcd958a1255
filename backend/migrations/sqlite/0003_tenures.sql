-- Who manages which client when, and whether the client lets them in.

CREATE TABLE tenures (
    id          BLOB PRIMARY KEY NOT NULL,
    client_id   BLOB NOT NULL REFERENCES domains (id),
    reseller_id BLOB NOT NULL REFERENCES domains (id),
    kind        TEXT NOT NULL CHECK (kind IN ('resale', 'support_partner')),
    from_at     INTEGER NOT NULL,
    to_at       INTEGER,
    -- What to_at was before a transfer set it, for the case that the transfer is cancelled.
    to_before   INTEGER,
    CONSTRAINT tenures_not_empty CHECK (to_at IS NULL OR to_at > from_at),
    CONSTRAINT tenures_begin UNIQUE (client_id, reseller_id, kind, from_at),
    CONSTRAINT tenures_stamp UNIQUE (id, client_id, reseller_id)
) STRICT;
CREATE INDEX tenures_client ON tenures (client_id, kind, from_at);
CREATE INDEX tenures_reseller ON tenures (reseller_id, client_id, kind, from_at);
CREATE INDEX tenures_newest ON tenures (from_at, id);

CREATE TRIGGER tenures_no_overlap_insert BEFORE INSERT ON tenures
WHEN EXISTS (
    SELECT 1 FROM tenures o
    WHERE o.client_id = NEW.client_id AND o.kind = NEW.kind
      AND o.from_at < coalesce(NEW.to_at, 9223372036854775807)
      AND NEW.from_at < coalesce(o.to_at, 9223372036854775807)
)
BEGIN SELECT RAISE(ABORT, 'tenures_no_overlap'); END;

CREATE TRIGGER tenures_no_overlap_update BEFORE UPDATE ON tenures
WHEN EXISTS (
    SELECT 1 FROM tenures o
    WHERE o.client_id = NEW.client_id AND o.kind = NEW.kind AND o.id <> OLD.id
      AND o.from_at < coalesce(NEW.to_at, 9223372036854775807)
      AND NEW.from_at < coalesce(o.to_at, 9223372036854775807)
)
BEGIN SELECT RAISE(ABORT, 'tenures_no_overlap'); END;

-- A delegation is in force when granted_at <= now, not revoked, and not yet expired.
-- Several may stand side by side; what they cover adds up.
CREATE TABLE delegations (
    id             BLOB PRIMARY KEY NOT NULL,
    client_id      BLOB NOT NULL REFERENCES domains (id),
    reseller_id    BLOB NOT NULL REFERENCES domains (id),
    scopes         INTEGER NOT NULL,
    granted_at     INTEGER NOT NULL,
    expires_at     INTEGER,
    revoked_at     INTEGER,
    -- Set by a transfer, for the case that it is cancelled: when it happens, and expires_at before.
    transfer_at    INTEGER,
    expires_before INTEGER,
    -- When the stamps of its cases were cleared after its end; see jobs/stamps.rs.
    cleared_at     INTEGER,
    CONSTRAINT delegations_view CHECK (scopes & 1 = 1),
    CONSTRAINT delegations_grant UNIQUE (client_id, reseller_id, granted_at)
) STRICT;
CREATE INDEX delegations_reseller ON delegations (reseller_id, client_id);
CREATE INDEX delegations_uncleared ON delegations (client_id, reseller_id) WHERE cleared_at IS NULL;
