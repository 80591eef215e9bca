-- One refund of ours at a time for a payment. Meanwhile another may be made by hand: that has no key, and has happened.
DROP INDEX refunds_one_open;
CREATE UNIQUE INDEX refunds_one_open ON refunds (payment_id)
    WHERE state IN ('preparing', 'pending') AND idempotence_key IS NOT NULL;
