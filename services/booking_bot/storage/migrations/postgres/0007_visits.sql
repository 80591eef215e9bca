-- Visits of several parts, holds, shared resources, fixed starts, prices that are no sum.

ALTER TABLE services
    ADD COLUMN price_kind text NOT NULL DEFAULT 'exact' CHECK (price_kind IN ('exact', 'from', 'free', 'on_request')),
    ADD COLUMN fixed_times text NOT NULL DEFAULT '';        -- minutes after local midnight; none: starts come in steps

ALTER TABLE booking_parts
    ADD COLUMN price_kind text NOT NULL DEFAULT 'exact' CHECK (price_kind IN ('exact', 'from', 'free', 'on_request')),
    ADD COLUMN guest text,                                  -- who comes; null: the customer, empty: a second guest
    ADD COLUMN cancelled boolean NOT NULL DEFAULT false;    -- this part alone

ALTER TABLE occupied_time
    ADD COLUMN held_by bigint REFERENCES customers,         -- of a hold: for whom
    ADD COLUMN visit_start timestamptz;                     -- of a hold: when the whole visit would begin
CREATE INDEX occupied_time_held_by ON occupied_time (held_by) WHERE held_by IS NOT NULL;

CREATE TABLE resources (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name   text NOT NULL CHECK (name <> ''),
    units  smallint NOT NULL CHECK (units > 0)
);

CREATE TABLE service_resources (
    service_id   bigint NOT NULL REFERENCES services ON DELETE CASCADE,
    resource_id  bigint NOT NULL REFERENCES resources ON DELETE CASCADE,
    PRIMARY KEY (service_id, resource_id)
);

-- The unit of a resource that goes with a stretch of a specialist's time; its time is that of the stretch.
CREATE TABLE occupied_resources (
    occupied_time_id  bigint NOT NULL REFERENCES occupied_time ON DELETE CASCADE,
    resource_id       bigint NOT NULL REFERENCES resources ON DELETE CASCADE,
    unit              smallint NOT NULL CHECK (unit >= 0),
    starts_at         timestamptz NOT NULL,
    ends_at           timestamptz NOT NULL,
    during            tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
    active            boolean NOT NULL DEFAULT true,
    PRIMARY KEY (occupied_time_id, resource_id),
    CHECK (starts_at < ends_at),
    CONSTRAINT occupied_resources_no_overlap
        EXCLUDE USING gist (resource_id WITH =, unit WITH =, during WITH &&) WHERE (active)
);
CREATE INDEX occupied_resources_ends ON occupied_resources (ends_at) WHERE active;
