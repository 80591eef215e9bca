-- Visits of several parts, holds, shared resources, fixed starts, prices that are no sum.

ALTER TABLE services ADD COLUMN price_kind text NOT NULL DEFAULT 'exact'
    CHECK (price_kind IN ('exact', 'from', 'free', 'on_request'));
ALTER TABLE services ADD COLUMN fixed_times text NOT NULL DEFAULT '';  -- minutes after local midnight; none: in steps

ALTER TABLE booking_parts ADD COLUMN price_kind text NOT NULL DEFAULT 'exact'
    CHECK (price_kind IN ('exact', 'from', 'free', 'on_request'));
ALTER TABLE booking_parts ADD COLUMN guest text;  -- who comes; null: the customer, empty: a second guest
ALTER TABLE booking_parts ADD COLUMN cancelled integer NOT NULL DEFAULT false;  -- this part alone

ALTER TABLE occupied_time ADD COLUMN held_by integer REFERENCES customers;  -- of a hold: for whom
ALTER TABLE occupied_time ADD COLUMN visit_start text;  -- of a hold: when the whole visit would begin
CREATE INDEX occupied_time_held_by ON occupied_time (held_by) WHERE held_by IS NOT NULL;

CREATE TABLE resources (
    id     integer PRIMARY KEY AUTOINCREMENT,
    name   text NOT NULL CHECK (name <> ''),
    units  integer NOT NULL CHECK (units > 0)
) STRICT;

CREATE TABLE service_resources (
    service_id   integer NOT NULL REFERENCES services ON DELETE CASCADE,
    resource_id  integer NOT NULL REFERENCES resources ON DELETE CASCADE,
    PRIMARY KEY (service_id, resource_id)
) STRICT;

-- The unit of a resource that goes with a stretch of a specialist's time; its time is that of the stretch.
CREATE TABLE occupied_resources (
    occupied_time_id  integer NOT NULL REFERENCES occupied_time ON DELETE CASCADE,
    resource_id       integer NOT NULL REFERENCES resources ON DELETE CASCADE,
    unit              integer NOT NULL CHECK (unit >= 0),
    starts_at         text NOT NULL CHECK (starts_at GLOB '????-??-??T??:??:??.??????+00:00'),
    ends_at           text NOT NULL CHECK (ends_at GLOB '????-??-??T??:??:??.??????+00:00'),
    active            integer NOT NULL DEFAULT true,
    PRIMARY KEY (occupied_time_id, resource_id),
    CHECK (starts_at < ends_at)
) STRICT;
CREATE INDEX occupied_resources_ends ON occupied_resources (ends_at) WHERE active;

CREATE TRIGGER occupied_resources_no_overlap_on_insert BEFORE INSERT ON occupied_resources WHEN NEW.active
BEGIN
    SELECT RAISE(ABORT, 'occupied_resources_no_overlap')
    WHERE EXISTS (
        SELECT 1 FROM occupied_resources
        WHERE active AND resource_id = NEW.resource_id AND unit = NEW.unit
          AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
    );
END;

CREATE TRIGGER occupied_resources_no_overlap_on_update BEFORE UPDATE ON occupied_resources WHEN NEW.active
BEGIN
    SELECT RAISE(ABORT, 'occupied_resources_no_overlap')
    WHERE EXISTS (
        SELECT 1 FROM occupied_resources
        WHERE active AND resource_id = NEW.resource_id AND unit = NEW.unit
          AND NOT (occupied_time_id = NEW.occupied_time_id)
          AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
    );
END;
