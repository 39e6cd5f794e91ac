package io.partnersupport.entitlement.domain.catalogue;

import java.time.Instant;
import java.util.Optional;

/**
 * When an edition is effective. Where several are, purchases are made by the one that began last.
 *
 * @param to empty while no end is known
 */
public record EditionPeriod(Instant from, Optional<Instant> to) {}
