-- The people of the business and what each may do; the log of what they changed.

CREATE TABLE staff (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id        bigint NOT NULL UNIQUE,                              -- Telegram's
    role           text NOT NULL CHECK (role IN ('owner', 'admin', 'specialist')),
    specialist_id  bigint REFERENCES specialists,                       -- whose visits are this person's own
    CHECK (role <> 'specialist' OR specialist_id IS NOT NULL)
);

INSERT INTO staff (user_id, role)
SELECT number::bigint, 'owner'
FROM settings, regexp_split_to_table(value, ' ') WITH ORDINALITY AS listed (number, place)
WHERE name = 'admin_ids' AND number <> ''
GROUP BY number
ORDER BY min(place);

CREATE TABLE audit (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    act         text NOT NULL,
    at          timestamptz NOT NULL,
    user_id     bigint,                      -- who did it, in Telegram; null: the platform
    subject     text NOT NULL,
    before      text NOT NULL,
    after       text NOT NULL,
    booking_id  bigint REFERENCES bookings
);
CREATE INDEX audit_at ON audit (at);
