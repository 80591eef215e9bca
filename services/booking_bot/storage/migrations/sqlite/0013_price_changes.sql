-- Prices that change on a day to come, for all services or those of a category.

CREATE TABLE price_changes (
    id           integer PRIMARY KEY AUTOINCREMENT,
    category_id  integer REFERENCES categories,  -- null: all services
    percent      integer NOT NULL,               -- else hundredths of the currency
    amount       integer NOT NULL,
    rounding     integer NOT NULL CHECK (rounding > 0),  -- hundredths of the currency
    due_at       text NOT NULL CHECK (due_at GLOB '????-??-??T??:??:??.??????+00:00'),
    state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'applied', 'cancelled'))
) STRICT;
CREATE INDEX price_changes_due ON price_changes (due_at, id) WHERE state = 'waiting';
