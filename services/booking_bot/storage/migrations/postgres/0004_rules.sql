-- Rules of moving and cancelling, and a customer who cannot be in two places at once.

ALTER TABLE bookings
    ADD COLUMN moves integer NOT NULL DEFAULT 0,            -- how often the customer has moved it
    ADD COLUMN cancel_reason text;

-- Of what customers book themselves from now on; null: nobody asks where the customer is at that time.
ALTER TABLE occupied_time ADD COLUMN customer_id bigint REFERENCES customers;
ALTER TABLE occupied_time ADD CONSTRAINT occupied_time_no_overlap_of_customer
    EXCLUDE USING gist (customer_id WITH =, during WITH &&) WHERE (active AND customer_id IS NOT NULL);
