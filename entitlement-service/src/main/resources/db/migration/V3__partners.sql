ALTER TABLE partner ADD COLUMN account_email text;
ALTER TABLE partner_user ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;

CREATE INDEX membership_partner ON membership (partner_id, starts_at DESC, id DESC);

-- Recorded under a lock of the partner's row, so that plans of one kind never overlap.
CREATE TABLE paid_plan (
    id         uuid        PRIMARY KEY,
    partner_id text        NOT NULL REFERENCES partner,
    plan       text        NOT NULL,
    terms      text        NOT NULL, -- what the plan was when it was recorded, as JSON
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    withdrawn  boolean     NOT NULL DEFAULT false,
    sequence   bigint      NOT NULL,
    CHECK (starts_at < ends_at)
);
CREATE INDEX paid_plan_partner ON paid_plan (partner_id, id) WHERE NOT withdrawn;

CREATE TABLE customer (
    id                       uuid    PRIMARY KEY,
    partner_id               text    NOT NULL REFERENCES partner,
    tenant_id                text    NOT NULL,
    name                     text    NOT NULL,
    domain                   text    NOT NULL,
    delegated_administration boolean NOT NULL,
    indirect_provider        text    REFERENCES partner CHECK (indirect_provider <> partner_id),
    azure_access_granted     boolean NOT NULL,
    azure_subscriptions      uuid[]  NOT NULL,
    withdrawn                boolean NOT NULL DEFAULT false,
    sequence                 bigint  NOT NULL,
    CHECK (NOT azure_access_granted OR indirect_provider IS NOT NULL) -- the provider grants it (E-16)
);
CREATE UNIQUE INDEX customer_tenant ON customer (partner_id, tenant_id) WHERE NOT withdrawn;
CREATE INDEX customer_partner ON customer (partner_id, id) WHERE NOT withdrawn;
CREATE INDEX customer_indirect_provider ON customer (indirect_provider, id) WHERE NOT withdrawn;
