-- Who there is: organizations, domains, accounts, groups, resources, roles and who holds them.

CREATE TABLE organizations (
    id         BLOB PRIMARY KEY NOT NULL,
    key        TEXT NOT NULL,
    name       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT organizations_key UNIQUE (key)
) STRICT;

CREATE TABLE domains (
    id              BLOB PRIMARY KEY NOT NULL,
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('vendor', 'reseller', 'client')),
    organization_id BLOB REFERENCES organizations (id),
    title           TEXT NOT NULL,
    address         TEXT,
    phone           TEXT,
    external_id     TEXT,
    outside_shares  INTEGER NOT NULL DEFAULT 0 CHECK (outside_shares IN (0, 1)),
    created_at      INTEGER NOT NULL,
    CONSTRAINT domains_name UNIQUE (name)
) STRICT;
CREATE UNIQUE INDEX domains_one_vendor ON domains (kind) WHERE kind = 'vendor';
CREATE INDEX domains_title ON domains (title, id);
CREATE INDEX domains_organization ON domains (organization_id);

CREATE TABLE domain_aliases (
    name      TEXT PRIMARY KEY NOT NULL,
    domain_id BLOB NOT NULL REFERENCES domains (id)
) STRICT;
CREATE INDEX domain_aliases_domain ON domain_aliases (domain_id);

CREATE TABLE accounts (
    id            BLOB PRIMARY KEY NOT NULL,
    domain_id     BLOB NOT NULL REFERENCES domains (id),
    email         TEXT NOT NULL,
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('user', 'service')),
    locale        TEXT CHECK (locale IN ('fr', 'en')),
    time_zone     TEXT,
    password_hash TEXT,
    disabled_at   INTEGER,
    created_at    INTEGER NOT NULL,
    CONSTRAINT accounts_email UNIQUE (email)
) STRICT;
CREATE INDEX accounts_domain ON accounts (domain_id, name, id);

CREATE TABLE groups (
    id         BLOB PRIMARY KEY NOT NULL,
    domain_id  BLOB NOT NULL REFERENCES domains (id),
    email      TEXT NOT NULL,
    name       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT groups_email UNIQUE (email)
) STRICT;
CREATE INDEX groups_domain ON groups (domain_id);

CREATE TABLE memberships (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    group_id   BLOB NOT NULL REFERENCES groups (id),
    PRIMARY KEY (account_id, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_group ON memberships (group_id);

CREATE TABLE resources (
    id         BLOB PRIMARY KEY NOT NULL,
    domain_id  BLOB NOT NULL REFERENCES domains (id),
    parent_id  BLOB REFERENCES resources (id),
    path       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('organization', 'folder', 'project')),
    CONSTRAINT resources_path UNIQUE (domain_id, path),
    CONSTRAINT resources_domain UNIQUE (id, domain_id),
    CONSTRAINT resources_root CHECK ((parent_id IS NULL) = (kind = 'organization'))
) STRICT;
CREATE UNIQUE INDEX resources_one_root ON resources (domain_id) WHERE parent_id IS NULL;
CREATE INDEX resources_parent ON resources (parent_id);

-- Every pair of a node and one at or below it.
CREATE TABLE resource_closure (
    ancestor_id   BLOB NOT NULL REFERENCES resources (id),
    descendant_id BLOB NOT NULL REFERENCES resources (id),
    PRIMARY KEY (ancestor_id, descendant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_closure_descendant ON resource_closure (descendant_id);

-- Built-in roles (from policies/roles.csv) belong to a kind of domain, custom ones to a domain or
-- an organization.
CREATE TABLE roles (
    id              BLOB PRIMARY KEY NOT NULL,
    kind            TEXT CHECK (kind IN ('any', 'vendor', 'reseller', 'client')),
    domain_id       BLOB REFERENCES domains (id),
    organization_id BLOB REFERENCES organizations (id),
    name            TEXT NOT NULL,
    privileges      INTEGER NOT NULL,
    CONSTRAINT roles_one_owner CHECK
        ((kind IS NOT NULL) + (domain_id IS NOT NULL) + (organization_id IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX roles_builtin ON roles (kind, name) WHERE kind IS NOT NULL;
CREATE UNIQUE INDEX roles_of_domain ON roles (domain_id, name) WHERE domain_id IS NOT NULL;
CREATE UNIQUE INDEX roles_of_organization ON roles (organization_id, name) WHERE organization_id IS NOT NULL;

CREATE TABLE assignments (
    id          BLOB PRIMARY KEY NOT NULL,
    domain_id   BLOB NOT NULL REFERENCES domains (id),
    account_id  BLOB REFERENCES accounts (id),
    group_id    BLOB REFERENCES groups (id),
    role_id     BLOB NOT NULL REFERENCES roles (id),
    resource_id BLOB,
    created_at  INTEGER NOT NULL,
    CONSTRAINT assignments_one_principal CHECK ((account_id IS NULL) <> (group_id IS NULL)),
    CONSTRAINT assignments_resource FOREIGN KEY (resource_id, domain_id) REFERENCES resources (id, domain_id)
) STRICT;
CREATE UNIQUE INDEX assignments_account ON assignments (account_id, role_id, coalesce(resource_id, x'00'))
    WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX assignments_group ON assignments (group_id, role_id, coalesce(resource_id, x'00'))
    WHERE group_id IS NOT NULL;
CREATE INDEX assignments_role ON assignments (domain_id, role_id);
