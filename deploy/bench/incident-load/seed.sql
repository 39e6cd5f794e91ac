-- What the other services would have said: the product and edition of entitlement-service's own examples, and contracts
-- with a line of a million units, each linked with an account of its own. All that belongs to one contract ends with the
-- same twelve digits, counted from :first.
INSERT INTO product SELECT e ->> 'productId', e::text, false, 1 FROM (SELECT :'product'::json AS e) AS example;
INSERT INTO edition SELECT e ->> 'code', '2021-01-01Z', NULL, e ->> 'policies', 1 FROM (SELECT :'edition'::json AS e) AS example;
INSERT INTO partner SELECT p, format('{"id":{"value":"%s"},"kind":"DIRECT","managedInPmc":false}', p), false, 1
FROM generate_series(4960000, 4960099) AS p;
CREATE TEMPORARY TABLE seeded AS
SELECT ('c0000000-0000-7000-8000-' || i)::uuid AS contract, ('be000000-0000-7000-8000-' || i)::uuid AS benefit,
    ('1e000000-0000-7000-8000-' || i)::uuid AS entry, ('11000000-0000-7000-8000-' || i)::uuid AS link,
    '00000000-0000-7000-8000-' || i AS account, (4960000 + i % 100)::text AS partner, 1000000 AS units
FROM generate_series(:first, :first + :contracts - 1) AS i;
INSERT INTO contract SELECT contract, partner, false, false, 1 FROM seeded;
INSERT INTO contract_line (benefit_id, contract, kind, name, unit, unlimited, granted, starts_at, ends_at, covers, sequence)
SELECT benefit, contract, 'product-support', 'Product Support', 'INCIDENT', false, units, now() - interval '1 day',
    now() + interval '1 year', '{"productKinds":["ON_PREMISES"],"excludedProducts":[]}', 1
FROM seeded;
INSERT INTO contract_link SELECT link, contract, account, false, 1 FROM seeded;
INSERT INTO balance (benefit_id, contract, partner_id, unit, unlimited, granted, spent, refunded, adjusted, withdrawn,
    remaining, ends_at, sequence)
SELECT benefit, contract, partner, 'INCIDENT', false, units, 0, 0, 0, 0, units, now() + interval '1 year', 1 FROM seeded;
INSERT INTO ledger_entry (id, benefit_id, position, kind, units, at, actor, reason, balance_after)
SELECT entry, benefit, 1, 'GRANTED', units, now(), 'incident-service', 'ACTIVATED', units FROM seeded;
-- the service need not wait for the others
INSERT INTO first_catch_up SELECT unnest(ARRAY['activation.contracts', 'linking.links', 'entitlement.products',
    'entitlement.editions', 'entitlement.partners', 'entitlement.customers', 'entitlement.plans', 'entitlement.benefits']);
VACUUM ANALYZE product; VACUUM ANALYZE edition; VACUUM ANALYZE partner; VACUUM ANALYZE contract; VACUUM ANALYZE contract_line;
VACUUM ANALYZE contract_link; VACUUM ANALYZE balance; VACUUM ANALYZE ledger_entry;
