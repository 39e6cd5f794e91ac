-- What the editions promise (I-10), as entitlement-service said last.
CREATE TABLE edition (
    code           text        PRIMARY KEY,
    effective_from timestamptz NOT NULL,
    effective_to   timestamptz, -- null: until a later one takes effect
    policies       text        NOT NULL, -- as JSON, whole
    sequence       bigint      NOT NULL
);

-- The one whose policies count at an instant; an incident keeps that of its opening.
CREATE FUNCTION edition_in_force(at timestamptz) RETURNS SETOF edition LANGUAGE sql STABLE AS $$
    SELECT * FROM edition
    WHERE effective_from <= at AND (effective_to IS NULL OR at < effective_to)
    ORDER BY effective_from DESC, code LIMIT 1
$$;

ALTER TABLE incident
    ADD due_at          timestamptz, -- of the first response
    ADD due_explanation text; -- its steps, as JSON
-- those that were opened before this was kept: as if support answered around the clock
UPDATE incident SET
    due_at = opened_at + CASE severity WHEN 'A' THEN interval '2h' WHEN 'B' THEN interval '4h' ELSE interval '8h' END,
    due_explanation = '[]';
ALTER TABLE incident
    ALTER due_at SET NOT NULL,
    ALTER due_explanation SET NOT NULL;
