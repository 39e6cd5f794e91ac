-- What the other services said last. No foreign keys among these: what arrives first waits for nothing.
CREATE TABLE product (
    product_id text    PRIMARY KEY,
    details    text    NOT NULL, -- as JSON
    withdrawn  boolean NOT NULL,
    sequence   bigint  NOT NULL
);

CREATE TABLE contract (
    id         uuid    PRIMARY KEY,
    partner_id text    NOT NULL,
    withdrawn  boolean NOT NULL,
    unsettled  boolean NOT NULL, -- the ledger has not seen this state yet
    sequence   bigint  NOT NULL
);
CREATE INDEX contract_unsettled ON contract (id) WHERE unsettled;

CREATE TABLE contract_line (
    benefit_id    uuid        PRIMARY KEY,
    contract      uuid        NOT NULL,
    name          text        NOT NULL,
    unit          text        NOT NULL CHECK (unit IN ('INCIDENT', 'HOUR')),
    unlimited     boolean     NOT NULL,
    granted       bigint      CHECK (granted >= 0),
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    covers        text        NOT NULL, -- coverage terms as JSON
    superseded_by uuid,
    sequence      bigint      NOT NULL,
    CHECK (unlimited = (granted IS NULL))
);
CREATE INDEX contract_line_contract ON contract_line (contract, benefit_id);

CREATE TABLE contract_link (
    id       uuid    PRIMARY KEY,
    contract uuid    NOT NULL,
    account  text    NOT NULL,
    removed  boolean NOT NULL,
    sequence bigint  NOT NULL
);
CREATE INDEX contract_link_account ON contract_link (account, contract) WHERE NOT removed;

-- What is left of each granted benefit. Unlimited: granted and remaining are null.
CREATE TABLE balance (
    benefit_id uuid   PRIMARY KEY,
    contract   uuid   NOT NULL,
    partner_id text   NOT NULL,
    unit       text   NOT NULL CHECK (unit IN ('INCIDENT', 'HOUR')),
    unlimited  boolean NOT NULL,
    granted    bigint CHECK (granted >= 0),
    spent      bigint NOT NULL CHECK (spent >= 0),
    refunded   bigint NOT NULL CHECK (refunded >= 0),
    adjusted   bigint NOT NULL,
    withdrawn  bigint NOT NULL CHECK (withdrawn >= 0),
    remaining  bigint CHECK (remaining >= 0),
    closed_at  timestamptz, -- superseded or withdrawn: nothing is spent from then on
    sequence   bigint NOT NULL,
    CHECK (unlimited = (granted IS NULL)),
    CHECK (unlimited = (remaining IS NULL)),
    CHECK (unlimited OR granted + refunded + adjusted - spent - withdrawn = remaining)
);
CREATE INDEX balance_contract ON balance (contract, benefit_id);

CREATE SEQUENCE incident_number MAXVALUE 9999999 CYCLE; -- behind the day, so it may begin again

CREATE TABLE incident (
    id              uuid        PRIMARY KEY,
    number          text        NOT NULL UNIQUE CHECK (number ~ '^[0-9]{13}$'),
    status          text        NOT NULL CHECK (status IN ('OPEN')),
    account         text        NOT NULL,
    account_partner text, -- the opener's own
    kind            text        NOT NULL CHECK (kind IN ('BREAK_FIX', 'BILLING', 'SUBSCRIPTION', 'FRAUD')),
    product_id      text        NOT NULL,
    version         text,
    severity        text        NOT NULL CHECK (severity IN ('A', 'B', 'C')),
    title           text        NOT NULL,
    description     text        NOT NULL,
    contact         text        NOT NULL, -- as JSON
    channel         text        NOT NULL CHECK (channel IN ('WEB', 'PHONE')),
    benefit_id      uuid        REFERENCES balance, -- the plan that pays; null: none is needed
    plan_name       text,
    contract        uuid,
    partner_id      text, -- whose contract it is
    chosen_because  text        NOT NULL,
    units           bigint      NOT NULL CHECK (units >= 0),
    opened_at       timestamptz NOT NULL,
    sequence        bigint      NOT NULL,
    CHECK ((benefit_id IS NULL) = (units = 0)),
    CHECK (num_nulls(benefit_id, plan_name, contract, partner_id) IN (0, 4))
);
CREATE INDEX incident_account ON incident (account, id DESC); -- ids rise with time

-- Why a balance is what it is.
CREATE TABLE ledger_entry (
    id            uuid        PRIMARY KEY,
    benefit_id    uuid        NOT NULL REFERENCES balance,
    position      bigint      NOT NULL CHECK (position > 0),
    kind          text        NOT NULL CHECK (kind IN ('GRANTED', 'SPENT', 'REFUNDED', 'ADJUSTED', 'WITHDRAWN')),
    units         bigint, -- null: no limit
    at            timestamptz NOT NULL,
    incident      uuid        REFERENCES incident,
    carried_from  uuid        REFERENCES balance,
    actor         text        NOT NULL,
    reason        text        NOT NULL,
    balance_after bigint      CHECK (balance_after >= 0),
    UNIQUE (benefit_id, position),
    CHECK (units >= 0 OR kind = 'ADJUSTED'),
    CHECK (units IS NOT NULL OR kind IN ('GRANTED', 'WITHDRAWN'))
);
CREATE UNIQUE INDEX ledger_entry_granted_once ON ledger_entry (benefit_id) WHERE kind = 'GRANTED';
CREATE UNIQUE INDEX ledger_entry_withdrawn_once ON ledger_entry (benefit_id) WHERE kind = 'WITHDRAWN';
CREATE UNIQUE INDEX ledger_entry_spent_once ON ledger_entry (incident) WHERE kind = 'SPENT';
CREATE UNIQUE INDEX ledger_entry_carried_once ON ledger_entry (carried_from);

CREATE FUNCTION refuse_to_alter_the_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ledger_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_alter_the_ledger();

-- Balances that are not the sum of their ledger (I-3): none, ever.
CREATE FUNCTION ledger_differences() RETURNS SETOF balance LANGUAGE sql STABLE AS $$
    SELECT b.*
    FROM balance b
    LEFT JOIN (
        SELECT benefit_id,
            coalesce(sum(units) FILTER (WHERE kind = 'GRANTED'), 0) AS granted,
            coalesce(sum(units) FILTER (WHERE kind = 'SPENT'), 0) AS spent,
            coalesce(sum(units) FILTER (WHERE kind = 'REFUNDED'), 0) AS refunded,
            coalesce(sum(units) FILTER (WHERE kind = 'ADJUSTED'), 0) AS adjusted,
            coalesce(sum(units) FILTER (WHERE kind = 'WITHDRAWN'), 0) AS withdrawn,
            (array_agg(balance_after ORDER BY position DESC))[1] AS remaining
        FROM ledger_entry GROUP BY benefit_id) l USING (benefit_id)
    WHERE (coalesce(b.granted, 0), b.spent, b.refunded, b.adjusted, b.withdrawn, b.remaining)
        IS DISTINCT FROM (l.granted, l.spent, l.refunded, l.adjusted, l.withdrawn, l.remaining)
$$;
