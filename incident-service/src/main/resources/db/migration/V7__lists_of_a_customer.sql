-- A partner's requests for one customer, among a long history of requests for others.
CREATE INDEX incident_partner_customer ON incident (account_partner, customer_id, id DESC) WHERE customer_id IS NOT NULL;
