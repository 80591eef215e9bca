-- Shifts that roll on for ever, other hours and days off by date. Days are texts, as in 2026-03-08.

CREATE TABLE shifts (
    specialist_id  integer NOT NULL REFERENCES specialists ON DELETE CASCADE,
    anchor         text NOT NULL CHECK (anchor GLOB '????-??-??'),  -- the first day of work; holds until the next one's
    days_on        integer NOT NULL CHECK (days_on > 0),
    days_off       integer NOT NULL CHECK (days_off > 0),
    hours          text NOT NULL CHECK (hours <> ''),  -- 600-840,900-1140: minutes after local midnight
    PRIMARY KEY (specialist_id, anchor)
) STRICT;

CREATE TABLE schedule_exceptions (
    id             integer PRIMARY KEY AUTOINCREMENT,
    specialist_id  integer REFERENCES specialists ON DELETE CASCADE,  -- null: the whole business
    first_day      text NOT NULL CHECK (first_day GLOB '????-??-??'),
    last_day       text NOT NULL CHECK (last_day GLOB '????-??-??'),
    hours          text NOT NULL,  -- as in shifts; none: closed
    CHECK (first_day <= last_day)
) STRICT;
CREATE INDEX schedule_exceptions_last_day ON schedule_exceptions (last_day);
