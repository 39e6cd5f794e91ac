-- An answer that is repeated stays in the language in which it was given first.
ALTER TABLE idempotency_key ADD COLUMN language text;
