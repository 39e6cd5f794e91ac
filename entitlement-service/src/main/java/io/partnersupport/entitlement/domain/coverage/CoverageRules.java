package io.partnersupport.entitlement.domain.coverage;

import static io.partnersupport.entitlement.domain.coverage.Reason.BENEFIT_NOT_GRANTED;
import static io.partnersupport.entitlement.domain.coverage.Reason.CLOUD_PRODUCT_ONLY;
import static io.partnersupport.entitlement.domain.coverage.Reason.MAINSTREAM_SUPPORT_ENDED;
import static io.partnersupport.entitlement.domain.coverage.Reason.MANAGED_OUTSIDE;
import static io.partnersupport.entitlement.domain.coverage.Reason.MARKETPLACE_PRODUCT;
import static io.partnersupport.entitlement.domain.coverage.Reason.MEMBERSHIP_CANCELLED;
import static io.partnersupport.entitlement.domain.coverage.Reason.MEMBERSHIP_ENDED;
import static io.partnersupport.entitlement.domain.coverage.Reason.MEMBERSHIP_NOT_STARTED;
import static io.partnersupport.entitlement.domain.coverage.Reason.NO_BENEFITS;
import static io.partnersupport.entitlement.domain.coverage.Reason.NO_CLOUD_BENEFIT;
import static io.partnersupport.entitlement.domain.coverage.Reason.NO_CONTRACT_NEEDED;
import static io.partnersupport.entitlement.domain.coverage.Reason.ON_PREMISES_PRODUCT_ONLY;
import static io.partnersupport.entitlement.domain.coverage.Reason.PRODUCT_NOT_COVERED;
import static io.partnersupport.entitlement.domain.coverage.Reason.UNKNOWN_VERSION;
import static io.partnersupport.entitlement.domain.coverage.Reason.VERSION_NOT_COVERED;

import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.coverage.BenefitCoverage.Rule;
import io.partnersupport.entitlement.domain.coverage.BenefitCoverage.Step;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.Product.Lifecycle;
import io.partnersupport.entitlement.domain.product.Product.Support;
import io.partnersupport.entitlement.domain.product.ProductKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers for every benefit whether it covers a product, with all reasons (E-12). No side effect, no clock. */
public final class CoverageRules {
    private CoverageRules() {}

    /**
     * Checks all benefits.
     *
     * @param askedVersion if empty, the version that is current at the instant is meant
     */
    public static CoverageAnswer check(
            CoverageFacts facts, Product product, Optional<String> askedVersion, Instant at) {
        Optional<Lifecycle> version = askedVersion.isPresent()
                ? product.lifecycles().stream()
                        .filter(each -> each.version().version().equals(askedVersion.get()))
                        .findFirst()
                : product.lifecycles().stream()
                        .filter(each -> each.supportAt(at) == Support.CURRENT)
                        .reduce((earlier, later) -> later);
        List<BenefitCoverage> benefits = supportBenefits(facts).stream()
                .map(benefit -> new Question(facts, product, askedVersion, version, at, benefit).answer())
                .toList();
        return new CoverageAnswer(facts, product, askedVersion, version, at, benefits);
    }

    /** What the edition offers, and what the partner still has from an earlier one (E-8), technical support first. */
    private static List<SupportBenefit> supportBenefits(CoverageFacts facts) {
        Map<String, SupportBenefit> byKind = new LinkedHashMap<>();
        facts.edition().stream()
                .flatMap(edition -> edition.benefits().stream())
                .map(SupportBenefit::of)
                .filter(benefit -> SupportBenefit.answersRequests(benefit.category()))
                .forEach(benefit -> byKind.put(benefit.kind(), benefit));
        facts.grants().stream()
                .filter(grant -> SupportBenefit.answersRequests(grant.category()))
                .forEach(grant -> byKind.putIfAbsent(grant.kind(), SupportBenefit.of(grant)));
        List<SupportBenefit> benefits = new ArrayList<>(byKind.values());
        benefits.sort((one, other) -> Boolean.compare(other.isTechnicalSupport(), one.isTechnicalSupport()));
        return benefits;
    }

    /** One benefit and all that its rules look at. */
    private record Question(
            CoverageFacts facts,
            Product product,
            Optional<String> askedVersion,
            Optional<Lifecycle> version,
            Instant at,
            SupportBenefit offered) {
        BenefitCoverage answer() {
            Optional<Benefit> grant = grants().filter(each -> each.isListed(at)).findFirst();
            // the partner's own terms before those of the edition in force (E-8)
            SupportBenefit benefit = grant.map(SupportBenefit::of).orElse(offered);
            List<Step> trace = new ArrayList<>();
            trace.add(new Step(Rule.GRANT, grant.isPresent() ? List.of() : reasonsAgainstGrant()));
            if (grant.isPresent() && benefit.needsActivation()) {
                trace.add(step(Rule.ACTIVATION, managedOutside()));
            }
            Optional<Reason> otherProduct = otherProduct(benefit);
            trace.add(step(Rule.PRODUCT, otherProduct));
            if (product.kind() == ProductKind.ON_PREMISES && otherProduct.isEmpty()) {
                trace.add(step(Rule.VERSION, otherVersion()));
            } else if (versionIsUnknown() && product.kind() != ProductKind.MARKETPLACE) {
                trace.add(step(Rule.VERSION, Optional.of(UNKNOWN_VERSION)));
            }
            return new BenefitCoverage(benefit, grant, trace);
        }

        private static Step step(Rule rule, Optional<Reason> reason) {
            return new Step(rule, reason.stream().toList());
        }

        private Stream<Benefit> grants() {
            return facts.grants().stream().filter(each -> each.kind().equals(offered.kind()));
        }

        private List<Reason> reasonsAgainstGrant() {
            List<Reason> reasons = new ArrayList<>();
            if (grants().anyMatch(each -> at.isBefore(each.startsAt()))) {
                reasons.add(MEMBERSHIP_NOT_STARTED);
            } else if (grants().anyMatch(each -> each.isWithdrawn(at) && at.isBefore(each.usableUntil()))) {
                reasons.add(MEMBERSHIP_CANCELLED);
            } else if (grants().findAny().isPresent()) {
                reasons.add(MEMBERSHIP_ENDED);
            }
            if (!facts.offersHeld(at).isEmpty()) {
                boolean cloudSupport = offered.isTechnicalSupport() && offered.isFor(ProductKind.CLOUD);
                reasons.add(cloudSupport ? NO_CLOUD_BENEFIT : BENEFIT_NOT_GRANTED);
            } else if (reasons.isEmpty()) {
                reasons.add(NO_BENEFITS);
            }
            return reasons;
        }

        private Optional<Reason> managedOutside() {
            return facts.partner().managedIn() == ManagedIn.PMC ? Optional.of(MANAGED_OUTSIDE) : Optional.empty();
        }

        private Optional<Reason> otherProduct(SupportBenefit benefit) {
            if (product.kind() == ProductKind.MARKETPLACE) {
                return Optional.of(MARKETPLACE_PRODUCT);
            }
            if (!benefit.isFor(product.kind())) {
                return Optional.of(
                        benefit.isOnlyFor(ProductKind.CLOUD)
                                ? CLOUD_PRODUCT_ONLY
                                : benefit.isOnlyFor(ProductKind.ON_PREMISES)
                                        ? ON_PREMISES_PRODUCT_ONLY
                                        : PRODUCT_NOT_COVERED);
            }
            if (benefit.needsActivation() && !product.needsContract()) {
                return Optional.of(NO_CONTRACT_NEEDED);
            }
            return benefit.covers().excludedProducts().contains(product.productId())
                    ? Optional.of(PRODUCT_NOT_COVERED)
                    : Optional.empty();
        }

        private boolean versionIsUnknown() {
            return askedVersion.isPresent() && version.isEmpty();
        }

        private Optional<Reason> otherVersion() {
            if (version.isEmpty()) {
                return Optional.of(versionIsUnknown() ? UNKNOWN_VERSION : VERSION_NOT_COVERED);
            }
            if (version.get().supportAt(at) != Support.NOT_COVERED) {
                return Optional.empty();
            }
            return Optional.of(
                    version.get().isPreviousOutsideMainstream(at) ? MAINSTREAM_SUPPORT_ENDED : VERSION_NOT_COVERED);
        }
    }
}
