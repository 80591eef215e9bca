-- Windows of a service's own, in minutes before the visit; null: as the business says.

ALTER TABLE services ADD COLUMN notice_minutes integer CHECK (notice_minutes >= 0);
ALTER TABLE services ADD COLUMN move_until_minutes integer CHECK (move_until_minutes >= 0);
ALTER TABLE services ADD COLUMN cancel_until_minutes integer CHECK (cancel_until_minutes >= 0);
