-- Money that goes back, what an operator must know of until it is over, and how far YooKassa's lists were compared.

CREATE TABLE refunds (
    id               uuid PRIMARY KEY,
    payment_id       text NOT NULL,                   -- YooKassa's; of a settled payment or one in quarantine
    order_id         uuid REFERENCES orders,
    quarantine_id    bigint REFERENCES quarantine,
    amount           numeric(12, 2) NOT NULL CHECK (amount > 0),
    currency         text NOT NULL,
    state            text NOT NULL
                     CHECK (state IN ('preparing', 'pending', 'succeeded', 'canceled', 'refused')),
    refund_id        text UNIQUE,                     -- YooKassa's, once it is known
    idempotence_key  text UNIQUE,                     -- null: made by hand in YooKassa's cabinet
    requested_by     text NOT NULL,                   -- "api:<token name>", "cabinet"
    attempts         integer NOT NULL DEFAULT 0,
    next_try_at      timestamptz,                     -- null: it has ended
    lease_until      timestamptz,
    last_error       text,
    created_at       timestamptz NOT NULL,
    done_at          timestamptz
);
-- One at a time for a payment: whoever asks again gets the one that is under way.
CREATE UNIQUE INDEX refunds_one_open ON refunds (payment_id) WHERE state IN ('preparing', 'pending');
CREATE INDEX refunds_of_payment ON refunds (payment_id);
CREATE INDEX refunds_due ON refunds (next_try_at) WHERE next_try_at IS NOT NULL;

CREATE TABLE alarms (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       text NOT NULL,                         -- paid_not_set_up, missing_at_yookassa
    subject    text NOT NULL,                         -- the order, the payment
    facts      jsonb NOT NULL,
    opened_at  timestamptz NOT NULL,
    closed_at  timestamptz,
    UNIQUE (kind, subject)                            -- once for a cause
);
CREATE INDEX alarms_open ON alarms (kind) WHERE closed_at IS NULL;

CREATE TABLE sweeps (
    name        text PRIMARY KEY,
    reached     timestamptz NOT NULL                  -- everything before was compared
);

CREATE INDEX payments_settled ON payments (settled_at);
