-- Whether a customer has said the name, or it is what Telegram shows.

ALTER TABLE customers ADD COLUMN name_given integer NOT NULL DEFAULT 0;
