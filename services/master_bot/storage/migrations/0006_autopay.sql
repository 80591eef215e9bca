-- Automatic renewal: with which saved method, by what consent, and every charge that was tried.

CREATE TABLE autopay (
    client_id          text PRIMARY KEY REFERENCES clients,
    payment_method_id  text NOT NULL,                 -- YooKassa's; of use with our secret key alone
    method_title       text,                          -- as "Bank card *4477"
    consent_version    text NOT NULL,                 -- which text was agreed to, by the order
    consented_at       timestamptz NOT NULL,
    order_id           uuid NOT NULL REFERENCES orders,
    price              numeric(12, 2) NOT NULL,       -- the most that may be charged
    told_period        timestamptz,                   -- the period (until when it was paid) whose charge was announced
    told_at            timestamptz,
    off_at             timestamptz,
    off_by             text
);

-- A charge is an order, with its idempotence key, that pays by the saved method.
CREATE TABLE charges (
    client_id   text NOT NULL REFERENCES clients,
    period      timestamptz NOT NULL,                 -- until when was paid when it was tried
    attempt     integer NOT NULL CHECK (attempt > 0),
    order_id    uuid NOT NULL UNIQUE REFERENCES orders,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (client_id, period, attempt)
);

ALTER TABLE orders ADD COLUMN payment_method_id text; -- null: the buyer pays on YooKassa's page
