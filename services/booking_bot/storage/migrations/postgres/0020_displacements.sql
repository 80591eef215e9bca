-- Visits that cannot take place as booked: who was hit on which occasion, what became of it, and the lists of the admins.

CREATE TABLE displacements (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause          text NOT NULL CHECK (cause IN ('ill', 'schedule')),
    specialist_id  bigint REFERENCES specialists,           -- null: the whole business
    first_day      date,                                    -- null: as far as anybody can have booked
    last_day       date,
    began_at       timestamptz NOT NULL,
    version        integer NOT NULL DEFAULT 1               -- grows with every answer
);
CREATE INDEX displacements_began ON displacements (began_at);

CREATE TABLE displaced_bookings (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    displacement_id  bigint NOT NULL REFERENCES displacements ON DELETE CASCADE,
    booking_id       bigint NOT NULL REFERENCES bookings,
    state            text NOT NULL
                     CHECK (state IN ('waiting', 'to_call', 'moved', 'cancelled', 'called', 'stands', 'over')),
    starts_at        timestamptz NOT NULL,                  -- as it was booked
    call_at          timestamptz NOT NULL,                  -- who waits is to be called from then on
    over_at          timestamptz NOT NULL,                  -- from then on there is nothing to settle
    asked            boolean NOT NULL DEFAULT false         -- the message has reached the customer
);
CREATE UNIQUE INDEX displaced_bookings_open ON displaced_bookings (booking_id) WHERE state IN ('waiting', 'to_call');
CREATE INDEX displaced_bookings_displacement ON displaced_bookings (displacement_id);
CREATE INDEX displaced_bookings_booking ON displaced_bookings (booking_id);

-- The list of a displacement in the chat of one admin: a message that is edited until it shows the latest version.
CREATE TABLE displacement_lists (
    displacement_id  bigint NOT NULL REFERENCES displacements ON DELETE CASCADE,
    user_id          bigint NOT NULL,                       -- the admin, in Telegram
    message_id       bigint,                                -- null: not sent yet
    page             smallint NOT NULL DEFAULT 0,
    shown            integer NOT NULL DEFAULT 0,            -- the version that the message shows
    anew             boolean NOT NULL DEFAULT false,        -- to be sent once more, below all others
    due_at           timestamptz NOT NULL,                  -- not to be touched before
    attempts         integer NOT NULL DEFAULT 0,
    PRIMARY KEY (displacement_id, user_id)
);

ALTER TABLE schedule_exceptions
    ADD COLUMN displacement_id bigint REFERENCES displacements ON DELETE SET NULL;  -- it was made with it
