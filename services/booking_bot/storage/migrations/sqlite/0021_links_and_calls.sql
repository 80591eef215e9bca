-- Links that shops send to customers without Telegram; whom they have called; a customer by his @username.

CREATE TABLE customer_links (
    code_hash   text PRIMARY KEY,            -- SHA-256 of what the link says: the code itself is kept nowhere
    booking_id  integer NOT NULL REFERENCES bookings,
    made_by     integer NOT NULL,            -- who of the team, in Telegram
    expires_at  text NOT NULL CHECK (expires_at GLOB '????-??-??T??:??:??.??????+00:00'),
    used_by     integer                      -- who opened it, in Telegram; null: nobody has
) STRICT;
CREATE INDEX customer_links_booking ON customer_links (booking_id);

-- What came of calling about a visit; holds for the version of the booking that it was about.
CREATE TABLE calls (
    booking_id       integer PRIMARY KEY REFERENCES bookings,
    booking_version  integer NOT NULL,
    result           text NOT NULL CHECK (result IN ('comes', 'no_answer')),
    confirmed        integer NOT NULL,       -- by this call alone the customer has said that he comes
    called_by        integer NOT NULL,       -- who of the team, in Telegram
    at               text NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

CREATE INDEX customers_username ON customers (lower(username)) WHERE username IS NOT NULL;
