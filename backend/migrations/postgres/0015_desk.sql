-- The vendor's support desk: who works a case, in which tier and team; what was done to solve it; ready
-- answers; and how the vendor's people are named outside.

ALTER TABLE domains ADD COLUMN staff_names TEXT NOT NULL DEFAULT 'name'
    CONSTRAINT domains_staff_names CHECK (staff_names IN ('name', 'first_name', 'team'));

CREATE TABLE desk_teams (
    id         UUID PRIMARY KEY NOT NULL,
    key        TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    retired_at BIGINT,
    CONSTRAINT desk_teams_key UNIQUE (key)
);
CREATE INDEX desk_teams_name ON desk_teams (name_en, key);

-- Being in a team gives no right: it says which queue is one's own.
CREATE TABLE desk_team_members (
    team_id    UUID NOT NULL REFERENCES desk_teams (id),
    account_id UUID NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (team_id, account_id)
);
CREATE INDEX desk_team_members_account ON desk_team_members (account_id);

-- Seen by the desk alone. The assignee counts while it works at the desk.
ALTER TABLE cases ADD COLUMN desk_tier TEXT NOT NULL DEFAULT 'advisor'
    CONSTRAINT cases_desk_tier CHECK (desk_tier IN ('advisor', 'engineer'));
ALTER TABLE cases ADD COLUMN desk_team_id UUID REFERENCES desk_teams (id);
ALTER TABLE cases ADD COLUMN desk_assignee_id UUID REFERENCES accounts (id);
-- A customer closed it before the desk had said what was done.
ALTER TABLE cases ADD COLUMN summary_due BIGINT NOT NULL DEFAULT 0
    CONSTRAINT cases_summary_due CHECK (summary_due IN (0, 1));

-- What is due, with what nothing was promised for at the end.
ALTER TABLE cases ADD COLUMN due_order BIGINT GENERATED ALWAYS AS (coalesce(due_at, 9223372036854775807)) STORED;

-- One per queue, in its order.
CREATE INDEX cases_desk_all ON cases (due_order, worked_at, id) WHERE state <> 'closed';
CREATE INDEX cases_desk_unassigned ON cases (desk_tier, due_order, worked_at, id)
    WHERE desk_assignee_id IS NULL AND state IN ('new', 'in_progress');
CREATE INDEX cases_desk_assignee ON cases (desk_assignee_id, due_order, worked_at, id)
    WHERE desk_assignee_id IS NOT NULL AND state <> 'closed';
CREATE INDEX cases_desk_team ON cases (desk_team_id, due_order, worked_at, id)
    WHERE desk_team_id IS NOT NULL AND state <> 'closed';
CREATE INDEX cases_desk_waiting ON cases (state, due_order, worked_at, id) WHERE state <> 'closed';
CREATE INDEX cases_desk_engineer ON cases (due_order, worked_at, id) WHERE desk_tier = 'engineer' AND state <> 'closed';
CREATE INDEX cases_desk_escalated ON cases (due_order, worked_at, id)
    WHERE escalated_at IS NOT NULL AND state <> 'closed';
CREATE INDEX cases_desk_summary ON cases (state, due_order, worked_at, id) WHERE summary_due = 1;

-- What was done and what is recommended: of the last solution.
CREATE TABLE case_solutions (
    case_id        UUID PRIMARY KEY NOT NULL REFERENCES cases (id),
    summary        TEXT NOT NULL,
    recommendation TEXT,
    author_id      UUID NOT NULL REFERENCES accounts (id),
    domain_id      UUID NOT NULL REFERENCES domains (id),
    at             BIGINT NOT NULL
);

CREATE TABLE desk_answers (
    id          UUID PRIMARY KEY NOT NULL,
    key         TEXT NOT NULL,
    title_en    TEXT NOT NULL,
    title_fr    TEXT NOT NULL,
    body_en     TEXT NOT NULL,
    body_fr     TEXT NOT NULL,
    product_id  UUID REFERENCES products (id),
    category_id UUID,
    CONSTRAINT desk_answers_key UNIQUE (key),
    CONSTRAINT desk_answers_category FOREIGN KEY (category_id, product_id) REFERENCES categories (id, product_id)
);
CREATE INDEX desk_answers_title ON desk_answers (title_en, key);
