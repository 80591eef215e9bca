-- One business: what it offers, when, who booked, and whom the bot still owes a message.
-- The tables belong to the platform's owner role; the client's own role reads and writes their rows, nothing else.

CREATE TABLE settings (
    name     text PRIMARY KEY,
    value    text NOT NULL,                  -- in force
    applied  text                            -- what the settings file last said; null: it never said anything
);

CREATE TABLE specialists (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name      text NOT NULL,
    active    boolean NOT NULL DEFAULT true,
    position  integer NOT NULL DEFAULT 0
);

CREATE TABLE weekly_hours (
    specialist_id  bigint NOT NULL REFERENCES specialists ON DELETE CASCADE,
    weekday        smallint NOT NULL CHECK (weekday BETWEEN 0 AND 6),          -- 0 is Monday
    starts         smallint NOT NULL CHECK (starts BETWEEN 0 AND 1439),        -- minutes after local midnight
    ends           smallint NOT NULL CHECK (ends BETWEEN 1 AND 2880),          -- over 1440: on the following day
    PRIMARY KEY (specialist_id, weekday, starts),
    CHECK (starts < ends)
);

CREATE TABLE services (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name           text NOT NULL CHECK (name <> ''),
    minutes        integer NOT NULL CHECK (minutes > 0),
    price          bigint NOT NULL CHECK (price >= 0),                         -- hundredths of the currency
    hidden         boolean NOT NULL DEFAULT false,
    buffer_before  integer NOT NULL DEFAULT 0 CHECK (buffer_before >= 0),      -- minutes
    buffer_after   integer NOT NULL DEFAULT 0 CHECK (buffer_after >= 0),
    position       integer NOT NULL
);

CREATE TABLE customers (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id     bigint UNIQUE,               -- Telegram's; null: entered by hand
    username    text,
    name        text NOT NULL CHECK (name <> ''),
    phone       text,
    language    text,                        -- null: not known, the business's own holds
    created_at  timestamptz NOT NULL
);

CREATE TABLE bookings (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id  bigint NOT NULL REFERENCES customers,
    state        text NOT NULL CHECK (state IN ('booked', 'cancelled')),
    version      integer NOT NULL DEFAULT 1, -- grows with every change
    booked_by    text NOT NULL CHECK (booked_by IN ('customer', 'business')),
    created_at   timestamptz NOT NULL
);
CREATE INDEX bookings_customer ON bookings (customer_id) WHERE state = 'booked';

-- A service as it was when it was booked; its time is in occupied_time.
CREATE TABLE booking_parts (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    booking_id    bigint NOT NULL REFERENCES bookings,
    position      smallint NOT NULL,         -- 0 is the first, in order of time
    service_id    bigint NOT NULL REFERENCES services,
    service_name  text NOT NULL,
    price         bigint NOT NULL CHECK (price >= 0),
    currency      text NOT NULL,
    UNIQUE (booking_id, position)
);

-- Every stretch of a specialist's time that is taken, for whatever reason. Two that are active in one lane never
-- overlap: the constraint is the last fence, behind the lock and the check of every booking.
CREATE TABLE occupied_time (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             text NOT NULL CHECK (kind IN ('visit', 'hold', 'block')),
    booking_part_id  bigint UNIQUE REFERENCES booking_parts,
    specialist_id    bigint NOT NULL REFERENCES specialists,
    lane             smallint NOT NULL DEFAULT 0,                              -- above 0: booked over on purpose
    starts_at        timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL,
    during           tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
    buffer_before    integer NOT NULL DEFAULT 0 CHECK (buffer_before >= 0),    -- minutes, kept by the check alone
    buffer_after     integer NOT NULL DEFAULT 0 CHECK (buffer_after >= 0),
    active           boolean NOT NULL DEFAULT true,
    expires_at       timestamptz,                                              -- of a hold
    CHECK (starts_at < ends_at),
    CHECK ((kind = 'visit') = (booking_part_id IS NOT NULL)),
    CHECK ((kind = 'hold') = (expires_at IS NOT NULL)),
    CONSTRAINT occupied_time_no_overlap
        EXCLUDE USING gist (specialist_id WITH =, lane WITH =, during WITH &&) WHERE (active)
);
CREATE INDEX occupied_time_ends ON occupied_time (ends_at) WHERE active;

-- Messages that are owed, keyed by the booking's version: each is written once, in the transaction of its cause.
CREATE TABLE notices (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             text NOT NULL,
    user_id          bigint NOT NULL,        -- the reader, in Telegram
    booking_id       bigint NOT NULL REFERENCES bookings,
    booking_version  integer NOT NULL,
    facts            jsonb NOT NULL,
    state            text NOT NULL DEFAULT 'waiting'
                     CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped')),
    attempts         integer NOT NULL DEFAULT 0,
    due_at           timestamptz NOT NULL,
    ended_at         timestamptz,
    error            text,
    UNIQUE (booking_id, booking_version, kind, user_id)
);
CREATE INDEX notices_due ON notices (due_at, id) WHERE state IN ('waiting', 'sending');

-- Telegram's updates that had an effect, each written in the effect's own transaction.
CREATE TABLE updates (
    update_id   bigint PRIMARY KEY,
    subject_id  bigint,                      -- what it made or changed
    at          timestamptz NOT NULL
);
