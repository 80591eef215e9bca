-- What customers asked the shop: each row is the copy that one admin got, and by replying to it he answers.

CREATE TABLE questions (
    admin_id             bigint NOT NULL,    -- Telegram's
    message_id           bigint NOT NULL,    -- of the copy, in the admin's chat
    customer_id          bigint NOT NULL REFERENCES customers,
    customer_message_id  bigint NOT NULL,    -- of the question, in the customer's chat
    at                   timestamptz NOT NULL,
    PRIMARY KEY (admin_id, message_id)
);
CREATE INDEX questions_customer ON questions (customer_id, customer_message_id);
