-- A Premier plan has a contract of its own (E-14); what was withdrawn does not stand in the way of a new contract.
ALTER TABLE contract
    ALTER COLUMN benefit_year DROP NOT NULL,
    ADD COLUMN plan_id uuid UNIQUE,
    ADD COLUMN renews  uuid REFERENCES contract, -- A-7: the contract whose links follow to this one
    ADD CHECK ((plan_id IS NULL) = (benefit_year IS NOT NULL)),
    DROP CONSTRAINT contract_partner_id_benefit_year_key;
CREATE UNIQUE INDEX contract_of_year ON contract (partner_id, benefit_year) WHERE withdrawn_at IS NULL;
CREATE INDEX contract_partner ON contract (partner_id, id);

ALTER TABLE contract_line
    ADD COLUMN withdrawn_at timestamptz,
    DROP CONSTRAINT contract_line_check,
    -- what is withdrawn at the instant of its activation ends as it starts
    ADD CHECK (starts_at < ends_at OR withdrawn_at = ends_at AND starts_at = ends_at),
    ADD CHECK (withdrawn_at >= ends_at);

-- Premier plans are known among the benefits; they have no benefit year.
ALTER TABLE known_benefit ALTER COLUMN benefit_year DROP NOT NULL;
ALTER TABLE known_user ADD COLUMN email text;
ALTER TABLE known_partner ADD COLUMN country text;
CREATE TABLE known_edition (
    code           text        PRIMARY KEY,
    effective_from timestamptz NOT NULL,
    calendars      text        NOT NULL, -- as JSON
    sequence       bigint      NOT NULL
);

-- What somebody is told by mail, once per occasion.
CREATE TABLE notification (
    id           uuid        PRIMARY KEY,
    kind         text        NOT NULL,
    recipient    text        NOT NULL, -- a userId or an e-mail address
    business_key text        NOT NULL,
    arguments    text        NOT NULL, -- of the text, as JSON
    created_at   timestamptz NOT NULL,
    tries        integer     NOT NULL DEFAULT 0,
    next_try_at  timestamptz, -- null: nothing more is done; in the future also while one is being sent
    last_failure text,
    sent_at      timestamptz,
    given_up_at  timestamptz,
    UNIQUE (kind, business_key, recipient),
    CHECK (num_nonnulls(next_try_at, sent_at, given_up_at) = 1),
    CHECK (given_up_at IS NULL OR last_failure IS NOT NULL)
);
CREATE INDEX notification_due ON notification (next_try_at) WHERE next_try_at IS NOT NULL;

-- Renewal notices, until the partner's administrators have been told.
CREATE TABLE known_notice (
    id              uuid        PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind IN ('RENEWAL_DUE', 'RENEWAL_WINDOW_CLOSING')),
    partner_id      text        NOT NULL,
    offer_name      text        NOT NULL,
    competency_area text,
    ends_at         timestamptz NOT NULL,
    usable_until    timestamptz NOT NULL,
    told_at         timestamptz,
    sequence        bigint      NOT NULL
);
CREATE INDEX known_notice_untold ON known_notice (id) WHERE told_at IS NULL;

-- A-13: paged newest first
CREATE INDEX audit_entry_page ON audit_entry (partner_id, id);
DROP INDEX audit_entry_partner;
