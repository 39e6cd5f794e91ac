-- What people typed into requests for advice is erased as with incidents.
ALTER TABLE advisory_request ADD erased_at timestamptz;
CREATE INDEX advisory_request_not_erased ON advisory_request (closed_at) WHERE closed_at IS NOT NULL AND erased_at IS NULL;
