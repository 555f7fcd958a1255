-- Response targets: which time counts towards them, and for each case who waits since when, and until
-- when an answer is due.

-- Opening hours (minutes of local time per weekday) and days without, as in the API.
CREATE TABLE calendars (
    id        BLOB PRIMARY KEY NOT NULL,
    key       TEXT NOT NULL,
    name_en   TEXT NOT NULL,
    name_fr   TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    hours     TEXT NOT NULL,
    holidays  TEXT NOT NULL,
    CONSTRAINT calendars_key UNIQUE (key)
) STRICT;

INSERT INTO calendars (id, key, name_en, name_fr, time_zone, hours, holidays) VALUES
    (x'01900000000070008000000000000011', 'france', 'Business hours, France', 'Heures ouvrées, France', 'Europe/Paris',
     '[{"weekday": "monday", "from": 480, "to": 1080},
      {"weekday": "tuesday", "from": 480, "to": 1080},
      {"weekday": "wednesday", "from": 480, "to": 1080},
      {"weekday": "thursday", "from": 480, "to": 1080},
      {"weekday": "friday", "from": 480, "to": 1080}]',
     '[{"date": "2025-01-01", "name": "Jour de l’an"}, {"date": "2025-04-21", "name": "Lundi de Pâques"},
      {"date": "2025-05-01", "name": "Fête du Travail"}, {"date": "2025-05-08", "name": "Victoire 1945"},
      {"date": "2025-05-29", "name": "Ascension"}, {"date": "2025-06-09", "name": "Lundi de Pentecôte"},
      {"date": "2025-07-14", "name": "Fête nationale"}, {"date": "2025-08-15", "name": "Assomption"},
      {"date": "2025-11-01", "name": "Toussaint"}, {"date": "2025-11-11", "name": "Armistice 1918"},
      {"date": "2025-12-25", "name": "Noël"},
      {"date": "2026-01-01", "name": "Jour de l’an"}, {"date": "2026-04-06", "name": "Lundi de Pâques"},
      {"date": "2026-05-01", "name": "Fête du Travail"}, {"date": "2026-05-08", "name": "Victoire 1945"},
      {"date": "2026-05-14", "name": "Ascension"}, {"date": "2026-05-25", "name": "Lundi de Pentecôte"},
      {"date": "2026-07-14", "name": "Fête nationale"}, {"date": "2026-08-15", "name": "Assomption"},
      {"date": "2026-11-01", "name": "Toussaint"}, {"date": "2026-11-11", "name": "Armistice 1918"},
      {"date": "2026-12-25", "name": "Noël"},
      {"date": "2027-01-01", "name": "Jour de l’an"}, {"date": "2027-03-29", "name": "Lundi de Pâques"},
      {"date": "2027-05-01", "name": "Fête du Travail"}, {"date": "2027-05-06", "name": "Ascension"},
      {"date": "2027-05-08", "name": "Victoire 1945"}, {"date": "2027-05-17", "name": "Lundi de Pentecôte"},
      {"date": "2027-07-14", "name": "Fête nationale"}, {"date": "2027-08-15", "name": "Assomption"},
      {"date": "2027-11-01", "name": "Toussaint"}, {"date": "2027-11-11", "name": "Armistice 1918"},
      {"date": "2027-12-25", "name": "Noël"},
      {"date": "2028-01-01", "name": "Jour de l’an"}, {"date": "2028-04-17", "name": "Lundi de Pâques"},
      {"date": "2028-05-01", "name": "Fête du Travail"}, {"date": "2028-05-08", "name": "Victoire 1945"},
      {"date": "2028-05-25", "name": "Ascension"}, {"date": "2028-06-05", "name": "Lundi de Pentecôte"},
      {"date": "2028-07-14", "name": "Fête nationale"}, {"date": "2028-08-15", "name": "Assomption"},
      {"date": "2028-11-01", "name": "Toussaint"}, {"date": "2028-11-11", "name": "Armistice 1918"},
      {"date": "2028-12-25", "name": "Noël"}]');

-- What a plan promises: minutes of covered time; without a calendar around the clock, without a row nothing.
CREATE TABLE plan_targets (
    plan_id     BLOB NOT NULL REFERENCES plans (id),
    severity    TEXT NOT NULL CHECK (severity IN ('P1', 'P2', 'P3', 'P4')),
    minutes     INTEGER NOT NULL CHECK (minutes > 0),
    calendar_id BLOB REFERENCES calendars (id),
    PRIMARY KEY (plan_id, severity)
) STRICT, WITHOUT ROWID;
INSERT INTO plan_targets (plan_id, severity, minutes)
    SELECT id, 'P1', p1_minutes FROM plans WHERE p1_minutes IS NOT NULL
    UNION ALL SELECT id, 'P2', p2_minutes FROM plans WHERE p2_minutes IS NOT NULL
    UNION ALL SELECT id, 'P3', p3_minutes FROM plans WHERE p3_minutes IS NOT NULL
    UNION ALL SELECT id, 'P4', p4_minutes FROM plans WHERE p4_minutes IS NOT NULL;
-- Of the plans that come with the product, Advanced and Premium cover P1 and P2 around the clock.
UPDATE plan_targets SET calendar_id = x'01900000000070008000000000000011'
    WHERE plan_id = x'01900000000070008000000000000001'
       OR (plan_id IN (x'01900000000070008000000000000002', x'01900000000070008000000000000003')
           AND severity IN ('P3', 'P4'));
ALTER TABLE plans DROP COLUMN p1_minutes;
ALTER TABLE plans DROP COLUMN p2_minutes;
ALTER TABLE plans DROP COLUMN p3_minutes;
ALTER TABLE plans DROP COLUMN p4_minutes;

-- Moves whenever a plan or a calendar changes.
CREATE TABLE targets_revision (
    one      INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
    revision INTEGER NOT NULL
) STRICT;
INSERT INTO targets_revision (one, revision) VALUES (1, 1);

-- Somebody waits since; what was promised, when that is due and when its last quarter begins; and the
-- revision that this was computed by. 0: to be found out from what happened (jobs/targets.rs).
ALTER TABLE cases ADD COLUMN waiting_since INTEGER;
ALTER TABLE cases ADD COLUMN promised_minutes INTEGER;
ALTER TABLE cases ADD COLUMN due_at INTEGER;
ALTER TABLE cases ADD COLUMN near_at INTEGER;
ALTER TABLE cases ADD COLUMN targets_revision INTEGER NOT NULL DEFAULT 1;
UPDATE cases SET targets_revision = 0 WHERE state <> 'closed';
CREATE INDEX cases_due ON cases (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX cases_targets ON cases (targets_revision, id) WHERE waiting_since IS NOT NULL OR targets_revision = 0;

-- How long somebody waited, and what had been promised. What a plan promises later changes none of it.
CREATE TABLE responses (
    id       BLOB PRIMARY KEY NOT NULL,
    case_id  BLOB NOT NULL REFERENCES cases (id),
    since    INTEGER NOT NULL,
    until    INTEGER NOT NULL,
    -- Whether the desk answered; otherwise the case was closed.
    answered INTEGER NOT NULL CHECK (answered IN (0, 1)),
    minutes  INTEGER,
    due_at   INTEGER
) STRICT;
CREATE INDEX responses_case ON responses (case_id, since, id);
