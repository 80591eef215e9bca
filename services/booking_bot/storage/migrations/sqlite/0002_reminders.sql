-- Reminders are notices that hold for one version of a booking alone, and for a while alone.

ALTER TABLE bookings ADD COLUMN confirmed_version integer;  -- the version to which the customer said "I'll come"

ALTER TABLE notices ADD COLUMN valid_until text;  -- not null: dropped from then on, or with another version
ALTER TABLE notices ADD COLUMN unless_confirmed integer NOT NULL DEFAULT false;
