-- Links that shops send to customers without Telegram; whom they have called; a customer by his @username.

CREATE TABLE customer_links (
    code_hash   text PRIMARY KEY,            -- SHA-256 of what the link says: the code itself is kept nowhere
    booking_id  bigint NOT NULL REFERENCES bookings,
    made_by     bigint NOT NULL,            -- who of the team, in Telegram
    expires_at  timestamptz NOT NULL,
    used_by     bigint                      -- who opened it, in Telegram; null: nobody has
);
CREATE INDEX customer_links_booking ON customer_links (booking_id);

-- What came of calling about a visit; holds for the version of the booking that it was about.
CREATE TABLE calls (
    booking_id       bigint PRIMARY KEY REFERENCES bookings,
    booking_version  integer NOT NULL,
    result           text NOT NULL CHECK (result IN ('comes', 'no_answer')),
    confirmed        boolean NOT NULL,       -- by this call alone the customer has said that he comes
    called_by        bigint NOT NULL,       -- who of the team, in Telegram
    at               timestamptz NOT NULL
);

CREATE INDEX customers_username ON customers (lower(username)) WHERE username IS NOT NULL;
