package io.partnersupport.entitlement.domain.membership;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.catalogue.CompetencyArea;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Offer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether an offer may be bought, and from when to when the membership then lasts (E-7, E-8). */
public final class PurchaseRules {
    private PurchaseRules() {}

    /** Why a purchase is refused. */
    public enum Refusal {
        /** Before the program's first edition; without one nothing else can be said. */
        NO_EDITION_IN_FORCE,
        UNKNOWN_OFFER,
        UNKNOWN_COMPETENCY_AREA,
        COMPETENCY_AREA_REQUIRED,
        COMPETENCY_AREA_NOT_APPLICABLE,
        PURCHASE_IN_THE_FUTURE,
        ALREADY_RENEWED
    }

    /**
     * What is asked for, and everything that the decision depends on.
     *
     * @param edition in force on the day of the purchase, if there is one
     */
    public record Purchase(
            UUID membershipId,
            PartnerId partnerId,
            String offer,
            Optional<String> competencyArea,
            LocalDate purchasedOn,
            Optional<Edition> edition,
            List<Membership> earlier,
            Instant at) {
        public Purchase {
            // what was cancelled is not continued, and can be bought again
            earlier = earlier.stream()
                    .filter(membership -> membership.withdrawnAt().isEmpty())
                    .toList();
        }
    }

    /** Either a membership or every reason against it. */
    public record PurchaseDecision(Optional<Membership> membership, List<Refusal> refusals) {
        public PurchaseDecision {
            refusals = List.copyOf(refusals);
        }
    }

    public static PurchaseDecision decide(Purchase purchase) {
        return purchase.edition()
                .map(edition -> decide(purchase, edition))
                .orElseGet(() -> new PurchaseDecision(Optional.empty(), List.of(Refusal.NO_EDITION_IN_FORCE)));
    }

    private static PurchaseDecision decide(Purchase purchase, Edition edition) {
        List<Refusal> refusals = new ArrayList<>();
        Optional<Offer> offer = edition.offer(purchase.offer());
        Optional<CompetencyArea> area = purchase.competencyArea().flatMap(edition::competencyArea);
        if (offer.isEmpty()) {
            refusals.add(Refusal.UNKNOWN_OFFER);
        }
        if (purchase.competencyArea().isPresent() && area.isEmpty()) {
            refusals.add(Refusal.UNKNOWN_COMPETENCY_AREA);
        }
        if (offer.isPresent()
                && offer.get().needsCompetencyArea()
                && purchase.competencyArea().isEmpty()) {
            refusals.add(Refusal.COMPETENCY_AREA_REQUIRED);
        }
        if (offer.isPresent()
                && !offer.get().needsCompetencyArea()
                && purchase.competencyArea().isPresent()) {
            refusals.add(Refusal.COMPETENCY_AREA_NOT_APPLICABLE);
        }
        Instant purchasedAt = purchase.purchasedOn().atStartOfDay().toInstant(ZoneOffset.UTC);
        if (purchasedAt.isAfter(purchase.at())) {
            refusals.add(Refusal.PURCHASE_IN_THE_FUTURE);
        }
        Instant startsAt = renewed(purchase, edition, purchasedAt)
                .map(previous -> previous.period().until())
                .orElse(purchasedAt);
        if (startsAt.isAfter(purchase.at()) && isBoughtAhead(purchase)) {
            refusals.add(Refusal.ALREADY_RENEWED);
        }
        return refusals.isEmpty()
                ? new PurchaseDecision(Optional.of(membership(purchase, edition, startsAt)), List.of())
                : new PurchaseDecision(Optional.empty(), refusals);
    }

    private static Membership membership(Purchase purchase, Edition edition, Instant startsAt) {
        Instant endsAt = startsAt.plus(Duration.ofDays(edition.policies().membershipDays()));
        return new Membership(
                purchase.membershipId(),
                purchase.partnerId(),
                purchase.offer(),
                purchase.competencyArea(),
                purchase.purchasedOn(),
                new Period(startsAt, endsAt),
                edition.code(),
                edition.revision(),
                Optional.empty());
    }

    /** The membership that this purchase continues: the same offer, still usable when it is bought. */
    private static Optional<Membership> renewed(Purchase purchase, Edition edition, Instant purchasedAt) {
        Duration window = Duration.ofDays(edition.policies().renewalWindowDays());
        return purchase.earlier().stream()
                .filter(earlier -> earlier.isOf(purchase.offer(), purchase.competencyArea()))
                .filter(earlier -> !purchasedAt.isBefore(earlier.period().from())
                        || earlier.period().from().isAfter(purchase.at()))
                .max(Comparator.comparing(earlier -> earlier.period().until()))
                .filter(earlier -> purchasedAt.isBefore(earlier.period().until().plus(window)));
    }

    /** One year ahead is a renewal; a second one is more likely a repeated click. */
    private static boolean isBoughtAhead(Purchase purchase) {
        return purchase.earlier().stream()
                .filter(earlier -> earlier.isOf(purchase.offer(), purchase.competencyArea()))
                .anyMatch(earlier -> earlier.period().from().isAfter(purchase.at()));
    }
}
