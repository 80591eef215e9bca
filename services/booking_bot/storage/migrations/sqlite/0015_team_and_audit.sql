-- The people of the business and what each may do; the log of what they changed.

CREATE TABLE staff (
    id             integer PRIMARY KEY AUTOINCREMENT,
    user_id        integer NOT NULL UNIQUE,                             -- Telegram's
    role           text NOT NULL CHECK (role IN ('owner', 'admin', 'specialist')),
    specialist_id  integer REFERENCES specialists,                      -- whose visits are this person's own
    CHECK (role <> 'specialist' OR specialist_id IS NOT NULL)
) STRICT;

INSERT INTO staff (user_id, role)
WITH RECURSIVE listed (number, rest, place) AS (
    SELECT '', value || ' ', 0 FROM settings WHERE name = 'admin_ids'
    UNION ALL
    SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1), place + 1
    FROM listed WHERE rest <> ''
)
SELECT CAST(number AS integer), 'owner' FROM listed WHERE number <> '' GROUP BY number ORDER BY min(place);

CREATE TABLE audit (
    id          integer PRIMARY KEY AUTOINCREMENT,
    act         text NOT NULL,
    at          text NOT NULL,
    user_id     integer,                     -- who did it, in Telegram; null: the platform
    subject     text NOT NULL,
    before      text NOT NULL,
    after       text NOT NULL,
    booking_id  integer REFERENCES bookings
) STRICT;
CREATE INDEX audit_at ON audit (at);
