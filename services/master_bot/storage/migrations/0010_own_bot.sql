-- What an owner must not miss is told in his own bot too: he may have muted the sales bot.

ALTER TABLE outbox DROP CONSTRAINT outbox_sender_check;
ALTER TABLE outbox
    ADD COLUMN client_id text REFERENCES clients,     -- whose bot sends it, where that is "own_bot"
    ADD CONSTRAINT outbox_sender_check CHECK (sender IN ('sales_bot', 'master_bot', 'own_bot')),
    ADD CONSTRAINT outbox_own_bot_is_somebodys CHECK (sender <> 'own_bot' OR client_id IS NOT NULL);
