-- Files of cases. What is in them lies in the folder of contents, by digest; one content may be of
-- several files. Of a file that the support desk removed, name, size and reason stay.

CREATE TABLE attachments (
    id          UUID PRIMARY KEY NOT NULL,
    case_id     UUID NOT NULL REFERENCES cases (id),
    name        TEXT NOT NULL,
    size        BIGINT NOT NULL,
    -- SHA-256; null once removed.
    digest      BYTEA,
    -- The media type of an image that was recognised by its content.
    image       TEXT,
    added_by    UUID NOT NULL REFERENCES accounts (id),
    added_in    UUID NOT NULL REFERENCES domains (id),
    at          BIGINT NOT NULL,
    redacted_by UUID REFERENCES accounts (id),
    redacted_in UUID REFERENCES domains (id),
    redacted_at BIGINT,
    reason      TEXT,
    CONSTRAINT attachments_size CHECK (size >= 0),
    CONSTRAINT attachments_digest CHECK (digest IS NULL OR length(digest) = 32),
    CONSTRAINT attachments_whole CHECK ((digest IS NULL) = (redacted_at IS NOT NULL)),
    CONSTRAINT attachments_redacted CHECK ((redacted_at IS NULL) = (redacted_by IS NULL)
        AND (redacted_at IS NULL) = (redacted_in IS NULL) AND (redacted_at IS NULL) = (reason IS NULL))
);
CREATE INDEX attachments_case ON attachments (case_id, at, id);
CREATE INDEX attachments_digest ON attachments (digest) WHERE digest IS NOT NULL;
