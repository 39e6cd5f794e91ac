-- Alerts told to partners as signed webhooks (I-15).
CREATE TABLE webhook (
    id               uuid        PRIMARY KEY,
    partner_id       text        NOT NULL,
    url              text        NOT NULL,
    description      text,
    kinds            text[]      NOT NULL CHECK (cardinality(kinds) > 0),
    secret           text        NOT NULL, -- sealed, as the former one
    former_secret    text, -- signs beside the new one for a time after a rotation
    former_until     timestamptz,
    disabled_because text        CHECK (disabled_because IN ('OWNER', 'GONE', 'FAILING')), -- null while enabled
    disabled_at      timestamptz,
    registered_at    timestamptz NOT NULL,
    sequence         bigint      NOT NULL,
    -- how its deliveries go; no change of the endpoint itself
    failing_since    timestamptz, -- the first failure after the last success
    struggling       boolean     NOT NULL DEFAULT false, -- its last attempt failed or was slow
    served_at        timestamptz NOT NULL,
    lease            uuid, -- of the one who sends to it now
    leased_until     timestamptz,
    CHECK ((disabled_because IS NULL) = (disabled_at IS NULL)),
    CHECK ((former_secret IS NULL) = (former_until IS NULL)),
    CHECK ((lease IS NULL) = (leased_until IS NULL))
);
CREATE INDEX webhook_partner ON webhook (partner_id, id);
CREATE INDEX webhook_disabled ON webhook (id) WHERE disabled_because IS NOT NULL;
-- By the key that a secret is sealed with: few rows, found when the key was changed.
CREATE INDEX webhook_sealed_with ON webhook (split_part(secret, ':', 1), id);

-- One message for one endpoint. It is due again and again until it is delivered or given up.
CREATE TABLE webhook_delivery (
    id         uuid        PRIMARY KEY,
    webhook    uuid        NOT NULL REFERENCES webhook ON DELETE CASCADE,
    message    uuid        NOT NULL, -- the header webhook-id
    type       text        NOT NULL,
    body       text        NOT NULL, -- what is signed, to the byte
    state      text        NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'FAILED')),
    created_at timestamptz NOT NULL,
    tries      integer     NOT NULL CHECK (tries >= 0), -- since it was queued or replayed
    due_at     timestamptz NOT NULL, -- of the next attempt, or of the last one
    UNIQUE (webhook, message)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at, webhook) WHERE state = 'PENDING';
CREATE INDEX webhook_delivery_next ON webhook_delivery (webhook, due_at, id) WHERE state = 'PENDING';
CREATE INDEX webhook_delivery_listed ON webhook_delivery (webhook, id DESC);
CREATE INDEX webhook_delivery_by_state ON webhook_delivery (webhook, state, id DESC);
CREATE INDEX webhook_delivery_age ON webhook_delivery (due_at);

CREATE TABLE webhook_attempt (
    delivery    uuid        NOT NULL REFERENCES webhook_delivery ON DELETE CASCADE,
    number      integer     NOT NULL CHECK (number > 0),
    at          timestamptz NOT NULL,
    duration_ms bigint      NOT NULL CHECK (duration_ms >= 0),
    status      integer,
    error       text,
    PRIMARY KEY (delivery, number)
);

-- What was done to an endpoint, by whom; it outlives the endpoint.
CREATE TABLE webhook_act (
    position   bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    webhook    uuid        NOT NULL,
    partner_id text        NOT NULL,
    act        text        NOT NULL,
    actor      text        NOT NULL,
    at         timestamptz NOT NULL,
    details    text -- a constant such as the reason, never what a person typed
);
CREATE INDEX webhook_act_webhook ON webhook_act (webhook, position);
CREATE TRIGGER webhook_act_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON webhook_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_alter_history();
