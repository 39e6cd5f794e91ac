package io.partnersupport.incident.domain.plan;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.OnBehalf;
import io.partnersupport.incident.domain.incident.Opener;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The plans of accounts, and what else decides whether they can be used. */
public interface Plans {
    /** What is known to each of these, in their order. */
    List<Situation> of(List<Inquiry> inquiries);

    default Situation of(Inquiry inquiry) {
        return of(List.of(inquiry)).get(0);
    }

    /** Who asks about what, and when. */
    record Inquiry(
            AccountId account,
            Optional<PartnerId> partner,
            Optional<String> productId,
            Optional<CustomerId> customer,
            Instant at) {
        /** What this request depends on. */
        public static Inquiry about(Opener opener, IncidentRequest request, Instant at) {
            return new Inquiry(
                    opener.account(),
                    opener.partner(),
                    Optional.of(request.productId()),
                    request.customer().map(OnBehalf::customer),
                    at);
        }
    }
}
