-- What a buyer has agreed to stands in the order: the text may be another one by the time it is paid.

ALTER TABLE orders ADD COLUMN autopay_consent text;   -- the version of the text; null: no automatic renewal
UPDATE orders SET autopay_consent = '2026-11' WHERE autopay;  -- the only text that there was before this version
