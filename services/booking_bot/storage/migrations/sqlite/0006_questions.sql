-- What customers asked the shop: each row is the copy that one admin got, and by replying to it he answers.

CREATE TABLE questions (
    admin_id             integer NOT NULL,  -- Telegram's
    message_id           integer NOT NULL,  -- of the copy, in the admin's chat
    customer_id          integer NOT NULL REFERENCES customers,
    customer_message_id  integer NOT NULL,  -- of the question, in the customer's chat
    at                   text NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????+00:00'),
    PRIMARY KEY (admin_id, message_id)
) STRICT;
CREATE INDEX questions_customer ON questions (customer_id, customer_message_id);
