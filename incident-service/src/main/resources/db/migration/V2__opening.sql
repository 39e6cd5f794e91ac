-- What the other services said last: who the partners are, whom they reach, what they pay for, what is promised.
CREATE TABLE edition (
    code           text        PRIMARY KEY,
    effective_from timestamptz NOT NULL,
    effective_to   timestamptz, -- null: until a later one takes effect
    policies       text        NOT NULL, -- as JSON, whole
    sequence       bigint      NOT NULL
);

-- The one whose policies count at an instant; an incident keeps that of its opening (I-10).
CREATE FUNCTION edition_in_force(at timestamptz) RETURNS SETOF edition LANGUAGE sql STABLE AS $$
    SELECT * FROM edition
    WHERE effective_from <= at AND (effective_to IS NULL OR at < effective_to)
    ORDER BY effective_from DESC, code LIMIT 1
$$;

CREATE TABLE partner (
    partner_id text    PRIMARY KEY,
    details    text    NOT NULL, -- as JSON
    withdrawn  boolean NOT NULL,
    sequence   bigint  NOT NULL
);

CREATE TABLE customer (
    customer_id       uuid    PRIMARY KEY,
    partner_id        text    NOT NULL,
    indirect_provider text,
    details           text    NOT NULL, -- as JSON
    withdrawn         boolean NOT NULL,
    sequence          bigint  NOT NULL
);

CREATE TABLE paid_plan (
    plan_id          uuid        PRIMARY KEY,
    partner_id       text        NOT NULL,
    plan             text        NOT NULL, -- a code of the catalogue
    name             text        NOT NULL,
    starts_at        timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL,
    needs_activation boolean     NOT NULL, -- it is used through a contract of its own
    covers           text        NOT NULL, -- coverage terms as JSON
    withdrawn        boolean     NOT NULL,
    sequence         bigint      NOT NULL
);
CREATE INDEX paid_plan_partner ON paid_plan (partner_id) WHERE NOT withdrawn;

ALTER TABLE contract_line ADD kind text; -- null: said before this was kept

-- Who may file for a customer besides its partner's admin agents (I-9).
CREATE TABLE support_group (
    customer_id uuid        PRIMARY KEY,
    members     jsonb       NOT NULL CHECK (jsonb_typeof(members) = 'array'), -- accounts
    changed_by  text        NOT NULL,
    changed_at  timestamptz NOT NULL,
    sequence    bigint      NOT NULL CHECK (sequence > 0)
);

ALTER TABLE incident
    ADD due_at                 timestamptz, -- of the first response
    ADD due_explanation        text, -- its steps, as JSON
    ADD problem_classification text,
    ADD customer_id            uuid, -- null: for the opener's own organisation
    ADD customer_domain        text,
    ADD azure_subscription     uuid,
    ADD plan_id                uuid, -- with a benefit, that is it; null: none was needed
    ADD plan_type              text;
-- those that were opened before this was kept: as if support answered around the clock
UPDATE incident SET
    due_at = opened_at + CASE severity WHEN 'A' THEN interval '2h' WHEN 'B' THEN interval '4h' ELSE interval '8h' END,
    due_explanation = '[]',
    plan_id = benefit_id,
    plan_type = CASE WHEN benefit_id IS NULL THEN NULL ELSE 'PARTNER_CONTRACT' END;
ALTER TABLE incident
    ALTER due_at SET NOT NULL,
    ALTER due_explanation SET NOT NULL,
    DROP CONSTRAINT incident_check1,
    ADD CHECK (num_nulls(plan_id, plan_type, plan_name, partner_id) IN (0, 4)),
    ADD CHECK (num_nulls(benefit_id, contract) IN (0, 2)),
    ADD CHECK (benefit_id IS NULL OR plan_id = benefit_id),
    ADD CHECK (customer_id IS NOT NULL OR num_nonnulls(customer_domain, azure_subscription) = 0);
