-- What clients of the Azure Support API call incidents, and what only that API says of them; the rest is the incident's.
CREATE TABLE azure_ticket (
    owner        text        NOT NULL, -- the partner, or the account if it has none
    subscription uuid        NOT NULL, -- nil: of no subscription
    name         text        NOT NULL,
    incident     uuid        UNIQUE REFERENCES incident, -- null only inside the transaction that opens it
    request_hash bytea       NOT NULL, -- of the request that created it: the same again is the same ticket
    details      text        NOT NULL, -- as JSON
    created_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX azure_ticket_name ON azure_ticket (owner, subscription, lower(name));
CREATE INDEX incident_azure_subscription ON incident (azure_subscription, id DESC) WHERE azure_subscription IS NOT NULL;
CREATE INDEX customer_azure_subscriptions ON customer USING gin ((CAST(details AS jsonb) -> 'azureSubscriptions'));

CREATE TABLE azure_communication (
    incident      uuid  NOT NULL REFERENCES incident,
    name          text  NOT NULL,
    communication uuid  UNIQUE REFERENCES communication ON DELETE CASCADE, -- null only while it is written
    request_hash  bytea NOT NULL,
    sender        text,
    subject       text  NOT NULL
);
CREATE UNIQUE INDEX azure_communication_name ON azure_communication (incident, lower(name));

-- Files on their way to a ticket. With it they become attachments, of which only the names stay here.
CREATE TABLE azure_workspace (
    id           uuid        PRIMARY KEY,
    owner        text        NOT NULL,
    subscription uuid        NOT NULL,
    name         text        NOT NULL,
    account      text        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    incident     uuid        REFERENCES azure_ticket (incident) ON DELETE CASCADE -- null: of no ticket yet
);
CREATE UNIQUE INDEX azure_workspace_name ON azure_workspace (owner, subscription, lower(name));
CREATE INDEX azure_workspace_expiry ON azure_workspace (expires_at) WHERE incident IS NULL;
CREATE INDEX azure_workspace_incident ON azure_workspace (incident) WHERE incident IS NOT NULL;

CREATE TABLE azure_file (
    id         uuid        PRIMARY KEY,
    workspace  uuid        NOT NULL REFERENCES azure_workspace ON DELETE CASCADE,
    name       text        NOT NULL,
    size       integer     NOT NULL CHECK (size BETWEEN 1 AND 5242880),
    chunk_size integer     NOT NULL CHECK (chunk_size BETWEEN 1 AND 2621440),
    chunks     integer     NOT NULL CHECK (chunks = (size + chunk_size - 1) / chunk_size),
    created_at timestamptz NOT NULL,
    attached   boolean     NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX azure_file_name ON azure_file (workspace, lower(name));

CREATE TABLE azure_file_chunk (
    file     uuid    NOT NULL REFERENCES azure_file ON DELETE CASCADE,
    position integer NOT NULL CHECK (position >= 0),
    bytes    bytea   NOT NULL,
    PRIMARY KEY (file, position)
);
