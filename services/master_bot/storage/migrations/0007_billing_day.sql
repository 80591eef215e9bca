-- On which day of the month a subscription ends, where the month has it: a month that is too short shortens itself alone.
ALTER TABLE subscriptions ADD COLUMN billing_day smallint CHECK (billing_day BETWEEN 1 AND 31);  -- null: that of paid_until
