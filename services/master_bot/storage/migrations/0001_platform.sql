-- The control plane: what is sold, who bought it, what was paid, which bots run, and what is still to be done.
-- Durable work is rows: each carries its state, attempts, the time of its next try and its lease.

CREATE TABLE plans (
    code         text NOT NULL,
    version      integer NOT NULL,
    title        jsonb NOT NULL,                      -- {"ru": …, "en": …}
    description  jsonb NOT NULL,
    price        numeric(12, 2) NOT NULL CHECK (price >= 0),
    currency     text NOT NULL DEFAULT 'RUB',
    months       integer NOT NULL DEFAULT 0 CHECK (months >= 0),
    days         integer NOT NULL DEFAULT 0 CHECK (days >= 0),
    limits       jsonb NOT NULL DEFAULT '{}',
    is_trial     boolean NOT NULL DEFAULT false,
    position     integer NOT NULL DEFAULT 0,
    on_sale      boolean NOT NULL DEFAULT true,
    PRIMARY KEY (code, version),
    CHECK (months + days > 0)
);
CREATE UNIQUE INDEX plans_one_version_on_sale ON plans (code) WHERE on_sale;

CREATE SEQUENCE client_numbers;

CREATE TABLE clients (
    id                  text PRIMARY KEY CHECK (id ~ '^client_([0-9]{3}|[1-9][0-9]{3,8})$'),
    bot_id              bigint NOT NULL,
    bot_username        text NOT NULL,
    bot_token           bytea NOT NULL,               -- Fernet
    owner_telegram_id   bigint NOT NULL,
    admin_ids           bigint[] NOT NULL,
    business_name       text NOT NULL,
    timezone            text NOT NULL,
    locale              text NOT NULL,
    database_password   bytea NOT NULL,               -- Fernet
    redis_password      bytea NOT NULL,               -- Fernet
    desired_state       text NOT NULL CHECK (desired_state IN ('running', 'stopped', 'suspended', 'deleted')),
    actual_state        text NOT NULL DEFAULT 'absent'
                        CHECK (actual_state IN ('absent', 'starting', 'running', 'stopped', 'suspended', 'ill')),
    image               text,                         -- what runs now: image id, or the program's version
    previous_image      text,                         -- what ran before, for rollback
    last_error          text,
    created_at          timestamptz NOT NULL,
    deleted_at          timestamptz
);
CREATE UNIQUE INDEX clients_one_bot ON clients (bot_id) WHERE deleted_at IS NULL;
CREATE INDEX clients_owner ON clients (owner_telegram_id);

CREATE TABLE subscriptions (
    client_id     text PRIMARY KEY REFERENCES clients,
    plan_code     text NOT NULL,
    plan_version  integer NOT NULL,
    state         text NOT NULL CHECK (state IN ('trial', 'active', 'grace', 'suspended', 'ended')),
    paid_until    timestamptz NOT NULL,
    FOREIGN KEY (plan_code, plan_version) REFERENCES plans
);

CREATE TABLE orders (
    id                 uuid PRIMARY KEY,
    plan_code          text NOT NULL,
    plan_version       integer NOT NULL,
    client_id          text REFERENCES clients,       -- given when settled, or from the start for a renewal
    bot_id             bigint NOT NULL,
    bot_username       text NOT NULL,
    bot_token          bytea,                         -- Fernet; null for a renewal
    owner_telegram_id  bigint NOT NULL,
    business_name      text NOT NULL,
    timezone           text NOT NULL,
    locale             text NOT NULL,
    email              text,
    autopay            boolean NOT NULL DEFAULT false,
    amount             numeric(12, 2) NOT NULL CHECK (amount >= 0),
    currency           text NOT NULL,
    state              text NOT NULL
                       CHECK (state IN ('preparing', 'pending', 'settled', 'canceled', 'expired', 'refused', 'refunded')),
    payment_id         text UNIQUE,
    idempotence_key    text NOT NULL UNIQUE,
    confirmation_url   text,
    attempts           integer NOT NULL DEFAULT 0,
    next_look_at       timestamptz,                   -- when the reconciler looks at it next; null: never
    lease_until        timestamptz,
    last_error         text,
    created_at         timestamptz NOT NULL,
    settled_at         timestamptz,
    FOREIGN KEY (plan_code, plan_version) REFERENCES plans
);
-- An open order reserves its bot; a renewal of the same client does not compete with it.
CREATE UNIQUE INDEX orders_reserve_bot ON orders (bot_id) WHERE state IN ('preparing', 'pending') AND client_id IS NULL;
CREATE INDEX orders_due ON orders (next_look_at) WHERE next_look_at IS NOT NULL;
CREATE INDEX orders_owner ON orders (owner_telegram_id, created_at);

CREATE TABLE payments (
    id            text PRIMARY KEY,                   -- YooKassa's
    order_id      uuid NOT NULL REFERENCES orders,
    client_id     text NOT NULL REFERENCES clients,
    amount        numeric(12, 2) NOT NULL,
    currency      text NOT NULL,
    income        numeric(12, 2),                     -- after YooKassa's fee, when it says so
    method        text,
    period_from   timestamptz NOT NULL,
    period_until  timestamptz NOT NULL,
    settled_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX payments_one_extension_an_order ON payments (order_id);

CREATE TABLE quarantine (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id   text NOT NULL UNIQUE,
    order_id     uuid REFERENCES orders,
    reason       text NOT NULL,                       -- a word of the closed list in domain/
    facts        jsonb NOT NULL,
    state        text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'resolved')),
    resolution   text,
    created_at   timestamptz NOT NULL,
    resolved_at  timestamptz
);

CREATE TABLE deployments (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client_id     text NOT NULL REFERENCES clients,
    action        text NOT NULL
                  CHECK (action IN ('deploy', 'stop', 'restart', 'suspend', 'resume', 'rollback', 'remove')),
    state         text NOT NULL DEFAULT 'queued'
                  CHECK (state IN ('queued', 'running', 'succeeded', 'recovered', 'failed')),
    requested_by  text NOT NULL,                      -- "payment:…", "api:<token name>", "cli", "reconciler"
    attempts      integer NOT NULL DEFAULT 0,
    next_try_at   timestamptz NOT NULL,
    lease_owner   text,
    lease_until   timestamptz,
    error         text,
    log_tail      text,                               -- the bot's last lines when it did not come up
    created_at    timestamptz NOT NULL,
    started_at    timestamptz,
    finished_at   timestamptz
);
-- One at a time for a client: whoever asks again gets the one that is under way.
CREATE UNIQUE INDEX deployments_one_open ON deployments (client_id) WHERE state IN ('queued', 'running');
CREATE INDEX deployments_due ON deployments (next_try_at) WHERE state IN ('queued', 'running');
CREATE INDEX deployments_of_client ON deployments (client_id, id);

CREATE TABLE deployment_steps (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    deployment_id  bigint NOT NULL REFERENCES deployments ON DELETE CASCADE,
    attempt        integer NOT NULL,
    name           text NOT NULL,                     -- provision, migrate, render, run, watch, …
    state          text NOT NULL CHECK (state IN ('started', 'done', 'failed')),
    detail         text NOT NULL DEFAULT '',
    at             timestamptz NOT NULL
);
CREATE INDEX deployment_steps_of_deployment ON deployment_steps (deployment_id, id);

CREATE TABLE outbox (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dedupe_key   text NOT NULL UNIQUE,                -- "payment_received:<order>", …
    sender       text NOT NULL CHECK (sender IN ('sales_bot', 'master_bot')),
    chat_id      bigint NOT NULL,
    kind         text NOT NULL,
    facts        jsonb NOT NULL,
    state        text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sending', 'sent', 'undeliverable')),
    attempts     integer NOT NULL DEFAULT 0,
    next_try_at  timestamptz NOT NULL,
    lease_until  timestamptz,
    last_error   text,
    created_at   timestamptz NOT NULL,
    sent_at      timestamptz
);
CREATE INDEX outbox_due ON outbox (next_try_at) WHERE state IN ('due', 'sending');

CREATE TABLE audit (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    who     text NOT NULL,
    action  text NOT NULL,
    target  text NOT NULL,
    facts   jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE api_tokens (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text NOT NULL UNIQUE,
    digest      bytea NOT NULL UNIQUE,                -- SHA-256 of the token
    scopes      text[] NOT NULL CHECK (scopes <@ ARRAY['read', 'deploy', 'money', 'admin']),
    created_at  timestamptz NOT NULL,
    revoked_at  timestamptz
);

CREATE TABLE idempotency_keys (
    scope         text NOT NULL,                      -- token's name, method and route
    key           text NOT NULL,
    request_mac   bytea NOT NULL,                     -- keyed hash of the body
    status        integer,                            -- null: still running
    body          jsonb,
    locked_until  timestamptz NOT NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

CREATE TABLE workers (
    name     text PRIMARY KEY,                        -- "deployments", "housekeeping", "relay"
    host     text NOT NULL,
    pid      integer NOT NULL,
    seen_at  timestamptz NOT NULL
);

-- Questions for a bot's last lines: the API asks, the deploy worker answers.
CREATE TABLE log_requests (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client_id     text NOT NULL REFERENCES clients,
    lines_wanted  integer NOT NULL CHECK (lines_wanted BETWEEN 1 AND 1000),
    requested_at  timestamptz NOT NULL,
    lines         text[],
    answered_at   timestamptz
);
