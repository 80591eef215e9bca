-- Whether a customer has said the name, or it is what Telegram shows.

ALTER TABLE customers ADD COLUMN name_given boolean NOT NULL DEFAULT false;
