-- What is supported, and how well: products with their categories, and plans.

CREATE TABLE products (
    id         BLOB PRIMARY KEY NOT NULL,
    key        TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    retired_at INTEGER,
    CONSTRAINT products_key UNIQUE (key)
) STRICT;

CREATE TABLE categories (
    id         BLOB PRIMARY KEY NOT NULL,
    product_id BLOB NOT NULL REFERENCES products (id),
    parent_id  BLOB,
    key        TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    retired_at INTEGER,
    CONSTRAINT categories_key UNIQUE (product_id, key),
    CONSTRAINT categories_product UNIQUE (id, product_id),
    CONSTRAINT categories_parent FOREIGN KEY (parent_id, product_id) REFERENCES categories (id, product_id)
) STRICT;

-- Minutes to the first answer per severity; null promises nothing.
CREATE TABLE plans (
    id         BLOB PRIMARY KEY NOT NULL,
    key        TEXT NOT NULL,
    rank       INTEGER NOT NULL,
    name_en    TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    escalation INTEGER NOT NULL CHECK (escalation IN (0, 1)),
    p1_minutes INTEGER,
    p2_minutes INTEGER,
    p3_minutes INTEGER,
    p4_minutes INTEGER,
    CONSTRAINT plans_key UNIQUE (key)
) STRICT;

-- Which plan a client has from when; it holds until the next one begins.
CREATE TABLE client_plans (
    client_id BLOB NOT NULL REFERENCES domains (id),
    from_at   INTEGER NOT NULL,
    plan_id   BLOB NOT NULL REFERENCES plans (id),
    PRIMARY KEY (client_id, from_at)
) STRICT, WITHOUT ROWID;

INSERT INTO plans (id, key, rank, name_en, name_fr, escalation, p1_minutes, p2_minutes, p3_minutes, p4_minutes) VALUES
    (x'01900000000070008000000000000001', 'standard', 1, 'Standard', 'Standard', 0, NULL, 240, 480, 480),
    (x'01900000000070008000000000000002', 'advanced', 2, 'Advanced', 'Advanced', 0, 60, 120, 480, 480),
    (x'01900000000070008000000000000003', 'premium', 3, 'Premium', 'Premium', 1, 15, 60, 240, 480);
