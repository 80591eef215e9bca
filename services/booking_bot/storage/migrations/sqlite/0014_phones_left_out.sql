-- Whether a customer was asked for the number and went on without it.

ALTER TABLE customers ADD COLUMN phone_left_out integer NOT NULL DEFAULT 0;
