-- What gives somebody a right is ended, never deleted: an explanation can go back in time, and an
-- import that is run again does not revive what was ended since.

CREATE TABLE memberships_kept (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    group_id   BLOB NOT NULL REFERENCES groups (id),
    from_at    INTEGER NOT NULL,
    ended_at   INTEGER,
    PRIMARY KEY (account_id, group_id, from_at)
) STRICT, WITHOUT ROWID;
INSERT INTO memberships_kept (account_id, group_id, from_at)
    SELECT m.account_id, m.group_id, max(a.created_at, g.created_at)
    FROM memberships m JOIN accounts a ON a.id = m.account_id JOIN groups g ON g.id = m.group_id;
DROP TABLE memberships;
ALTER TABLE memberships_kept RENAME TO memberships;
CREATE UNIQUE INDEX memberships_once ON memberships (account_id, group_id) WHERE ended_at IS NULL;
CREATE INDEX memberships_group ON memberships (group_id, account_id);

ALTER TABLE groups ADD COLUMN ended_at INTEGER;
DROP INDEX groups_domain;
CREATE INDEX groups_domain ON groups (domain_id, name, id);

ALTER TABLE assignments ADD COLUMN ended_at INTEGER;
DROP INDEX assignments_account;
DROP INDEX assignments_group;
CREATE UNIQUE INDEX assignments_account ON assignments
    (account_id, role_id, coalesce(resource_id, x'00'))
    WHERE account_id IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX assignments_group ON assignments
    (group_id, role_id, coalesce(resource_id, x'00'))
    WHERE group_id IS NOT NULL AND ended_at IS NULL;
CREATE INDEX assignments_resource ON assignments (resource_id) WHERE resource_id IS NOT NULL;

ALTER TABLE roles ADD COLUMN ended_at INTEGER;
DROP INDEX roles_of_domain;
DROP INDEX roles_of_organization;
CREATE UNIQUE INDEX roles_of_domain ON roles (domain_id, name) WHERE domain_id IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX roles_of_organization ON roles (organization_id, name)
    WHERE organization_id IS NOT NULL AND ended_at IS NULL;

-- What a role allowed until it was changed.
CREATE TABLE role_changes (
    role_id    BLOB NOT NULL REFERENCES roles (id),
    until_at   INTEGER NOT NULL,
    privileges INTEGER NOT NULL,
    PRIMARY KEY (role_id, until_at)
) STRICT, WITHOUT ROWID;

-- Where a node lay until it was moved.
CREATE TABLE resource_moves (
    resource_id BLOB NOT NULL REFERENCES resources (id),
    until_at    INTEGER NOT NULL,
    parent_id   BLOB NOT NULL REFERENCES resources (id),
    PRIMARY KEY (resource_id, until_at)
) STRICT, WITHOUT ROWID;

-- Whether a client's cases could be shared outside until that was changed.
CREATE TABLE sharing_changes (
    client_id BLOB NOT NULL REFERENCES domains (id),
    until_at  INTEGER NOT NULL,
    outside   INTEGER NOT NULL,
    PRIMARY KEY (client_id, until_at)
) STRICT, WITHOUT ROWID;

-- Each domain shares for itself, once per case and address: what one ends, another may keep open.
CREATE TABLE shares_kept (
    id         BLOB PRIMARY KEY NOT NULL,
    case_id    BLOB NOT NULL REFERENCES cases (id),
    email      TEXT NOT NULL,
    level      TEXT NOT NULL CHECK (level IN ('view', 'collaborate')),
    shared_by  BLOB NOT NULL REFERENCES accounts (id),
    shared_in  BLOB NOT NULL REFERENCES domains (id),
    at         INTEGER NOT NULL,
    expires_at INTEGER,
    ended_at   INTEGER,
    -- The case's, copied so that a list of 20,000 shares is read in order.
    updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO shares_kept (id, case_id, email, level, shared_by, shared_in, at, expires_at, updated_at)
    SELECT id, case_id, email, level, shared_by, shared_in, at, expires_at, updated_at FROM shares;
DROP TRIGGER shares_follow_case;
DROP TABLE shares;
ALTER TABLE shares_kept RENAME TO shares;
CREATE TRIGGER shares_follow_case AFTER UPDATE OF updated_at ON cases
WHEN NEW.updated_at <> OLD.updated_at
BEGIN UPDATE shares SET updated_at = NEW.updated_at WHERE case_id = NEW.id; END;
CREATE UNIQUE INDEX shares_once ON shares (case_id, email, shared_in) WHERE ended_at IS NULL;
CREATE INDEX shares_case ON shares (case_id);
CREATE INDEX shares_email ON shares (email, updated_at, case_id);
