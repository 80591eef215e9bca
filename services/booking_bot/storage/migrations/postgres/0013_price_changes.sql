-- Prices that change on a day to come, for all services or those of a category.

CREATE TABLE price_changes (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    category_id  bigint REFERENCES categories,  -- null: all services
    percent      boolean NOT NULL,              -- else hundredths of the currency
    amount       bigint NOT NULL,
    rounding     bigint NOT NULL CHECK (rounding > 0),  -- hundredths of the currency
    due_at       timestamptz NOT NULL,
    state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'applied', 'cancelled'))
);
CREATE INDEX price_changes_due ON price_changes (due_at, id) WHERE state = 'waiting';
