package io.partnersupport.linking.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.linking.application.LinkContract.Decided;
import io.partnersupport.linking.domain.contract.ContractLine;
import io.partnersupport.linking.domain.contract.LinkState;
import io.partnersupport.linking.domain.contract.Portal;
import io.partnersupport.linking.domain.contract.Units;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.LinkId;
import io.partnersupport.linking.domain.link.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The contract is on the account, since now or since earlier, with everything that it brings")
record LinkContractResponse(
        @Schema(enumeration = {"linked", "already-linked"}) String outcome,
        LinkedContract link,
        List<LinkedPlan> plans,
        List<LinkNotice> notices,
        String nextStep,

        @Schema(description = "The instant up to which contracts and units left are known here")
        Instant asOf) {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "The link")
    record LinkedContract(
            UUID id,

            @Schema(description = "The contract's opaque id")
            UUID contract,

            Instant linkedAt,

            @Schema(description = "The link with the renewed contract that this one followed")
            UUID followedFrom,

            LinkState state) {
        static LinkedContract from(ContractLink link, LinkState state) {
            return new LinkedContract(
                    link.id().value(),
                    link.contract().value(),
                    link.linkedAt(),
                    link.followedFrom().map(LinkId::value).orElse(null),
                    state);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "A line of the contract; either unlimited or with granted, used and remaining units")
    record LinkedPlan(
            UUID benefitId,
            String name,
            Instant startsAt,
            Instant endsAt,
            boolean unlimited,
            Integer granted,
            Integer used,
            Integer remaining) {
        static List<LinkedPlan> allOf(Decided decided) {
            return decided.contract().linesAt(decided.at()).stream()
                    .map(LinkedPlan::from)
                    .toList();
        }

        private static LinkedPlan from(ContractLine line) {
            Optional<Units> units = line.units();
            return new LinkedPlan(
                    line.benefitId().value(),
                    line.name(),
                    line.startsAt(),
                    line.endsAt(),
                    units.isEmpty(),
                    units.map(Units::granted).orElse(null),
                    units.map(Units::used).orElse(null),
                    units.map(Units::remaining).orElse(null));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "What one should know although the contract is linked")
    record LinkNotice(
            @Schema(enumeration = {"no-cloud-benefit", "line-expired", "line-exhausted", "line-not-started"})
            String code,

            String text,

            @Schema(description = "The line it is about, if it is about one")
            UUID benefitId) {
        static List<LinkNotice> all(List<Notice> notices, Locale locale) {
            return notices.stream().map(notice -> from(notice, locale)).toList();
        }

        private static LinkNotice from(Notice notice, Locale locale) {
            return new LinkNotice(
                    Texts.codeOf(notice.code()),
                    ProblemTexts.find(Texts.codeOf(notice.code()), "detail", locale, Texts.argumentsOf(notice)),
                    notice.line().map(line -> line.benefitId().value()).orElse(null));
        }
    }

    static LinkContractResponse from(
            String outcome, ContractLink link, Decided decided, Portal portal, Optional<Instant> asOf, Locale locale) {
        return new LinkContractResponse(
                outcome,
                LinkedContract.from(link, decided.contract().stateAt(decided.at())),
                LinkedPlan.allOf(decided),
                LinkNotice.all(Notice.of(decided.contract(), portal, decided.at()), locale),
                ProblemTexts.find(outcome, "nextStep", locale, link.linkedAt()),
                asOf.orElse(null));
    }
}
