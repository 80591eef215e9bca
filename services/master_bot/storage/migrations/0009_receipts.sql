-- Receipts (54-FZ). What is sent to YooKassa is stored as it was first sent: a request that is repeated with its
-- idempotence key stays the same, whatever the settings say by then.

ALTER TABLE orders ADD COLUMN receipt jsonb;          -- null: the shop makes it elsewhere, or nothing is to pay
ALTER TABLE refunds ADD COLUMN receipt jsonb;         -- null: the payment had none

-- One row for each payment and each refund whose receipt YooKassa was asked for, until it is registered.
CREATE TABLE receipts (
    id                      text PRIMARY KEY,         -- YooKassa's id of the payment, or of the refund
    kind                    text NOT NULL CHECK (kind IN ('payment', 'refund')),
    payment_id              text NOT NULL,            -- YooKassa's
    amount                  numeric(12, 2) NOT NULL,
    currency                text NOT NULL,
    state                   text NOT NULL DEFAULT 'pending',  -- YooKassa's word: pending, succeeded, canceled, or a new one
    attempts                integer NOT NULL DEFAULT 0,
    next_look_at            timestamptz,              -- null: it is registered, or nobody waits for it any more
    lease_until             timestamptz,
    last_error              text,
    asked_at                timestamptz NOT NULL,
    registered_at           timestamptz,
    receipt_id              text,                     -- YooKassa's, like what follows: where it shows them
    fiscal_document_number  text,
    fiscal_storage_number   text,
    fiscal_attribute        text,
    fiscal_provider_id      text
);
CREATE INDEX receipts_due ON receipts (next_look_at) WHERE next_look_at IS NOT NULL;
CREATE INDEX receipts_of_payment ON receipts (payment_id);
