-- A client's data go, after a backup. From removal_began_at on nothing brings them back but that backup.

ALTER TABLE clients
    ADD COLUMN removal_began_at  timestamptz,
    ADD COLUMN backup            text,                -- the folder of the last backup, where the deploy worker keeps them
    ADD CONSTRAINT clients_removed_with_a_backup CHECK (removal_began_at IS NULL OR backup IS NOT NULL);
