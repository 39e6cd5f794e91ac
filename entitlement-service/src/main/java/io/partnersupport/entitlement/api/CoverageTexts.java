package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition;
import io.partnersupport.entitlement.domain.catalogue.CompetencyArea;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.GrantRule;
import io.partnersupport.entitlement.domain.catalogue.Offer;
import io.partnersupport.entitlement.domain.coverage.BenefitCoverage;
import io.partnersupport.entitlement.domain.coverage.BenefitCoverage.Step;
import io.partnersupport.entitlement.domain.coverage.CoverageAnswer;
import io.partnersupport.entitlement.domain.coverage.CoverageAnswer.Verdict;
import io.partnersupport.entitlement.domain.coverage.CoverageFacts;
import io.partnersupport.entitlement.domain.coverage.Reason;
import io.partnersupport.entitlement.domain.coverage.Remedy;
import io.partnersupport.entitlement.domain.product.Product.Lifecycle;
import io.partnersupport.entitlement.domain.product.Product.Support;
import io.partnersupport.entitlement.domain.product.Product.VendorSupport;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in words what a coverage check found. What the texts mention is listed in problems.properties. */
final class CoverageTexts {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Locale language;
    private final Object[] mentioned;

    private CoverageTexts(Locale language, Object[] mentioned) {
        this.language = language;
        this.mentioned = mentioned;
    }

    static CoverageTexts of(CoverageAnswer answer, BenefitCoverage coverage, Locale language) {
        CoverageFacts facts = answer.facts();
        List<Benefit> grants = facts.grants().stream()
                .filter(grant -> grant.kind().equals(coverage.benefit().kind()))
                .toList();
        Optional<Benefit> next = grants.stream()
                .filter(grant -> answer.at().isBefore(grant.startsAt()))
                .min(Comparator.comparing(Benefit::startsAt));
        Optional<Benefit> last = grants.stream().max(Comparator.comparing(Benefit::usableUntil));
        Optional<Benefit> told = coverage.grant().or(() -> next).or(() -> last);
        return new CoverageTexts(language, new Object[] {
            product(answer),
            coverage.benefit().name(),
            told.map(grant -> grantedBy(grant, facts)).orElse(""),
            told.map(grant -> INSTANT.format(turn(grant, answer.at()))).orElse(""),
            vendor(answer.product().vendorSupport()),
            joined("or", language, grantingOffers(coverage.benefit().kind(), facts)),
            joined("or", language, coveredVersions(answer)),
            facts.partner().name(),
            answer.version()
                    .map(version -> INSTANT.format(version.mainstreamEndsAt()))
                    .orElse(""),
            joined("and", language, facts.offersHeld(answer.at()).stream().map(offer -> nameOf(offer, facts))),
            joined(
                    "or",
                    language,
                    answer.benefits().stream()
                            .filter(other -> other.benefit().isTechnicalSupport())
                            .filter(other -> other.benefit()
                                    .covers()
                                    .productKinds()
                                    .contains(answer.product().kind()))
                            .map(other -> other.benefit().name())),
            joined(
                    "or",
                    language,
                    answer.coveringPlans().stream()
                            .map(plan -> plan.plan().terms().name())),
        });
    }

    /** The whole answer in a sentence or two. */
    static String summary(CoverageAnswer answer, Locale language) {
        Optional<BenefitCoverage> decisive = answer.decisive();
        if (decisive.isEmpty()) {
            return ProblemTexts.find("no-benefits", "detail", language);
        }
        CoverageTexts texts = of(answer, decisive.get(), language);
        String verdict = texts.text("coverage." + Problem.codeOf(answer.verdict()));
        return answer.verdict() != Verdict.NOT_COVERED
                ? verdict
                : Stream.of(
                                Stream.of(verdict),
                                decisive.get().reasons().stream()
                                        .map(reason -> texts.reason(reason).detail()),
                                decisive.get().remedies().stream().map(texts::remedy))
                        .flatMap(part -> part)
                        .collect(Collectors.joining(" "));
    }

    Problem.Reason reason(Reason reason) {
        return notice(Problem.codeOf(reason));
    }

    Problem.Reason notice(String code) {
        return new Problem.Reason(
                code,
                ProblemTexts.find(code, "detail", language, mentioned),
                ProblemTexts.find(code, "nextStep", language, mentioned));
    }

    String remedy(Remedy remedy) {
        return text("remedy." + Problem.codeOf(remedy));
    }

    String step(Step step) {
        return step.reasons().isEmpty()
                ? text("rule." + Problem.codeOf(step.rule()))
                : step.reasons().stream().map(reason -> reason(reason).detail()).collect(Collectors.joining(" "));
    }

    private String text(String code) {
        return ProblemTexts.find(code, "text", language, mentioned);
    }

    private static String product(CoverageAnswer answer) {
        return answer.version()
                .map(known -> known.version().version())
                .or(answer::askedVersion)
                .map(version -> answer.product().name() + " " + version)
                .orElse(answer.product().name());
    }

    private static String grantedBy(Benefit grant, CoverageFacts facts) {
        return grant.grantedBy()
                .competencyArea()
                .map(area -> facts.edition()
                        .flatMap(edition -> edition.competencyArea(area))
                        .map(CompetencyArea::name)
                        .orElse(area))
                .map(area -> grant.grantedBy().offerName() + " (" + area + ")")
                .orElse(grant.grantedBy().offerName());
    }

    /** When the grant begins, if that is still to come, or else when it ends. */
    private static Instant turn(Benefit grant, Instant at) {
        return at.isBefore(grant.startsAt())
                ? grant.startsAt()
                : grant.withdrawnAt()
                        .filter(withdrawn -> !at.isBefore(withdrawn))
                        .orElse(grant.usableUntil());
    }

    private static Stream<String> grantingOffers(String kind, CoverageFacts facts) {
        return facts.edition().stream()
                .flatMap(edition -> edition.benefits().stream())
                .filter(definition -> definition.kind().equals(kind))
                .map(BenefitDefinition::grants)
                .flatMap(List::stream)
                .map(GrantRule::offer)
                .map(offer -> nameOf(offer, facts));
    }

    private static String nameOf(String offer, CoverageFacts facts) {
        return facts.edition()
                .flatMap((Edition edition) -> edition.offer(offer))
                .map(Offer::name)
                .orElse(offer);
    }

    private static Stream<String> coveredVersions(CoverageAnswer answer) {
        return answer.product().lifecycles().stream()
                .filter(version -> version.supportAt(answer.at()) != Support.NOT_COVERED)
                .map(Lifecycle::version)
                .map(version -> version.version());
    }

    private static String vendor(VendorSupport contact) {
        return contact == null
                ? ""
                : Stream.of(contact.page(), contact.email(), contact.phone())
                        .filter(way -> way != null)
                        .collect(Collectors.joining(", "));
    }

    private static String joined(String word, Locale language, Stream<String> names) {
        return names.distinct().collect(Collectors.joining(" " + ProblemTexts.find("list", word, language) + " "));
    }
}
