-- The same tables as on PostgreSQL, for a business on its own. Instants are texts of one shape in UTC, so that their
-- order is the order of time; triggers refuse what the exclusion constraint refuses there.

CREATE TABLE settings (
    name     text PRIMARY KEY,
    value    text NOT NULL,  -- in force
    applied  text                            -- what the settings file last said; null: it never said anything
) STRICT;

CREATE TABLE specialists (
    id        integer PRIMARY KEY AUTOINCREMENT,
    name      text NOT NULL,
    active    integer NOT NULL DEFAULT true,
    position  integer NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE weekly_hours (
    specialist_id  integer NOT NULL REFERENCES specialists ON DELETE CASCADE,
    weekday        integer NOT NULL CHECK (weekday BETWEEN 0 AND 6),  -- 0 is Monday
    starts         integer NOT NULL CHECK (starts BETWEEN 0 AND 1439),  -- minutes after local midnight
    ends           integer NOT NULL CHECK (ends BETWEEN 1 AND 2880),  -- over 1440: on the following day
    PRIMARY KEY (specialist_id, weekday, starts),
    CHECK (starts < ends)
) STRICT;

CREATE TABLE services (
    id             integer PRIMARY KEY AUTOINCREMENT,
    name           text NOT NULL CHECK (name <> ''),
    minutes        integer NOT NULL CHECK (minutes > 0),
    price          integer NOT NULL CHECK (price >= 0),  -- hundredths of the currency
    hidden         integer NOT NULL DEFAULT false,
    buffer_before  integer NOT NULL DEFAULT 0 CHECK (buffer_before >= 0),  -- minutes
    buffer_after   integer NOT NULL DEFAULT 0 CHECK (buffer_after >= 0),
    position       integer NOT NULL
) STRICT;

CREATE TABLE customers (
    id          integer PRIMARY KEY AUTOINCREMENT,
    user_id     integer UNIQUE,  -- Telegram's; null: entered by hand
    username    text,
    name        text NOT NULL CHECK (name <> ''),
    phone       text,
    language    text,  -- null: not known, the business's own holds
    created_at  text NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

CREATE TABLE bookings (
    id           integer PRIMARY KEY AUTOINCREMENT,
    customer_id  integer NOT NULL REFERENCES customers,
    state        text NOT NULL CHECK (state IN ('booked', 'cancelled')),
    version      integer NOT NULL DEFAULT 1,  -- grows with every change
    booked_by    text NOT NULL CHECK (booked_by IN ('customer', 'business')),
    created_at   text NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;
CREATE INDEX bookings_customer ON bookings (customer_id) WHERE state = 'booked';

-- A service as it was when it was booked; its time is in occupied_time.
CREATE TABLE booking_parts (
    id            integer PRIMARY KEY AUTOINCREMENT,
    booking_id    integer NOT NULL REFERENCES bookings,
    position      integer NOT NULL,  -- 0 is the first, in order of time
    service_id    integer NOT NULL REFERENCES services,
    service_name  text NOT NULL,
    price         integer NOT NULL CHECK (price >= 0),
    currency      text NOT NULL,
    UNIQUE (booking_id, position)
) STRICT;

-- Every stretch of a specialist's time that is taken, for whatever reason. Two that are active in one lane never
-- overlap: the constraint is the last fence, behind the lock and the check of every booking.
CREATE TABLE occupied_time (
    id               integer PRIMARY KEY AUTOINCREMENT,
    kind             text NOT NULL CHECK (kind IN ('visit', 'hold', 'block')),
    booking_part_id  integer UNIQUE REFERENCES booking_parts,
    specialist_id    integer NOT NULL REFERENCES specialists,
    lane             integer NOT NULL DEFAULT 0,  -- above 0: booked over on purpose
    starts_at        text NOT NULL CHECK (starts_at GLOB '????-??-??T??:??:??.??????+00:00'),
    ends_at          text NOT NULL CHECK (ends_at GLOB '????-??-??T??:??:??.??????+00:00'),
    buffer_before    integer NOT NULL DEFAULT 0 CHECK (buffer_before >= 0),  -- minutes, kept by the check alone
    buffer_after     integer NOT NULL DEFAULT 0 CHECK (buffer_after >= 0),
    active           integer NOT NULL DEFAULT true,
    expires_at       text,  -- of a hold
    CHECK (starts_at < ends_at),
    CHECK ((kind = 'visit') = (booking_part_id IS NOT NULL)),
    CHECK ((kind = 'hold') = (expires_at IS NOT NULL))
) STRICT;
CREATE INDEX occupied_time_ends ON occupied_time (ends_at) WHERE active;

-- Messages that are owed, keyed by the booking's version: each is written once, in the transaction of its cause.
CREATE TABLE notices (
    id               integer PRIMARY KEY AUTOINCREMENT,
    kind             text NOT NULL,
    user_id          integer NOT NULL,  -- the reader, in Telegram
    booking_id       integer NOT NULL REFERENCES bookings,
    booking_version  integer NOT NULL,
    facts            text NOT NULL,
    state            text NOT NULL DEFAULT 'waiting'
                     CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped')),
    attempts         integer NOT NULL DEFAULT 0,
    due_at           text NOT NULL CHECK (due_at GLOB '????-??-??T??:??:??.??????+00:00'),
    ended_at         text,
    error            text,
    UNIQUE (booking_id, booking_version, kind, user_id)
) STRICT;
CREATE INDEX notices_due ON notices (due_at, id) WHERE state IN ('waiting', 'sending');

-- Telegram's updates that had an effect, each written in the effect's own transaction.
CREATE TABLE updates (
    update_id   integer PRIMARY KEY,
    subject_id  integer,  -- what it made or changed
    at          text NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

-- The messages the bot is in the middle of with somebody, for a bot without Redis.
CREATE TABLE dialogs (
    key         text PRIMARY KEY,
    state       text,
    data        text NOT NULL DEFAULT '{}',  -- JSON
    updated_at  text NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

CREATE TRIGGER occupied_time_no_overlap_on_insert BEFORE INSERT ON occupied_time WHEN NEW.active
BEGIN
    SELECT RAISE(ABORT, 'occupied_time_no_overlap')
    WHERE EXISTS (
        SELECT 1 FROM occupied_time
        WHERE active AND specialist_id = NEW.specialist_id AND lane = NEW.lane
          AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
    );
END;

CREATE TRIGGER occupied_time_no_overlap_on_update BEFORE UPDATE ON occupied_time WHEN NEW.active
BEGIN
    SELECT RAISE(ABORT, 'occupied_time_no_overlap')
    WHERE EXISTS (
        SELECT 1 FROM occupied_time
        WHERE active AND specialist_id = NEW.specialist_id AND lane = NEW.lane AND id <> NEW.id
          AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
    );
END;
