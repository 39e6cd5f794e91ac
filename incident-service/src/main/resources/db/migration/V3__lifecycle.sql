-- The life of an incident after it was opened (I-12).
ALTER TABLE incident DROP CONSTRAINT incident_status_check;
ALTER TABLE incident
    ADD CONSTRAINT incident_status_check CHECK (
        status IN ('OPEN', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED', 'CLOSED', 'CANCELLED')),
    ADD first_responded_at timestamptz,
    ADD engineer text,
    ADD resolution text CHECK (resolution IN ('DUPLICATE', 'PRODUCT_BUG', 'CANCELLED', 'RESOLVED', 'SELF_SOLVED', 'ABANDONED')),
    ADD ended_at timestamptz, -- resolved, closed or cancelled; null while support works on it
    ADD refunded boolean NOT NULL DEFAULT false,
    ADD erased_at timestamptz, -- what people typed is gone; what the ledger refers to stays
    ADD search tsvector GENERATED ALWAYS AS (to_tsvector('simple', number || ' ' || title)) STORED,
    ADD CHECK ((status IN ('OPEN', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')) = (ended_at IS NULL)),
    ADD CHECK ((resolution IS NULL) = (ended_at IS NULL)),
    ADD CHECK (NOT refunded OR units > 0);
CREATE INDEX incident_partner_of_opener ON incident (account_partner, id DESC) WHERE account_partner IS NOT NULL;
CREATE INDEX incident_search ON incident USING gin (search);
-- Support's order: of severity A the requests of cloud solution providers first (I-13).
CREATE FUNCTION queue_rank(severity text, plan_type text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN severity <> 'A' THEN 2 WHEN plan_type = 'CLOUD_SOLUTION_PROVIDER' THEN 0 ELSE 1 END
$$;
CREATE INDEX incident_at_work ON incident (queue_rank(severity, plan_type), id)
    WHERE status IN ('OPEN', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER');
CREATE INDEX incident_customer ON incident (customer_id, id DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX incident_resolved ON incident (ended_at) WHERE status = 'RESOLVED';
CREATE INDEX incident_not_erased ON incident (ended_at) WHERE ended_at IS NOT NULL AND erased_at IS NULL;

-- What was done to an incident, by whom.
CREATE TABLE incident_act (
    id          uuid        PRIMARY KEY,
    incident    uuid        NOT NULL REFERENCES incident,
    act         text        NOT NULL,
    party       text        NOT NULL CHECK (party IN ('CUSTOMER', 'SUPPORT', 'CLOCK')),
    actor       text        NOT NULL,
    at          timestamptz NOT NULL,
    from_status text        NOT NULL,
    to_status   text        NOT NULL,
    details     text, -- a constant such as the resolution, never what a person typed
    sequence    bigint      NOT NULL, -- the incident's, after it
    UNIQUE (incident, sequence)
);
CREATE FUNCTION refuse_to_alter_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER incident_act_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incident_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_alter_history();

CREATE TABLE communication (
    id       uuid        PRIMARY KEY,
    incident uuid        NOT NULL REFERENCES incident,
    party    text        NOT NULL CHECK (party IN ('CUSTOMER', 'SUPPORT')),
    author   text        NOT NULL,
    text     text        NOT NULL,
    at       timestamptz NOT NULL
);
CREATE INDEX communication_incident ON communication (incident, id);

-- Hours, which need neither activation nor contract (A-6, I-14).
CREATE TABLE advisory_benefit (
    benefit_id       uuid        PRIMARY KEY,
    partner_id       text        NOT NULL,
    kind             text        NOT NULL,
    name             text        NOT NULL,
    granted          bigint      CHECK (granted >= 0),
    starts_at        timestamptz NOT NULL,
    usable_until     timestamptz NOT NULL,
    listed           text        NOT NULL, -- when it is the partner's best, as JSON
    presales_deducts boolean     NOT NULL,
    withdrawn        boolean     NOT NULL,
    unsettled        boolean     NOT NULL, -- the ledger has not seen this state yet
    sequence         bigint      NOT NULL
);
CREATE INDEX advisory_benefit_partner ON advisory_benefit (partner_id, benefit_id);
CREATE INDEX advisory_benefit_unsettled ON advisory_benefit (benefit_id) WHERE unsettled;

-- The ledger after the first day: refunds, adjustments, top-ups, expiry (I-3, I-4).
ALTER TABLE balance
    ADD ends_at timestamptz,
    ADD closed_because text,
    ALTER contract DROP NOT NULL; -- hours have none
UPDATE balance b SET ends_at = l.ends_at,
    closed_because = CASE WHEN b.closed_at IS NULL THEN NULL WHEN l.superseded_by IS NULL THEN 'CONTRACT_WITHDRAWN' ELSE 'SUPERSEDED' END
FROM contract_line l WHERE l.benefit_id = b.benefit_id;
ALTER TABLE balance ADD CHECK ((closed_at IS NULL) = (closed_because IS NULL));
CREATE INDEX balance_open_until ON balance (ends_at) WHERE closed_at IS NULL;

ALTER TABLE ledger_entry
    ADD note text, -- the resolution of a refund, an operator's reason
    DROP CONSTRAINT ledger_entry_check,
    ADD CHECK (units >= 0 OR kind = 'ADJUSTED' OR reason = 'EXTENDED');
DROP INDEX ledger_entry_granted_once;
CREATE UNIQUE INDEX ledger_entry_granted_once ON ledger_entry (benefit_id)
    WHERE kind = 'GRANTED' AND reason = 'BENEFIT_ACTIVATED';
DROP INDEX ledger_entry_withdrawn_once; -- closed again after it was extended, and refunds that nobody can use
CREATE UNIQUE INDEX ledger_entry_refunded_once ON ledger_entry (incident) WHERE kind = 'REFUNDED';
CREATE UNIQUE INDEX ledger_entry_withdrawn_once ON ledger_entry (incident) WHERE kind = 'WITHDRAWN';

-- How far each ledger has been added up; only what came since is read again.
CREATE TABLE ledger_checkpoint (
    benefit_id uuid   PRIMARY KEY REFERENCES balance,
    position   bigint NOT NULL,
    granted    bigint NOT NULL,
    spent      bigint NOT NULL,
    refunded   bigint NOT NULL,
    adjusted   bigint NOT NULL,
    withdrawn  bigint NOT NULL,
    unlimited  boolean NOT NULL,
    differs    boolean NOT NULL
);
CREATE INDEX ledger_checkpoint_differs ON ledger_checkpoint (benefit_id) WHERE differs;

-- Balances that are not the sum of their ledger (I-3): none, ever.
CREATE OR REPLACE FUNCTION ledger_differences() RETURNS SETOF balance LANGUAGE sql STABLE AS $$
    SELECT b.*
    FROM balance b
    LEFT JOIN (
        SELECT benefit_id,
            coalesce(sum(units) FILTER (WHERE kind = 'GRANTED'), 0) AS granted,
            coalesce(bool_or(units IS NULL) FILTER (WHERE kind = 'GRANTED'), false) AS unlimited,
            coalesce(sum(units) FILTER (WHERE kind = 'SPENT'), 0) AS spent,
            coalesce(sum(units) FILTER (WHERE kind = 'REFUNDED'), 0) AS refunded,
            coalesce(sum(units) FILTER (WHERE kind = 'ADJUSTED'), 0) AS adjusted,
            coalesce(sum(units) FILTER (WHERE kind = 'WITHDRAWN'), 0) AS withdrawn,
            (array_agg(balance_after ORDER BY position DESC))[1] AS remaining
        FROM ledger_entry GROUP BY benefit_id) l USING (benefit_id)
    WHERE (b.unlimited, CASE WHEN b.unlimited THEN 0 ELSE b.granted END, b.spent, b.refunded, b.adjusted, b.withdrawn, b.remaining)
        IS DISTINCT FROM (l.unlimited, CASE WHEN l.unlimited THEN 0 ELSE l.granted END, l.spent, l.refunded, l.adjusted, l.withdrawn, l.remaining)
$$;

-- What was told as a fact, each once (I-10, I-15).
CREATE TABLE alert (
    subject   uuid        NOT NULL, -- the balance or the incident
    kind      text        NOT NULL,
    id        uuid        NOT NULL,
    raised_at timestamptz NOT NULL,
    PRIMARY KEY (subject, kind)
);
CREATE INDEX incident_unanswered ON incident (due_at) WHERE first_responded_at IS NULL AND ended_at IS NULL;

-- Files of incidents; what they contain is kept apart, in pieces.
CREATE TABLE attachment (
    id       uuid        PRIMARY KEY,
    incident uuid        NOT NULL REFERENCES incident,
    name     text        NOT NULL,
    type     text        NOT NULL,
    size     bigint      NOT NULL CHECK (size BETWEEN 1 AND 5242880),
    sha256   text        NOT NULL,
    party    text        NOT NULL CHECK (party IN ('CUSTOMER', 'SUPPORT')),
    added_by text        NOT NULL,
    added_at timestamptz NOT NULL
);
CREATE INDEX attachment_incident ON attachment (incident, id);
CREATE TABLE attachment_piece (
    attachment uuid    NOT NULL REFERENCES attachment ON DELETE CASCADE,
    position   integer NOT NULL CHECK (position >= 0),
    bytes      bytea   NOT NULL,
    PRIMARY KEY (attachment, position)
);

-- Requests for advice (I-14).
CREATE TABLE advisory_request (
    id             uuid        PRIMARY KEY,
    partner_id     text        NOT NULL,
    account        text        NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('PRESALES', 'DEPLOYMENT')),
    product_id     text        NOT NULL,
    hybrid         boolean     NOT NULL,
    title          text        NOT NULL,
    description    text        NOT NULL,
    contact        text        NOT NULL, -- as JSON
    benefit_id     uuid        NOT NULL REFERENCES balance,
    deducts        boolean     NOT NULL,
    hours          bigint      NOT NULL CHECK (hours >= 0),
    opened_at      timestamptz NOT NULL,
    contact_due_at timestamptz NOT NULL,
    closed_at      timestamptz
);
CREATE INDEX advisory_request_partner ON advisory_request (partner_id, id DESC);
