package io.partnersupport.activation.domain.gotomarket;

import static io.partnersupport.activation.domain.benefit.Grant.ACTIVATE_BY;
import static io.partnersupport.activation.domain.benefit.Grant.NOW;
import static io.partnersupport.activation.domain.benefit.Grant.STARTS;
import static io.partnersupport.activation.domain.benefit.Grant.USABLE_UNTIL;
import static io.partnersupport.activation.domain.benefit.Situations.ADMIN;
import static io.partnersupport.activation.domain.benefit.Situations.IN_FORCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.activation.BusinessCalendar;
import io.partnersupport.activation.domain.activation.ReviewRefusal;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.Grant;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.Policies;
import io.partnersupport.activation.domain.benefit.Situations;
import io.partnersupport.activation.domain.gotomarket.OfferRules.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfferRulesTest {
    private static final Policies.GoToMarket POLICY = new Policies.GoToMarket(5, 30);
    private static final UUID ID = UUID.randomUUID();
    private static final FurtherBenefit<GoToMarketTerms> OFFER = offer(new Grant());

    @ParameterizedTest
    @EnumSource
    void refusesForEachReason(OfferRefusal reason) {
        assertThat(decide(situationRefusedFor(reason), Optional.empty())).isEqualTo(Decision.refused(reason));
    }

    private static Situation situationRefusedFor(OfferRefusal reason) {
        return switch (reason) {
            case ADMIN_REQUIRED -> new Situation(IN_FORCE, Optional.empty(), true, false);
            case MANAGED_OUTSIDE -> situation(Situations.managedIn(ManagedIn.PMC));
            case GRANT_WITHDRAWN -> situation(Situations.withdrawn());
            case ACTIVATION_NOT_OPEN_YET -> situation(Situations.at(STARTS.minusNanos(1)));
            case ACTIVATION_WINDOW_CLOSED -> situation(Situations.at(ACTIVATE_BY));
            case GRANT_ENDED -> situation(Situations.at(USABLE_UNTIL));
            case GRANT_SUPERSEDED -> situation(Situations.superseded(false));
            case OFFER_IN_USE -> new Situation(IN_FORCE, Optional.of(ADMIN), true, true);
            case MARKETING_CONTACT_REQUIRED -> new Situation(IN_FORCE, Optional.of(ADMIN), false, false);
            case VIEW_BEHIND -> situation(Situations.managedIn(null));
        };
    }

    @Test
    @DisplayName("A-11: an activated offer is pending for some business days, then active until the policy's day")
    void isPendingThenActive() {
        OfferActivation requested = accepted(decide(situation(IN_FORCE), Optional.empty()));
        assertThat(requested.expectedBy()).isEqualTo("2026-06-10T10:00:00Z");
        assertThat(OfferStatus.of(OFFER.grant(), Optional.of(requested), NOW)).isEqualTo(OfferStatus.PENDING);

        OfferActivation active = requested.completed(NOW, POLICY, USABLE_UNTIL);
        Instant expiry = NOW.plus(Duration.ofDays(30));
        assertThat(active.expiresAt()).contains(expiry);
        assertThat(OfferStatus.of(OFFER.grant(), Optional.of(active), expiry.minusNanos(1)))
                .isEqualTo(OfferStatus.ACTIVE);
        assertThat(OfferStatus.of(OFFER.grant(), Optional.of(active), expiry)).isEqualTo(OfferStatus.EXPIRED);
        assertThatThrownBy(() -> active.rejected(NOW, "late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("A-11: no offer lasts longer than its grant")
    void doesNotOutliveItsGrant() {
        OfferActivation requested = accepted(decide(situation(IN_FORCE), Optional.empty()));
        assertThat(requested
                        .completed(USABLE_UNTIL.minusSeconds(1), POLICY, USABLE_UNTIL)
                        .expiresAt())
                .contains(USABLE_UNTIL);
    }

    @Test
    @DisplayName("A-5, A-11: a later request gets the first's answer; a rejected offer is available again")
    void givesTheLiveActivationAgain() {
        OfferActivation first = accepted(decide(situation(IN_FORCE), Optional.empty()));
        Situation withoutContact = new Situation(IN_FORCE, Optional.of(ADMIN), false, false);
        assertThat(decide(withoutContact, Optional.of(first))).isEqualTo(new Decision.Accepted<>(first));
        assertThat(decide(new Situation(IN_FORCE, Optional.empty(), true, false), Optional.of(first)))
                .isEqualTo(Decision.refused(OfferRefusal.ADMIN_REQUIRED));
        OfferActivation rejected = first.rejected(NOW, "incomplete");
        assertThat(OfferStatus.of(OFFER.grant(), Optional.of(rejected), NOW)).isEqualTo(OfferStatus.AVAILABLE);
        assertThat(accepted(decide(situation(IN_FORCE), Optional.of(rejected))).id())
                .isEqualTo(ID);
    }

    @Test
    @DisplayName("A-2, A-11: what needs a review waits for it, and is decided once")
    void waitsForAReview() {
        OfferActivation automatic = accepted(decide(situation(IN_FORCE), Optional.empty()));
        OfferActivation reviewed = OfferActivation.request(
                ID, offer(new Grant().underReview()), POLICY, BusinessCalendar.ANYWHERE, ADMIN, NOW);
        assertThat(automatic.isDue()).isTrue();
        assertThat(automatic.refusalOfReview()).contains(ReviewRefusal.NOT_UNDER_REVIEW);
        assertThat(reviewed.isDue()).isFalse();
        assertThat(reviewed.refusalOfReview()).isEmpty();
        assertThat(reviewed.approved(NOW).isDue()).isTrue();
        assertThat(reviewed.approved(NOW).refusalOfReview()).contains(ReviewRefusal.ALREADY_DECIDED);
    }

    @Test
    void completesWhatIsStillGranted() {
        assertThat(OfferRules.refusalOfCompletion(OFFER.grant(), ACTIVATE_BY)).isEmpty();
        assertThat(OfferRules.refusalOfCompletion(OFFER.grant(), USABLE_UNTIL)).contains(OfferRefusal.GRANT_ENDED);
        assertThat(OfferRules.refusalOfCompletion(new Grant().withdrawn().build(), NOW))
                .contains(OfferRefusal.GRANT_WITHDRAWN);
    }

    private static FurtherBenefit<GoToMarketTerms> offer(Grant grant) {
        return Situations.benefit(grant.kind("marketing-consultation").build(), new GoToMarketTerms("An hour", "Call"));
    }

    private static Situation situation(GrantSituation grant) {
        return new Situation(grant, Optional.of(ADMIN), true, false);
    }

    private static Decision<OfferActivation, OfferRefusal> decide(
            Situation situation, Optional<OfferActivation> latest) {
        return OfferRules.decide(situation, OFFER, latest, POLICY, BusinessCalendar.ANYWHERE, ID);
    }

    private static OfferActivation accepted(Decision<OfferActivation, OfferRefusal> decision) {
        return decision.orElseThrow(refusals -> new IllegalStateException(refusals.toString()));
    }
}
