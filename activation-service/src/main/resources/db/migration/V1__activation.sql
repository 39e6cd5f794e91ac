-- What others decided, as this service knows it.
CREATE TABLE known_benefit (
    id                            uuid        PRIMARY KEY,
    partner_id                    text        NOT NULL,
    kind                          text        NOT NULL,
    name                          text        NOT NULL,
    category                      text        NOT NULL,
    unit                          text        NOT NULL,
    quantity                      integer, -- null: unlimited
    benefit_year                  integer     NOT NULL,
    starts_at                     timestamptz NOT NULL,
    activate_by                   timestamptz NOT NULL,
    usable_until                  timestamptz NOT NULL,
    listed                        text        NOT NULL, -- when it is the best grant of its kind, as JSON
    needs_activation              boolean     NOT NULL,
    processing                    text        NOT NULL CHECK (processing IN ('AUTOMATIC', 'REVIEW')),
    expected_within_business_days integer     NOT NULL,
    covers                        text        NOT NULL, -- coverage terms as JSON, passed on as they are
    withdrawn                     boolean     NOT NULL,
    sequence                      bigint      NOT NULL
);
CREATE INDEX known_benefit_partner ON known_benefit (partner_id, usable_until);

CREATE TABLE known_partner (
    id         text   PRIMARY KEY,
    managed_in text   NOT NULL CHECK (managed_in IN ('PARTNER_CENTER', 'PMC')),
    sequence   bigint NOT NULL
);

CREATE TABLE known_user (
    id         text      PRIMARY KEY,
    partner_id text      NOT NULL,
    name       text      NOT NULL,
    roles      varchar[] NOT NULL,
    withdrawn  boolean   NOT NULL,
    sequence   bigint    NOT NULL
);
CREATE INDEX known_user_partner ON known_user (partner_id);

CREATE TABLE known_balance (
    benefit_id uuid   PRIMARY KEY,
    remaining  integer, -- null: unlimited
    sequence   bigint NOT NULL
);

-- Requests to activate a benefit.
CREATE TABLE activation (
    id                uuid        PRIMARY KEY,
    benefit_id        uuid        NOT NULL,
    partner_id        text        NOT NULL,
    processing        text        NOT NULL CHECK (processing IN ('AUTOMATIC', 'REVIEW')),
    state             text        NOT NULL CHECK (state IN ('REQUESTED', 'ACTIVE', 'REJECTED')),
    requested_by      text        NOT NULL,
    requested_by_role text        NOT NULL,
    requested_at      timestamptz NOT NULL,
    expected_by       timestamptz NOT NULL,
    approved_at       timestamptz,
    completed_at      timestamptz,
    reason            text,
    CHECK ((state = 'REQUESTED') = (completed_at IS NULL)),
    CHECK ((state = 'REJECTED') = (reason IS NOT NULL)),
    CHECK (NOT (state = 'ACTIVE' AND processing = 'REVIEW' AND approved_at IS NULL))
);
-- A-5: one that is not rejected per benefit, however many ask at once
CREATE UNIQUE INDEX activation_live ON activation (benefit_id) WHERE state <> 'REJECTED';
CREATE INDEX activation_benefit ON activation (benefit_id, id);
CREATE INDEX activation_partner ON activation (partner_id, id);
CREATE INDEX activation_requested ON activation (id) WHERE state = 'REQUESTED';

-- A-3: one per partner and benefit year. Access ID and Contract ID are a credential: encrypted, and digested for others.
CREATE TABLE contract (
    id                 uuid        PRIMARY KEY,
    partner_id         text        NOT NULL,
    benefit_year       integer     NOT NULL,
    sealed_pair        text        NOT NULL,
    access_id_digest   text        NOT NULL UNIQUE,
    contract_id_digest text        NOT NULL,
    digest_key_id      text        NOT NULL,
    withdrawn_at       timestamptz,
    sequence           bigint      NOT NULL,
    UNIQUE (partner_id, benefit_year)
);

-- What the contract brings: one line per activated benefit.
CREATE TABLE contract_line (
    benefit_id    uuid        PRIMARY KEY,
    contract_id   uuid        NOT NULL REFERENCES contract,
    kind          text        NOT NULL,
    name          text        NOT NULL,
    unit          text        NOT NULL,
    granted       integer     CHECK (granted > 0), -- null: unlimited
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    covers        text        NOT NULL,
    superseded_by uuid        REFERENCES contract_line DEFERRABLE INITIALLY DEFERRED,
    superseded_at timestamptz,
    CHECK (starts_at < ends_at),
    CHECK ((superseded_by IS NULL) = (superseded_at IS NULL))
);
CREATE INDEX contract_line_contract ON contract_line (contract_id);

-- A-13: who changed what. Subject is the activation or contract that changed.
CREATE TABLE audit_entry (
    id         uuid        PRIMARY KEY,
    partner_id text        NOT NULL,
    actor      text        NOT NULL,
    role       text        NOT NULL,
    at         timestamptz NOT NULL,
    action     text        NOT NULL,
    subject    uuid        NOT NULL,
    from_state text,
    to_state   text        NOT NULL,
    reason     text
);
CREATE INDEX audit_entry_partner ON audit_entry (partner_id, at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are only ever added';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
