package io.partnersupport.activation.domain.notification;

import io.partnersupport.activation.domain.PartnerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notices that memberships are to be renewed. */
public interface RenewalNotices {
    /** One membership's. */
    record RenewalNotice(
            UUID id,
            NotificationKind kind,
            PartnerId partnerId,
            String offerName,
            Optional<String> competencyArea,
            Instant endsAt,
            Instant usableUntil) {}

    /** Those nobody was told of although somebody of the partner has such a role, locked; not what is over by then. */
    List<RenewalNotice> lockUntold(Collection<String> roles, Instant at, int limit);

    void told(RenewalNotice notice, Instant at);
}
