-- Who there is: organizations, domains, accounts, groups, resources, roles and who holds them.

CREATE TABLE organizations (
    id         UUID PRIMARY KEY NOT NULL,
    key        TEXT NOT NULL,
    name       TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT organizations_key UNIQUE (key)
);

CREATE TABLE domains (
    id              UUID PRIMARY KEY NOT NULL,
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('vendor', 'reseller', 'client')),
    organization_id UUID REFERENCES organizations (id),
    title           TEXT NOT NULL,
    address         TEXT,
    phone           TEXT,
    external_id     TEXT,
    outside_shares  BIGINT NOT NULL DEFAULT 0 CHECK (outside_shares IN (0, 1)),
    created_at      BIGINT NOT NULL,
    CONSTRAINT domains_name UNIQUE (name)
);
CREATE UNIQUE INDEX domains_one_vendor ON domains (kind) WHERE kind = 'vendor';
CREATE INDEX domains_title ON domains (title, id);
CREATE INDEX domains_organization ON domains (organization_id);

CREATE TABLE domain_aliases (
    name      TEXT PRIMARY KEY NOT NULL,
    domain_id UUID NOT NULL REFERENCES domains (id)
);
CREATE INDEX domain_aliases_domain ON domain_aliases (domain_id);

CREATE TABLE accounts (
    id            UUID PRIMARY KEY NOT NULL,
    domain_id     UUID NOT NULL REFERENCES domains (id),
    email         TEXT NOT NULL,
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('user', 'service')),
    locale        TEXT CHECK (locale IN ('fr', 'en')),
    time_zone     TEXT,
    password_hash TEXT,
    disabled_at   BIGINT,
    created_at    BIGINT NOT NULL,
    CONSTRAINT accounts_email UNIQUE (email)
);
CREATE INDEX accounts_domain ON accounts (domain_id, name, id);

CREATE TABLE groups (
    id         UUID PRIMARY KEY NOT NULL,
    domain_id  UUID NOT NULL REFERENCES domains (id),
    email      TEXT NOT NULL,
    name       TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT groups_email UNIQUE (email)
);
CREATE INDEX groups_domain ON groups (domain_id);

CREATE TABLE memberships (
    account_id UUID NOT NULL REFERENCES accounts (id),
    group_id   UUID NOT NULL REFERENCES groups (id),
    PRIMARY KEY (account_id, group_id)
);
CREATE INDEX memberships_group ON memberships (group_id);

CREATE TABLE resources (
    id         UUID PRIMARY KEY NOT NULL,
    domain_id  UUID NOT NULL REFERENCES domains (id),
    parent_id  UUID REFERENCES resources (id),
    path       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('organization', 'folder', 'project')),
    CONSTRAINT resources_path UNIQUE (domain_id, path),
    CONSTRAINT resources_domain UNIQUE (id, domain_id),
    CONSTRAINT resources_root CHECK ((parent_id IS NULL) = (kind = 'organization'))
);
CREATE UNIQUE INDEX resources_one_root ON resources (domain_id) WHERE parent_id IS NULL;
CREATE INDEX resources_parent ON resources (parent_id);

-- Every pair of a node and one at or below it.
CREATE TABLE resource_closure (
    ancestor_id   UUID NOT NULL REFERENCES resources (id),
    descendant_id UUID NOT NULL REFERENCES resources (id),
    PRIMARY KEY (ancestor_id, descendant_id)
);
CREATE INDEX resource_closure_descendant ON resource_closure (descendant_id);

-- Built-in roles (from policies/roles.csv) belong to a kind of domain, custom ones to a domain or
-- an organization.
CREATE TABLE roles (
    id              UUID PRIMARY KEY NOT NULL,
    kind            TEXT CHECK (kind IN ('any', 'vendor', 'reseller', 'client')),
    domain_id       UUID REFERENCES domains (id),
    organization_id UUID REFERENCES organizations (id),
    name            TEXT NOT NULL,
    privileges      BIGINT NOT NULL,
    CONSTRAINT roles_one_owner CHECK
        (num_nonnulls(kind, domain_id, organization_id) = 1)
);
CREATE UNIQUE INDEX roles_builtin ON roles (kind, name) WHERE kind IS NOT NULL;
CREATE UNIQUE INDEX roles_of_domain ON roles (domain_id, name) WHERE domain_id IS NOT NULL;
CREATE UNIQUE INDEX roles_of_organization ON roles (organization_id, name) WHERE organization_id IS NOT NULL;

CREATE TABLE assignments (
    id          UUID PRIMARY KEY NOT NULL,
    domain_id   UUID NOT NULL REFERENCES domains (id),
    account_id  UUID REFERENCES accounts (id),
    group_id    UUID REFERENCES groups (id),
    role_id     UUID NOT NULL REFERENCES roles (id),
    resource_id UUID,
    created_at  BIGINT NOT NULL,
    CONSTRAINT assignments_one_principal CHECK ((account_id IS NULL) <> (group_id IS NULL)),
    CONSTRAINT assignments_resource FOREIGN KEY (resource_id, domain_id) REFERENCES resources (id, domain_id)
);
CREATE UNIQUE INDEX assignments_account ON assignments (account_id, role_id, coalesce(resource_id, '00000000-0000-0000-0000-000000000000'::uuid))
    WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX assignments_group ON assignments (group_id, role_id, coalesce(resource_id, '00000000-0000-0000-0000-000000000000'::uuid))
    WHERE group_id IS NOT NULL;
CREATE INDEX assignments_role ON assignments (domain_id, role_id);
