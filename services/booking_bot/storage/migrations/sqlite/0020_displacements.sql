-- Visits that cannot take place as booked: who was hit on which occasion, what became of it, and the lists of the admins.

CREATE TABLE displacements (
    id             integer PRIMARY KEY AUTOINCREMENT,
    cause          text NOT NULL CHECK (cause IN ('ill', 'schedule')),
    specialist_id  integer REFERENCES specialists,          -- null: the whole business
    first_day      text,                                    -- null: as far as anybody can have booked
    last_day       text,
    began_at       text NOT NULL CHECK (began_at GLOB '????-??-??T??:??:??.??????+00:00'),
    version        integer NOT NULL DEFAULT 1               -- grows with every answer
) STRICT;
CREATE INDEX displacements_began ON displacements (began_at);

CREATE TABLE displaced_bookings (
    id               integer PRIMARY KEY AUTOINCREMENT,
    displacement_id  integer NOT NULL REFERENCES displacements ON DELETE CASCADE,
    booking_id       integer NOT NULL REFERENCES bookings,
    state            text NOT NULL
                     CHECK (state IN ('waiting', 'to_call', 'moved', 'cancelled', 'called', 'stands', 'over')),
    starts_at        text NOT NULL CHECK (starts_at GLOB '????-??-??T??:??:??.??????+00:00'),  -- as it was booked
    call_at          text NOT NULL CHECK (call_at GLOB '????-??-??T??:??:??.??????+00:00'),  -- who waits is called then
    over_at          text NOT NULL CHECK (over_at GLOB '????-??-??T??:??:??.??????+00:00'),  -- nothing to settle then
    asked            integer NOT NULL DEFAULT false         -- the message has reached the customer
) STRICT;
CREATE UNIQUE INDEX displaced_bookings_open ON displaced_bookings (booking_id) WHERE state IN ('waiting', 'to_call');
CREATE INDEX displaced_bookings_displacement ON displaced_bookings (displacement_id);
CREATE INDEX displaced_bookings_booking ON displaced_bookings (booking_id);

-- The list of a displacement in the chat of one admin: a message that is edited until it shows the latest version.
CREATE TABLE displacement_lists (
    displacement_id  integer NOT NULL REFERENCES displacements ON DELETE CASCADE,
    user_id          integer NOT NULL,                      -- the admin, in Telegram
    message_id       integer,                               -- null: not sent yet
    page             integer NOT NULL DEFAULT 0,
    shown            integer NOT NULL DEFAULT 0,            -- the version that the message shows
    anew             integer NOT NULL DEFAULT false,        -- to be sent once more, below all others
    due_at           text NOT NULL CHECK (due_at GLOB '????-??-??T??:??:??.??????+00:00'),  -- not touched before
    attempts         integer NOT NULL DEFAULT 0,
    PRIMARY KEY (displacement_id, user_id)
) STRICT;

ALTER TABLE schedule_exceptions
    ADD COLUMN displacement_id integer REFERENCES displacements ON DELETE SET NULL;  -- it was made with it
