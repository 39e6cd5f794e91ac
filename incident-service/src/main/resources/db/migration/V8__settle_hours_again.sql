-- Hours that became known while others of their partner were being settled were taken for settled.
-- Settling what is settled changes nothing.
UPDATE advisory_benefit SET unsettled = true
WHERE NOT EXISTS (SELECT FROM balance WHERE balance.benefit_id = advisory_benefit.benefit_id);
