package io.partnersupport.entitlement.domain.catalogue;

import io.partnersupport.entitlement.domain.catalogue.Terms.CloudService;
import io.partnersupport.entitlement.domain.catalogue.Terms.GoToMarketOffer;
import io.partnersupport.entitlement.domain.catalogue.Terms.Software;
import io.partnersupport.entitlement.domain.catalogue.Terms.Subscription;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One kind of benefit of an edition and who gets how much of it. The terms of other categories than its own are null.
 *
 * @param aliases other names by which people know it
 */
public record BenefitDefinition(
        String kind,
        String name,
        List<String> aliases,
        Category category,
        BenefitUnit unit,
        Coverage covers,
        Software software,
        CloudService cloudService,
        Subscription subscription,
        GoToMarketOffer goToMarket,
        List<GrantRule> grants) {
    public BenefitDefinition {
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        covers = covers == null ? Coverage.NONE : covers;
        grants = List.copyOf(grants);
    }

    /** What the benefit is for. */
    public enum Category {
        TECHNICAL_SUPPORT(true),
        ADVISORY(false),
        SOFTWARE(false),
        CLOUD_SERVICE(false),
        SUBSCRIPTION(false),
        GO_TO_MARKET(true);

        private final boolean needsActivation;

        Category(boolean needsActivation) {
            this.needsActivation = needsActivation;
        }

        /** Whether somebody must ask for it before it can be used. */
        public boolean needsActivation() {
            return needsActivation;
        }
    }

    /** What is counted. */
    public enum BenefitUnit {
        INCIDENT,
        HOUR,
        LICENSE,
        SEAT,
        /** US dollars a month. */
        CREDIT,
        OFFER
    }

    /** The cell of the table for an offer, with its competency area where it has one; empty: nothing (E-1). */
    public Optional<GrantRule> granted(Offer offer, Optional<CompetencyArea> area) {
        return grants.stream().filter(rule -> rule.appliesTo(offer, area)).max(Comparator.comparing(GrantRule::amount));
    }

    /** The terms of what the rule grants. */
    public Terms terms(GrantRule rule) {
        return new Terms(
                Stream.concat(aliases.stream(), rule.aliases().stream()).toList(),
                category == Category.ADVISORY ? rule.presalesDeducts() : null,
                software,
                cloudService,
                subscription,
                goToMarket);
    }
}
