package io.partnersupport.activation.domain.key;

import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.MembershipId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who looked at which keys, and when. */
public interface KeyReveals {
    void add(KeyReveal reveal);

    /** When the keys of each benefit were revealed first; benefits without are not among them. */
    Map<BenefitId, Instant> first(Collection<BenefitId> benefits);

    /** Lists them, newest first. */
    List<KeyReveal> list(BenefitId benefit, Optional<UUID> after, int limit);

    /** Whether software keys of the membership were revealed, which ends the right to a refund. */
    boolean anyOfSoftware(MembershipId membership);
}
