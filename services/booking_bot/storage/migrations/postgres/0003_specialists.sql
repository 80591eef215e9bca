-- Several specialists: what customers read about each, and what each does in another way than the service says.

ALTER TABLE specialists ADD COLUMN about text NOT NULL DEFAULT '';

CREATE TABLE own_terms (
    specialist_id  bigint NOT NULL REFERENCES specialists ON DELETE CASCADE,
    service_id     bigint NOT NULL REFERENCES services ON DELETE CASCADE,
    offered        boolean NOT NULL DEFAULT true,
    minutes        integer CHECK (minutes > 0),  -- null: as the service says
    price          bigint CHECK (price >= 0),  -- null: as the service says
    PRIMARY KEY (specialist_id, service_id)
);
