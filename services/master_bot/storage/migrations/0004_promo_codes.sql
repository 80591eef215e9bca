-- Promo codes, and the codes by which one owner brings another. A use is an order that is open or settled and names the
-- code: an order that comes to nothing gives its use back by itself.

CREATE TABLE promo_codes (
    code         text PRIMARY KEY CHECK (char_length(code) BETWEEN 3 AND 32),
    kind         text NOT NULL CHECK (kind IN ('percent', 'sum', 'days', 'referral')),
    value        numeric(12, 2) NOT NULL CHECK (value > 0),
    uses_limit   integer CHECK (uses_limit > 0),      -- null: as many as come
    owner_limit  integer NOT NULL DEFAULT 1 CHECK (owner_limit > 0),
    expires_at   timestamptz,
    referrer     bigint,                              -- the owner who brings others by this code
    created_by   text NOT NULL,
    created_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    CHECK ((kind = 'referral') = (referrer IS NOT NULL)),
    CHECK (kind <> 'percent' OR value <= 100)
);
CREATE UNIQUE INDEX promo_codes_one_of_a_referrer ON promo_codes (referrer);

ALTER TABLE orders
    ADD COLUMN promo_code  text REFERENCES promo_codes,
    ADD COLUMN extra_days  integer NOT NULL DEFAULT 0 CHECK (extra_days >= 0);
CREATE INDEX orders_of_promo_code ON orders (promo_code) WHERE promo_code IS NOT NULL;
