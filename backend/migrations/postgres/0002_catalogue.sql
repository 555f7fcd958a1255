-- What is supported, and how well: products with their categories, and plans.

CREATE TABLE products (
    id         UUID PRIMARY KEY NOT NULL,
    key        TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    retired_at BIGINT,
    CONSTRAINT products_key UNIQUE (key)
);

CREATE TABLE categories (
    id         UUID PRIMARY KEY NOT NULL,
    product_id UUID NOT NULL REFERENCES products (id),
    parent_id  UUID,
    key        TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    retired_at BIGINT,
    CONSTRAINT categories_key UNIQUE (product_id, key),
    CONSTRAINT categories_product UNIQUE (id, product_id),
    CONSTRAINT categories_parent FOREIGN KEY (parent_id, product_id) REFERENCES categories (id, product_id)
);

-- Minutes to the first answer per severity; null promises nothing.
CREATE TABLE plans (
    id         UUID PRIMARY KEY NOT NULL,
    key        TEXT NOT NULL,
    rank       BIGINT NOT NULL,
    name_en    TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    escalation BIGINT NOT NULL CHECK (escalation IN (0, 1)),
    p1_minutes BIGINT,
    p2_minutes BIGINT,
    p3_minutes BIGINT,
    p4_minutes BIGINT,
    CONSTRAINT plans_key UNIQUE (key)
);

-- Which plan a client has from when; it holds until the next one begins.
CREATE TABLE client_plans (
    client_id UUID NOT NULL REFERENCES domains (id),
    from_at   BIGINT NOT NULL,
    plan_id   UUID NOT NULL REFERENCES plans (id),
    PRIMARY KEY (client_id, from_at)
);

INSERT INTO plans (id, key, rank, name_en, name_fr, escalation, p1_minutes, p2_minutes, p3_minutes, p4_minutes) VALUES
    ('01900000-0000-7000-8000-000000000001', 'standard', 1, 'Standard', 'Standard', 0, NULL, 240, 480, 480),
    ('01900000-0000-7000-8000-000000000002', 'advanced', 2, 'Advanced', 'Advanced', 0, 60, 120, 480, 480),
    ('01900000-0000-7000-8000-000000000003', 'premium', 3, 'Premium', 'Premium', 1, 15, 60, 240, 480);
