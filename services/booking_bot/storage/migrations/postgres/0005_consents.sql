-- Who agreed to which text about personal data, and who took it back. Rows are only added.

CREATE TABLE consents (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id   bigint NOT NULL REFERENCES customers,
    text_version  text NOT NULL,
    given         boolean NOT NULL,          -- false: taken back
    at            timestamptz NOT NULL
);
CREATE INDEX consents_customer ON consents (customer_id, id);
