package io.partnersupport.incident.domain.advisory;

import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.ProductKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a partner gets advice, and how many hours of it (I-14). */
public final class AdvisoryRules {
    private AdvisoryRules() {}

    /** Whether hours of this kind are taken from the benefit. */
    public static boolean deducts(AdvisoryKind kind, AdvisoryBenefit benefit) {
        return kind == AdvisoryKind.DEPLOYMENT || benefit.presalesDeducts();
    }

    /** All that speaks against a request; none if it is accepted. */
    public static List<AdvisoryRefusal> againstOpening(
            AdvisoryKind kind,
            boolean hybrid,
            Optional<Product> product,
            Optional<AdvisoryBenefit> benefit,
            Optional<Balance> balance) {
        if (kind == AdvisoryKind.BREAK_FIX) {
            return List.of(AdvisoryRefusal.BREAK_FIX_BELONGS_TO_INCIDENTS);
        }
        List<AdvisoryRefusal> refusals = new ArrayList<>();
        if (product.isEmpty()) {
            refusals.add(AdvisoryRefusal.ADVISORY_PRODUCT_UNKNOWN);
        } else if (product.get().kind() != ProductKind.CLOUD && !hybrid) {
            refusals.add(AdvisoryRefusal.CLOUD_AND_HYBRID_TOPICS_ONLY);
        }
        if (benefit.isEmpty()) {
            refusals.add(AdvisoryRefusal.NO_ADVISORY_HOURS);
        } else if (deducts(kind, benefit.get()) && leftOf(balance) < 1) {
            refusals.add(AdvisoryRefusal.ADVISORY_HOURS_EXHAUSTED);
        }
        return refusals;
    }

    /** All that speaks against working these hours on it. */
    public static List<AdvisoryRefusal> againstHours(
            AdvisoryRequest request, long hours, long hoursPerEngagement, Optional<Balance> balance) {
        List<AdvisoryRefusal> refusals = new ArrayList<>();
        if (request.closedAt().isPresent()) {
            refusals.add(AdvisoryRefusal.ADVISORY_REQUEST_CLOSED);
        }
        if (request.hours() + hours > hoursPerEngagement) {
            refusals.add(AdvisoryRefusal.ENGAGEMENT_LIMIT_REACHED);
        }
        if (request.deducts() && leftOf(balance) < hours) {
            refusals.add(AdvisoryRefusal.ADVISORY_HOURS_EXHAUSTED);
        }
        return refusals;
    }

    private static long leftOf(Optional<Balance> balance) {
        return balance.filter(known -> !known.isClosed())
                .map(known -> known.remaining().orElse(Long.MAX_VALUE))
                .orElse(0L);
    }

    /** The hours that the partner may use now. */
    public static Optional<AdvisoryBenefit> usable(List<AdvisoryBenefit> benefits, Instant at) {
        return benefits.stream().filter(benefit -> benefit.isUsable(at)).findFirst();
    }
}
