package io.partnersupport.entitlement.domain.benefit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.partnersupport.entitlement.application.ShippedCatalogue;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Held;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Missing;
import io.partnersupport.entitlement.domain.benefit.Entitlement.NotChosen;
import io.partnersupport.entitlement.domain.benefit.Entitlement.NotGranted;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Reason;
import io.partnersupport.entitlement.domain.benefit.EntitlementRules.Facts;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Offer;
import io.partnersupport.entitlement.domain.membership.Membership;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntitlementRulesTest {
    private static final Edition MPN_2021 = ShippedCatalogue.edition("mpn-2021");
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final String CLOUD = "signature-cloud-support";
    private static final String ON_PREMISES = "product-support";

    @Test
    @DisplayName("E-4: why an Action Pack partner is not covered for Azure, and what to do")
    void tellsTheActionPackPartnerToEarnACompetency() {
        Held actionPack = held("action-pack", null, 0);

        Missing missing = missing(CLOUD, explain(actionPack));

        assertThat(missing.reasons())
                .containsExactly(new Reason(NotGranted.COMPETENCY_REQUIRED, Optional.of(actionPack)));
        assertThat(missing.grantedBy()).extracting(Offer::code).containsExactly("silver-competency", "gold-competency");
    }

    @Test
    @DisplayName("E-5: without membership every kind is missing because of that")
    void withoutMembershipNothingIsGranted() {
        Entitlement entitlement = explain();

        assertThat(entitlement.chosen()).isEmpty();
        assertThat(entitlement.missing())
                .hasSize(MPN_2021.benefits().size())
                .allMatch(missing ->
                        missing.reasons().equals(List.of(new Reason(NotGranted.NO_MEMBERSHIP, Optional.empty()))));
    }

    @ParameterizedTest
    @EnumSource(NotGranted.class)
    @DisplayName("E-3, E-4, E-5, E-8: why a kind is not granted")
    void saysWhyNotGranted(NotGranted why) {
        Case given = notGrantedBecause(why);

        assertThat(missing(given.kind(), EntitlementRules.explain(given.facts()))
                        .reasons())
                .extracting(Reason::why)
                .containsExactly(why);
    }

    private record Case(String kind, Facts facts) {}

    /** A switch without default: a new reason needs a case here. */
    private static Case notGrantedBecause(NotGranted why) {
        return switch (why) {
            case NO_MEMBERSHIP -> new Case(CLOUD, facts());
            case MEMBERSHIP_ENDED -> new Case(CLOUD, facts(held("gold-competency", "security", -395)));
            case MEMBERSHIP_NOT_BEGUN -> new Case(CLOUD, facts(held("gold-competency", "security", 1)));
            case BENEFIT_WITHDRAWN -> new Case(CLOUD, withdrawn(facts(held("gold-competency", "security", 0))));
            case NOT_IN_EDITION -> new Case("new", facts(withKind("new", MPN_2021), held("action-pack", null, 0)));
            case COMPETENCY_REQUIRED -> new Case(CLOUD, facts(held("action-pack", null, 0)));
            case NOT_IN_OFFER -> new Case("press-release-kit", facts(held("silver-competency", "security", 0)));
            case NOT_IN_COMPETENCY_AREA ->
                new Case(CLOUD, facts(MPN_2021, held("silver-competency", "datacenter", 0, onlyFirstGrant(CLOUD))));
        };
    }

    @ParameterizedTest
    @EnumSource(NotChosen.class)
    @DisplayName("E-3: why another grant of the kind does not count")
    void saysWhyNotChosen(NotChosen why) {
        Facts facts = notChosenBecause(why);

        assertThat(EntitlementRules.explain(facts).chosen())
                .filteredOn(chosen -> chosen.benefit().kind().equals(ON_PREMISES))
                .flatExtracting(Entitlement.Chosen::others)
                .extracting(Entitlement.Other::reason)
                .containsExactly(why);
    }

    /** A switch without default: a new reason needs a case here. */
    private static Facts notChosenBecause(NotChosen why) {
        Held gold = held("gold-competency", "security", 0);
        return switch (why) {
            case WITHDRAWN -> {
                Facts withdrawn = withdrawn(facts(gold));
                Facts silver = facts(held("silver-competency", "security", 0));
                yield new Facts(
                        Stream.concat(withdrawn.held().stream(), silver.held().stream())
                                .toList(),
                        Stream.concat(withdrawn.grants().stream(), silver.grants().stream())
                                .toList(),
                        Optional.of(MPN_2021),
                        NOW);
            }
            case NOT_BEGUN -> facts(held("silver-competency", "security", 0), held("gold-competency", "security", 1));
            case RENEWAL_WINDOW ->
                facts(held("silver-competency", "security", 0), held("gold-competency", "security", -365));
            case SMALLER_QUANTITY -> facts(held("silver-competency", "security", 0), gold);
            case ENDS_EARLIER -> facts(held("gold-competency", "datacenter", -1), gold);
            case BEGAN_LATER ->
                facts(shorter(held("gold-competency", "datacenter", 0)), held("gold-competency", "security", -1));
            case EQUAL -> facts(held("gold-competency", "datacenter", 0), gold);
        };
    }

    @Test
    @DisplayName("E-3: the explanation has the best grant and the memberships of all the others")
    void namesTheOtherMemberships() {
        Held silver = held("silver-competency", "datacenter", -10);
        Held gold = held("gold-competency", "application-development", 0);
        Held actionPack = held("action-pack", null, -20);

        assertThat(explain(silver, gold, actionPack).chosen())
                .filteredOn(chosen -> chosen.benefit().kind().equals(ON_PREMISES))
                .singleElement()
                .satisfies(chosen -> {
                    assertThat(chosen.benefit().grantedBy().membershipId())
                            .isEqualTo(gold.membership().id());
                    assertThat(chosen.others())
                            .extracting(other -> other.benefit().grantedBy().membershipId(), Entitlement.Other::reason)
                            .containsExactlyInAnyOrder(
                                    tuple(silver.membership().id(), NotChosen.SMALLER_QUANTITY),
                                    tuple(actionPack.membership().id(), NotChosen.SMALLER_QUANTITY));
                });
    }

    @Test
    @DisplayName("E-5, E-7: a kind is granted up to, and without, the instant at which the renewal window closes")
    void theRenewalWindowEndsToTheInstant() {
        Held gold = held("gold-competency", "security", -394);
        Facts facts = facts(gold);
        Instant end = gold.usableUntil();

        assertThat(EntitlementRules.explain(new Facts(facts.held(), facts.grants(), facts.current(), end.minusNanos(1)))
                        .chosen())
                .isNotEmpty();
        assertThat(EntitlementRules.explain(new Facts(facts.held(), facts.grants(), facts.current(), end))
                        .missing())
                .flatExtracting(Missing::reasons)
                .extracting(Reason::why)
                .contains(NotGranted.MEMBERSHIP_ENDED)
                .doesNotContain(NotGranted.NOT_IN_OFFER);
    }

    @Test
    @DisplayName(
            "E-5: all reasons are given: the membership in force does not grant it, and the one that did has ended")
    void givesAllReasons() {
        assertThat(missing(CLOUD, explain(held("action-pack", null, 0), held("gold-competency", "security", -500)))
                        .reasons())
                .extracting(Reason::why)
                .containsExactly(NotGranted.COMPETENCY_REQUIRED, NotGranted.MEMBERSHIP_ENDED);
    }

    private static Entitlement explain(Held... held) {
        return EntitlementRules.explain(facts(held));
    }

    private static Missing missing(String kind, Entitlement entitlement) {
        return entitlement.missing().stream()
                .filter(missing -> missing.definition().kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Facts facts(Held... held) {
        return facts(MPN_2021, held);
    }

    private static Facts facts(Edition current, Held... held) {
        return new Facts(
                List.of(held),
                Stream.of(held)
                        .flatMap(each ->
                                GrantRules.grantedBy(each.membership(), each.edition(), NOW, UUID::randomUUID).stream())
                        .toList(),
                Optional.of(current),
                NOW);
    }

    private static Facts withdrawn(Facts facts) {
        return new Facts(
                facts.held().stream()
                        .map(held -> new Held(held.membership().withdrawn(NOW), held.edition()))
                        .toList(),
                facts.grants().stream().map(grant -> grant.withdrawn(NOW)).toList(),
                facts.current(),
                NOW);
    }

    private static Held held(String offer, String area, int startsInDays) {
        return held(offer, area, startsInDays, MPN_2021);
    }

    private static Held held(String offer, String area, int startsInDays, Edition edition) {
        Instant start = NOW.plus(Duration.ofDays(startsInDays));
        return new Held(
                new Membership(
                        UUID.randomUUID(),
                        new PartnerId("4960001"),
                        offer,
                        Optional.ofNullable(area),
                        LocalDate.parse("2026-03-01"),
                        new Period(start, start.plus(Duration.ofDays(365))),
                        edition.code(),
                        edition.revision(),
                        Optional.empty()),
                edition);
    }

    /** Ends a day earlier, so that it ends together with one that began a day before. */
    private static Held shorter(Held held) {
        Membership membership = held.membership();
        return new Held(
                new Membership(
                        membership.id(),
                        membership.partnerId(),
                        membership.offer(),
                        membership.competencyArea(),
                        membership.purchasedOn(),
                        new Period(
                                membership.period().from(),
                                membership.period().until().minus(Duration.ofDays(1))),
                        membership.edition(),
                        membership.editionRevision(),
                        membership.withdrawnAt()),
                held.edition());
    }

    private static Edition withKind(String kind, Edition edition) {
        BenefitDefinition model = edition.benefits().get(0);
        return withBenefits(
                edition,
                Stream.concat(edition.benefits().stream(), Stream.of(copy(model, kind, model.grants())))
                        .toList());
    }

    private static Edition onlyFirstGrant(String kind) {
        return withBenefits(
                MPN_2021,
                MPN_2021.benefits().stream()
                        .map(definition -> definition.kind().equals(kind)
                                ? copy(definition, kind, definition.grants().subList(0, 1))
                                : definition)
                        .toList());
    }

    private static BenefitDefinition copy(
            BenefitDefinition model,
            String kind,
            List<io.partnersupport.entitlement.domain.catalogue.GrantRule> grants) {
        return new BenefitDefinition(
                kind,
                model.name(),
                model.aliases(),
                model.category(),
                model.unit(),
                model.covers(),
                model.software(),
                model.cloudService(),
                model.subscription(),
                model.goToMarket(),
                grants);
    }

    private static Edition withBenefits(Edition edition, List<BenefitDefinition> benefits) {
        return new Edition(
                edition.code(),
                edition.revision(),
                edition.name(),
                edition.effectiveFrom(),
                edition.effectiveTo(),
                edition.policies(),
                edition.competencyAreas(),
                edition.offers(),
                benefits);
    }
}
