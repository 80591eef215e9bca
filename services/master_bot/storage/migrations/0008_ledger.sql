-- Every rouble that reached the shop or left it, once, by the day that YooKassa says. Whose it is may be found out later:
-- money in quarantine becomes a client's by a row of `payments`, and that is asked when the ledger is read.

CREATE TABLE ledger (
    id          text PRIMARY KEY,                     -- payment:<YooKassa's id>, refund:<YooKassa's id>
    kind        text NOT NULL CHECK (kind IN ('payment', 'refund', 'bank')),
    at          timestamptz NOT NULL,                 -- captured; the refund made
    booked_at   timestamptz NOT NULL,
    payment_id  text,
    refund_id   text,
    order_id    uuid REFERENCES orders,
    client_id   text REFERENCES clients,              -- null: it was nobody's when it was booked
    method      text,
    gross       numeric NOT NULL,                     -- of a refund: below zero
    fee         numeric CHECK (fee >= 0),             -- null: not known yet
    net         numeric GENERATED ALWAYS AS (gross - fee) STORED,
    currency    text NOT NULL,
    test        boolean,                              -- null: booked by a version that did not know
    CHECK ((kind = 'bank') = (payment_id IS NULL)),
    CHECK ((kind = 'refund') = (refund_id IS NOT NULL)),
    CHECK (kind <> 'refund' OR (gross < 0 AND fee IS NOT DISTINCT FROM 0))  -- YooKassa keeps the payment's, and takes none
);
CREATE INDEX ledger_at ON ledger (at, id);
CREATE INDEX ledger_of_payment ON ledger (payment_id);
CREATE INDEX ledger_unknown_fee ON ledger (at) WHERE fee IS NULL;

-- What is booked stays. The one thing that may be learned later is a fee.
CREATE FUNCTION ledger_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.fee IS NULL AND to_jsonb(NEW) - '{fee,net}'::text[] = to_jsonb(OLD) - '{fee,net}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the ledger is only added to: % stays as it is', OLD.id;
END $$;
CREATE TRIGGER ledger_stays BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION ledger_stays();

INSERT INTO ledger (id, kind, at, booked_at, payment_id, order_id, client_id, method, gross, fee, currency)
SELECT 'payment:' || id, 'payment', settled_at, now(), id, order_id, client_id, method, amount,
       CASE WHEN income BETWEEN 0 AND amount THEN amount - income END, currency
FROM payments;
INSERT INTO ledger (id, kind, at, booked_at, payment_id, order_id, gross, currency, test)
SELECT 'payment:' || payment_id, 'payment', created_at, now(), payment_id, order_id, (facts->>'amount')::numeric,
       facts->>'currency', (facts->>'test')::boolean
FROM quarantine WHERE reason <> 'wrong_shop' AND facts->>'amount' ~ '^[0-9]+([.][0-9]+)?$' AND facts->>'currency' IS NOT NULL
ON CONFLICT (id) DO NOTHING;
INSERT INTO ledger (id, kind, at, booked_at, payment_id, refund_id, order_id, client_id, method, gross, fee, currency, test)
SELECT 'refund:' || refunds.refund_id, 'refund', refunds.created_at, now(), refunds.payment_id, refunds.refund_id,
       refunds.order_id, paid.client_id, paid.method, -refunds.amount, 0, refunds.currency, paid.test
FROM refunds JOIN ledger paid ON paid.id = 'payment:' || refunds.payment_id WHERE state = 'succeeded';

-- A refund of an order whose plan was changed since has to find what was carried over.
ALTER TABLE subscription_periods
    ADD COLUMN carried_to uuid REFERENCES orders;     -- whose period got it; null: its plan has not been changed
UPDATE subscription_periods old SET carried_to = (
    SELECT changed.order_id FROM subscription_periods changed JOIN orders ON orders.id = changed.order_id
    WHERE changed.client_id = old.client_id AND changed.created_at > old.created_at AND orders.credit > 0
    ORDER BY changed.created_at, changed.id LIMIT 1
) WHERE carried > 0;

-- Parts that went back before this version had no effect on the period; its worth is less all the same.
UPDATE subscription_periods SET worth = greatest(carried, worth - back.amount)
FROM (SELECT payments.order_id, sum(refunds.amount) AS amount FROM refunds JOIN payments ON payments.id = payment_id
      WHERE state = 'succeeded' GROUP BY 1) back
WHERE subscription_periods.order_id = back.order_id AND worth > carried;
