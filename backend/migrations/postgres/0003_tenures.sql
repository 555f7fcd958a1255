-- Who manages which client when, and whether the client lets them in.

-- Equality of ids beside overlap of ranges in one index; part of PostgreSQL's contrib modules.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE tenures (
    id          UUID PRIMARY KEY NOT NULL,
    client_id   UUID NOT NULL REFERENCES domains (id),
    reseller_id UUID NOT NULL REFERENCES domains (id),
    kind        TEXT NOT NULL CHECK (kind IN ('resale', 'support_partner')),
    from_at     BIGINT NOT NULL,
    to_at       BIGINT,
    -- What to_at was before a transfer set it, for the case that the transfer is cancelled.
    to_before   BIGINT,
    CONSTRAINT tenures_not_empty CHECK (to_at IS NULL OR to_at > from_at),
    CONSTRAINT tenures_begin UNIQUE (client_id, reseller_id, kind, from_at),
    CONSTRAINT tenures_stamp UNIQUE (id, client_id, reseller_id),
    CONSTRAINT tenures_no_overlap EXCLUDE USING gist
        (client_id WITH =, kind WITH =, int8range(from_at, to_at) WITH &&)
);
CREATE INDEX tenures_client ON tenures (client_id, kind, from_at);
CREATE INDEX tenures_reseller ON tenures (reseller_id, client_id, kind, from_at);
CREATE INDEX tenures_newest ON tenures (from_at, id);

-- A delegation is in force when granted_at <= now, not revoked, and not yet expired.
-- Several may stand side by side; what they cover adds up.
CREATE TABLE delegations (
    id             UUID PRIMARY KEY NOT NULL,
    client_id      UUID NOT NULL REFERENCES domains (id),
    reseller_id    UUID NOT NULL REFERENCES domains (id),
    scopes         BIGINT NOT NULL,
    granted_at     BIGINT NOT NULL,
    expires_at     BIGINT,
    revoked_at     BIGINT,
    -- Set by a transfer, for the case that it is cancelled: when it happens, and expires_at before.
    transfer_at    BIGINT,
    expires_before BIGINT,
    -- When the stamps of its cases were cleared after its end; see jobs/stamps.rs.
    cleared_at     BIGINT,
    CONSTRAINT delegations_view CHECK (scopes & 1 = 1),
    CONSTRAINT delegations_grant UNIQUE (client_id, reseller_id, granted_at)
);
CREATE INDEX delegations_reseller ON delegations (reseller_id, client_id);
CREATE INDEX delegations_uncleared ON delegations (client_id, reseller_id) WHERE cleared_at IS NULL;
