-- Several specialists: what customers read about each, and what each does in another way than the service says.

ALTER TABLE specialists ADD COLUMN about text NOT NULL DEFAULT '';

CREATE TABLE own_terms (
    specialist_id  integer NOT NULL REFERENCES specialists ON DELETE CASCADE,
    service_id     integer NOT NULL REFERENCES services ON DELETE CASCADE,
    offered        integer NOT NULL DEFAULT true,
    minutes        integer CHECK (minutes > 0),  -- null: as the service says
    price          integer CHECK (price >= 0),  -- null: as the service says
    PRIMARY KEY (specialist_id, service_id)
) STRICT;
