-- Who came and what was received; what the business keeps about a customer; the days whose closing was asked about.

ALTER TABLE bookings ADD COLUMN outcome text CHECK (outcome IN ('came', 'no_show'));  -- null: nobody has said
ALTER TABLE bookings ADD COLUMN received integer CHECK (received >= 0);  -- hundredths of the currency of its parts
ALTER TABLE bookings ADD COLUMN received_as text CHECK (received_as IN ('cash', 'card', 'transfer'));
ALTER TABLE bookings ADD COLUMN tip integer NOT NULL DEFAULT 0 CHECK (tip >= 0);
CREATE INDEX bookings_of_customer ON bookings (customer_id);

ALTER TABLE customers ADD COLUMN access text NOT NULL DEFAULT 'allowed'
    CHECK (access IN ('allowed', 'prepayment', 'banned'));
ALTER TABLE customers ADD COLUMN note text NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN tags text NOT NULL DEFAULT '';  -- a line each
ALTER TABLE customers ADD COLUMN birthday text;  -- 1990-03-05, or 03-05 without the year
CREATE INDEX customers_phone ON customers (phone) WHERE phone IS NOT NULL;

CREATE TABLE closings (
    day  text PRIMARY KEY  -- 2026-03-02
) STRICT;
