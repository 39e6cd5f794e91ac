-- A cancellation never changes, but it may be announced again.
ALTER TABLE cancellation ADD sequence bigint NOT NULL DEFAULT 1;
