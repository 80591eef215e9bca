-- Rules of moving and cancelling, and a customer who cannot be in two places at once.

ALTER TABLE bookings ADD COLUMN moves integer NOT NULL DEFAULT 0;  -- how often the customer has moved it
ALTER TABLE bookings ADD COLUMN cancel_reason text;

-- Of what customers book themselves from now on; null: nobody asks where the customer is at that time.
ALTER TABLE occupied_time ADD COLUMN customer_id integer REFERENCES customers;
CREATE INDEX occupied_time_customer ON occupied_time (customer_id, ends_at) WHERE active;

CREATE TRIGGER occupied_time_no_overlap_of_customer_on_insert BEFORE INSERT ON occupied_time
WHEN NEW.active AND NEW.customer_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'occupied_time_no_overlap_of_customer')
    WHERE EXISTS (
        SELECT 1 FROM occupied_time
        WHERE active AND customer_id = NEW.customer_id AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
    );
END;

CREATE TRIGGER occupied_time_no_overlap_of_customer_on_update BEFORE UPDATE ON occupied_time
WHEN NEW.active AND NEW.customer_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'occupied_time_no_overlap_of_customer')
    WHERE EXISTS (
        SELECT 1 FROM occupied_time
        WHERE active AND customer_id = NEW.customer_id AND id <> NEW.id
          AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
    );
END;
