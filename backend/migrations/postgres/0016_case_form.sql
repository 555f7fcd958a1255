-- The form of a case: what categories ask, what was answered, and what is known already.

-- Words by which a category is found besides its name.
ALTER TABLE categories ADD COLUMN keywords_en TEXT NOT NULL DEFAULT '';
ALTER TABLE categories ADD COLUMN keywords_fr TEXT NOT NULL DEFAULT '';

-- Which questions a category asks, over those of the category above it. The words are those of shared::api::form.
CREATE TABLE category_questions (
    category_id UUID NOT NULL REFERENCES categories (id),
    question    TEXT NOT NULL,
    need        TEXT NOT NULL,
    PRIMARY KEY (category_id, question),
    CONSTRAINT category_questions_need CHECK (need IN ('required', 'optional', 'never'))
);

-- Filed to try the form out.
ALTER TABLE cases ADD COLUMN test BIGINT NOT NULL DEFAULT 0 CHECK (test IN (0, 1));

-- What the form asked besides title and description; cases that were imported have none.
CREATE TABLE case_forms (
    case_id             UUID PRIMARY KEY NOT NULL REFERENCES cases (id),
    -- JSON: the answers to the questions, shared::api::form::Answers.
    answers             TEXT NOT NULL,
    channel             TEXT,
    call_number         TEXT,
    call_at             BIGINT,
    third_party_consent BIGINT NOT NULL,
    -- JSON: addresses.
    contacts            TEXT NOT NULL,
    CONSTRAINT case_forms_channel CHECK (channel IN ('email', 'chat', 'phone', 'video')),
    CONSTRAINT case_forms_consent CHECK (third_party_consent IN (0, 1))
);

-- Further nodes of the client's tree that a case is about.
CREATE TABLE case_affected (
    case_id     UUID NOT NULL REFERENCES cases (id),
    resource_id UUID NOT NULL REFERENCES resources (id),
    PRIMARY KEY (case_id, resource_id)
);

-- What the vendor knows of and says to everybody, until it ends.
CREATE TABLE known_issues (
    id           UUID PRIMARY KEY NOT NULL,
    title_en     TEXT NOT NULL,
    title_fr     TEXT NOT NULL,
    body_en      TEXT NOT NULL,
    body_fr      TEXT NOT NULL,
    product_id   UUID REFERENCES products (id),
    published_at BIGINT NOT NULL,
    ended_at     BIGINT
);
CREATE INDEX known_issues_published ON known_issues (published_at, id);
CREATE INDEX known_issues_current ON known_issues (published_at, id) WHERE ended_at IS NULL;
