-- Mail to be sent: a row per recipient and event, written in the transaction that causes the event.
-- It holds ids and no text: what a mail says is put together when it is sent, for whoever may then
-- still read it.

CREATE TABLE outbox (
    id              BLOB PRIMARY KEY NOT NULL,
    at              INTEGER NOT NULL,
    event           TEXT NOT NULL,
    reason          TEXT NOT NULL,
    case_id         BLOB NOT NULL REFERENCES cases (id),
    comment_id      BLOB REFERENCES comments (id),
    -- The recipient: an account, or an address that has none.
    account_id      BLOB REFERENCES accounts (id),
    address         TEXT,
    -- Whoever caused it; nothing for the program itself.
    actor_id        BLOB REFERENCES accounts (id),
    actor_domain_id BLOB REFERENCES domains (id),
    attempts        INTEGER NOT NULL DEFAULT 0,
    -- When it is tried next, and until when a node that took it has it for itself.
    next_at         INTEGER,
    claimed_until   INTEGER,
    -- When and how it was done with.
    done_at         INTEGER,
    outcome         TEXT,
    -- Why the last attempt failed.
    error           TEXT,
    CONSTRAINT outbox_recipient CHECK ((account_id IS NULL) <> (address IS NULL)),
    CONSTRAINT outbox_actor CHECK ((actor_id IS NULL) = (actor_domain_id IS NULL)),
    CONSTRAINT outbox_outcome CHECK (outcome IN ('sent', 'withheld', 'dead')),
    CONSTRAINT outbox_done CHECK
        ((next_at IS NULL) = (done_at IS NOT NULL) AND (done_at IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX outbox_due ON outbox (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX outbox_undelivered ON outbox (at, id) WHERE outcome IS NULL OR outcome = 'dead';
CREATE INDEX outbox_finished ON outbox (done_at) WHERE done_at IS NOT NULL;
