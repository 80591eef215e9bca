-- The life of a subscription: where it stands since when, when the monitor looks at it next, and what each piece of its
-- time was paid with.

ALTER TABLE subscriptions DROP CONSTRAINT subscriptions_state_check;
ALTER TABLE subscriptions
    ADD CHECK (state IN ('trial', 'active', 'grace', 'read_only', 'suspended', 'ended')),
    ADD COLUMN state_since   timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN next_look_at  timestamptz DEFAULT 'epoch',   -- null: never, until somebody pays
    ADD COLUMN lease_until   timestamptz;
CREATE INDEX subscriptions_due ON subscriptions (next_look_at) WHERE next_look_at IS NOT NULL;

CREATE TABLE subscription_periods (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client_id     text NOT NULL REFERENCES clients,
    order_id      uuid UNIQUE REFERENCES orders,      -- one extension an order; null: a present
    reason        text NOT NULL,                      -- order, operator, …
    plan_code     text NOT NULL,
    plan_version  integer NOT NULL,
    begins        timestamptz NOT NULL,
    until         timestamptz NOT NULL,
    worth         numeric(12, 2) NOT NULL CHECK (worth >= 0),       -- paid for it, or carried over to it
    carried       numeric(12, 2) NOT NULL DEFAULT 0,                -- of that, carried over to another plan
    created_at    timestamptz NOT NULL,
    FOREIGN KEY (plan_code, plan_version) REFERENCES plans,
    CHECK (until >= begins),
    CHECK (carried BETWEEN 0 AND worth)
);
CREATE INDEX subscription_periods_of_client ON subscription_periods (client_id, until);
INSERT INTO subscription_periods (client_id, order_id, reason, plan_code, plan_version, begins, until, worth, created_at)
SELECT payments.client_id, order_id, 'order', plan_code, plan_version, period_from, period_until, payments.amount,
       payments.settled_at
FROM payments JOIN orders ON orders.id = order_id;

-- A change of plan: what is left of the old one counts for the new one, as long as the old one is as it was.
ALTER TABLE orders
    ADD COLUMN credit          numeric(12, 2) NOT NULL DEFAULT 0 CHECK (credit >= 0),
    ADD COLUMN credit_of_until timestamptz;           -- until when the old plan was paid at that moment; null: no change

ALTER TABLE clients ADD COLUMN applied_limits jsonb;  -- PLAN_LIMITS that the bot was last started with; null: not known
