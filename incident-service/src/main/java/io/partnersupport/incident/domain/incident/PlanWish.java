package io.partnersupport.incident.domain.incident;

import io.partnersupport.incident.domain.PlanId;
import java.util.Optional;

/**
 * What the caller wants about the plan (I-5).
 *
 * @param plan the one to use and no other, if named
 * @param preferCounted whether a counted plan goes before an uncounted one
 */
public record PlanWish(Optional<PlanId> plan, boolean preferCounted) {}
