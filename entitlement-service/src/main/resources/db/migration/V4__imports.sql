-- products of a kind in the order of their ids; a part of a name is looked for in all of the catalogue, which is small
CREATE INDEX product_kind ON product (kind, product_id);
