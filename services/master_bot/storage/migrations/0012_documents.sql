-- Documents for owners: to whom they are made out, which were made, and orders that are paid by a bank invoice.

CREATE TABLE requisites (
    owner_telegram_id  bigint PRIMARY KEY,
    name               text NOT NULL,
    inn                text NOT NULL,
    kpp                text,
    changed_at         timestamptz NOT NULL
);

-- The last number that was given in a year. Taken in the transaction that writes the document, so that none is left out.
CREATE TABLE document_numbers (
    kind  text NOT NULL,
    year  integer NOT NULL,
    last  integer NOT NULL CHECK (last > 0),
    PRIMARY KEY (kind, year)
);

CREATE TABLE documents (
    kind        text NOT NULL CHECK (kind IN ('invoice', 'act')),
    year        integer NOT NULL,
    number      integer NOT NULL,
    order_id    uuid NOT NULL REFERENCES orders,
    dated       date NOT NULL,
    amount      numeric(12, 2) NOT NULL CHECK (amount > 0),
    line        text NOT NULL,                        -- what is sold
    seller      jsonb NOT NULL,                       -- as it was on that day
    buyer       jsonb,                                -- null: no requisites yet, it is made out to the business's name
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (kind, year, number),
    UNIQUE (order_id, kind)                           -- once for an order
);

ALTER TABLE orders ADD COLUMN method text NOT NULL DEFAULT 'yookassa' CHECK (method IN ('yookassa', 'bank'));
-- A bank invoice reserves a bot for two weeks: one at a time for an owner.
CREATE UNIQUE INDEX orders_one_bank_reservation ON orders (owner_telegram_id)
    WHERE method = 'bank' AND client_id IS NULL AND state IN ('preparing', 'pending');
CREATE INDEX payments_of_client ON payments (client_id, settled_at);

-- What the operator has read in the bank's statement.
CREATE TABLE bank_transfers (
    id           text PRIMARY KEY,                    -- that of the payment; of a refund, its refund_id
    order_id     uuid NOT NULL REFERENCES orders,
    amount       numeric(12, 2) NOT NULL,             -- below zero: paid back
    day          date NOT NULL,
    reference    text NOT NULL,                       -- as "п/п 123"
    noted_by     text NOT NULL,
    noted_at     timestamptz NOT NULL
);
