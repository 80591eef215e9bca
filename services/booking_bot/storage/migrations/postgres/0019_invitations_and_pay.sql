-- Invitations to the team, who was taken off it, whom a line of the log is about, and what specialists are paid.

ALTER TABLE staff ADD COLUMN removed_at timestamptz;                    -- can be brought back for a while

CREATE TABLE invitations (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code_hash      text NOT NULL UNIQUE,
    role           text NOT NULL CHECK (role IN ('owner', 'admin', 'specialist')),
    specialist_id  bigint REFERENCES specialists,
    invited_by     bigint NOT NULL,                                     -- Telegram's id, as accepted_by
    expires_at     timestamptz NOT NULL,
    state          text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'called_off')),
    accepted_by    bigint,
    told           boolean NOT NULL DEFAULT false,                      -- who invited has heard of it
    CHECK (role <> 'specialist' OR specialist_id IS NOT NULL),
    CHECK ((state = 'accepted') = (accepted_by IS NOT NULL))
);

ALTER TABLE audit ADD COLUMN customer_id bigint REFERENCES customers;   -- whom it is about
CREATE INDEX audit_customer ON audit (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX audit_user ON audit (user_id, id);

CREATE TABLE pay_terms (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    specialist_id  bigint NOT NULL REFERENCES specialists,
    first_day      date NOT NULL,                                       -- they hold until the next ones do
    kind           text NOT NULL CHECK (kind IN ('none', 'percent', 'per_visit', 'per_month')),
    value          bigint NOT NULL CHECK (value >= 0),                  -- hundredths of a percent or of the currency
    UNIQUE (specialist_id, first_day)
);
