-- Who searches their own, or their partner's, does not pass over the words of others: each word counts for everybody
-- (that is, for support), and once more with its owners before it.
CREATE FUNCTION searched_words(number text, title text, VARIADIC owners text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE AS $$
    SELECT words || coalesce((
        SELECT array_to_tsvector(array_agg(owner || '/' || word))
        FROM unnest(tsvector_to_array(words)) AS word, unnest(owners) AS owner WHERE owner IS NOT NULL), '')
    FROM to_tsvector('simple', number || ' ' || title) AS words
$$;
ALTER TABLE incident DROP COLUMN search;
ALTER TABLE incident ADD search tsvector
    GENERATED ALWAYS AS (searched_words(number, title, account_partner, 'account:' || account)) STORED;
CREATE INDEX incident_search ON incident USING gin (search);

-- One status, or one severity, of a long history.
CREATE INDEX incident_partner_status ON incident (account_partner, status, id DESC) WHERE account_partner IS NOT NULL;
CREATE INDEX incident_partner_severity ON incident (account_partner, severity, id DESC) WHERE account_partner IS NOT NULL;
CREATE INDEX incident_status ON incident (status, queue_rank(severity, plan_type), id);
