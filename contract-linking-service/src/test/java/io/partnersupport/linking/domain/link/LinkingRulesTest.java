package io.partnersupport.linking.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.linking.domain.contract.BenefitId;
import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.ContractLine;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.LinkPolicy;
import io.partnersupport.linking.domain.contract.LinkState;
import io.partnersupport.linking.domain.contract.PartnerId;
import io.partnersupport.linking.domain.contract.Portal;
import io.partnersupport.linking.domain.contract.Units;
import io.partnersupport.linking.domain.link.LinkDecision.AlreadyLinked;
import io.partnersupport.linking.domain.link.LinkDecision.Linked;
import io.partnersupport.linking.domain.link.LinkDecision.Refused;
import io.partnersupport.linking.domain.link.Notice.Code;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkingRulesTest {
    private static final Instant START = Instant.parse("2026-03-02T09:30:00Z");
    private static final Instant END = Instant.parse("2027-03-31T00:00:00Z");
    private static final Instant DURING = Instant.parse("2026-06-01T00:00:00Z");
    private static final ContractLine CLOUD = line("CLOUD", Optional.empty());
    private static final ContractLine PRODUCT = line("ON_PREMISES", Optional.of(new Units(10, 1, 9)));
    private static final ContractLine USED_UP = line("ON_PREMISES", Optional.of(new Units(10, 10, 0)));
    private static final Account ANN = account("ann");

    @ParameterizedTest
    @EnumSource(Refusal.class)
    @DisplayName("L-2: each reason alone refuses")
    void refusesForEachReason(Refusal reason) {
        assertThat(LinkingRules.decide(requestRefusedFor(reason))).isEqualTo(new Refused(List.of(reason)));
    }

    private static LinkRequest requestRefusedFor(Refusal reason) {
        return switch (reason) {
            case CONTRACT_WITHDRAWN -> request(withdrawn(contract(CLOUD), DURING), DURING);
            case CONTRACT_EXPIRED -> request(contract(CLOUD, PRODUCT), END);
            case INCIDENTS_EXHAUSTED -> request(contract(USED_UP), DURING);
            case ACCESS_ID_IN_USE -> request(singleAccount(contract(CLOUD)), Optional.empty(), true, DURING);
        };
    }

    @Test
    @DisplayName("L-2: a usable line is enough")
    void linksWhenOneLineIsUsable() {
        LinkRequest request = request(contract(CLOUD, USED_UP), DURING);
        assertThat(LinkingRules.decide(request)).isEqualTo(new Linked(request.candidate()));
    }

    @Test
    @DisplayName("L-2: again on the same account is no refusal, also of a single account plan")
    void answersWithTheExistingLink() {
        Contract contract = singleAccount(contract(CLOUD));
        ContractLink existing = link(contract);
        assertThat(LinkingRules.decide(request(contract, Optional.of(existing), true, DURING)))
                .isEqualTo(new AlreadyLinked(existing));
    }

    @Test
    @DisplayName("L-1: any number of accounts link a contract")
    void otherAccountsDoNotMatter() {
        assertThat(LinkingRules.decide(request(contract(CLOUD), Optional.empty(), true, DURING)))
                .isInstanceOf(Linked.class);
    }

    @Test
    @DisplayName("L-2: a link that exists does not hide that the contract has expired")
    void refusesAnExpiredContractThatIsLinked() {
        Contract contract = contract(CLOUD);
        assertThat(LinkingRules.decide(request(contract, Optional.of(link(contract)), false, END)))
                .isEqualTo(new Refused(List.of(Refusal.CONTRACT_EXPIRED)));
    }

    @Test
    @DisplayName("L-2: a contract has expired from the instant that its last line ends")
    void expiresAtTheInstantItEnds() {
        Contract contract = contract(PRODUCT);
        assertThat(LinkingRules.decide(request(contract, END.minusNanos(1)))).isInstanceOf(Linked.class);
        assertThat(LinkingRules.decide(request(contract, END)))
                .isEqualTo(new Refused(List.of(Refusal.CONTRACT_EXPIRED)));
    }

    @Test
    @DisplayName("L-2: a contract is withdrawn from the instant that says so")
    void isWithdrawnFromThatInstant() {
        Contract contract = withdrawn(contract(CLOUD), DURING);
        assertThat(LinkingRules.decide(request(contract, DURING.minusNanos(1)))).isInstanceOf(Linked.class);
        assertThat(LinkingRules.decide(request(contract, DURING)))
                .isEqualTo(new Refused(List.of(Refusal.CONTRACT_WITHDRAWN)));
    }

    @Test
    @DisplayName("L-2: one unit left is enough")
    void oneUnitLeftIsEnough() {
        ContractLine lastUnit = line("ON_PREMISES", Optional.of(new Units(10, 9, 1)));
        assertThat(LinkingRules.decide(request(contract(lastUnit), DURING))).isInstanceOf(Linked.class);
    }

    @Test
    @DisplayName("L-2: a line that has ended does not help one that is used up")
    void exhaustedWhenWhatIsLeftHasEnded() {
        ContractLine ended = ending(PRODUCT, DURING);
        assertThat(LinkingRules.decide(request(contract(ended, USED_UP), DURING)))
                .isEqualTo(new Refused(List.of(Refusal.INCIDENTS_EXHAUSTED)));
    }

    @Test
    @DisplayName("E-3: a superseded line does not count")
    void supersededLinesDoNotCount() {
        ContractLine superseded = superseded(PRODUCT, DURING);
        assertThat(LinkingRules.decide(request(contract(superseded, USED_UP), DURING)))
                .isEqualTo(new Refused(List.of(Refusal.INCIDENTS_EXHAUSTED)));
        assertThat(LinkingRules.decide(request(contract(superseded, USED_UP), DURING.minusNanos(1))))
                .isInstanceOf(Linked.class);
    }

    @Test
    @DisplayName("L-2: all reasons are given, the weightiest first")
    void givesAllReasons() {
        Contract contract = singleAccount(withdrawn(contract(USED_UP), DURING));
        assertThat(LinkingRules.decide(request(contract, Optional.empty(), true, DURING)))
                .isEqualTo(new Refused(
                        List.of(Refusal.CONTRACT_WITHDRAWN, Refusal.INCIDENTS_EXHAUSTED, Refusal.ACCESS_ID_IN_USE)));
    }

    @Test
    @DisplayName("A contract whose lines begin later is linked all the same")
    void linksBeforeTheFirstLineBegins() {
        Contract contract = contract(CLOUD);
        Instant before = START.minusNanos(1);
        assertThat(LinkingRules.decide(request(contract, before))).isInstanceOf(Linked.class);
        assertThat(codes(Notice.of(contract, Portal.CLOUD, before))).containsExactly(Code.LINE_NOT_STARTED);
        assertThat(Notice.of(contract, Portal.CLOUD, START)).isEmpty();
    }

    @Test
    @DisplayName("L-5: the state of a link")
    void statesOfALink() {
        assertThat(contract(CLOUD).stateAt(DURING)).isEqualTo(LinkState.USABLE);
        assertThat(contract(CLOUD).stateAt(END)).isEqualTo(LinkState.EXPIRED);
        assertThat(contract(USED_UP).stateAt(DURING)).isEqualTo(LinkState.EXHAUSTED);
        assertThat(withdrawn(contract(CLOUD), DURING).stateAt(DURING)).isEqualTo(LinkState.WITHDRAWN);
    }

    @Test
    @DisplayName("E-4: a contract without a cloud benefit says so to cloud portals")
    void noticesThatThereIsNoCloudBenefit() {
        assertThat(codes(Notice.of(contract(PRODUCT), Portal.CLOUD, DURING))).containsExactly(Code.NO_CLOUD_BENEFIT);
        assertThat(Notice.of(contract(PRODUCT), Portal.ON_PREMISES, DURING)).isEmpty();
        assertThat(Notice.of(contract(CLOUD), Portal.CLOUD, DURING)).isEmpty();
    }

    @Test
    @DisplayName("L-2: lines that cannot be used are noticed")
    void noticesUnusableLines() {
        ContractLine ended = ending(PRODUCT, DURING);
        assertThat(Notice.of(contract(CLOUD, ended, USED_UP), Portal.CLOUD, DURING))
                .containsExactly(
                        new Notice(Code.LINE_EXPIRED, Optional.of(ended)),
                        new Notice(Code.LINE_EXHAUSTED, Optional.of(USED_UP)));
    }

    private static List<Code> codes(List<Notice> notices) {
        return notices.stream().map(Notice::code).toList();
    }

    private static ContractLine line(String productKind, Optional<Units> units) {
        return new ContractLine(
                new BenefitId(UUID.randomUUID()),
                productKind,
                units,
                START,
                END,
                Optional.empty(),
                Set.of(productKind));
    }

    private static ContractLine ending(ContractLine line, Instant at) {
        return new ContractLine(
                line.benefitId(), line.name(), line.units(), START, at, Optional.empty(), line.productKinds());
    }

    private static ContractLine superseded(ContractLine line, Instant at) {
        return new ContractLine(
                line.benefitId(), line.name(), line.units(), START, END, Optional.of(at), line.productKinds());
    }

    private static Contract contract(ContractLine... lines) {
        return new Contract(
                new ContractRef(UUID.randomUUID()),
                new PartnerId("4960001"),
                LinkPolicy.ANY_ACCOUNT,
                END,
                Optional.empty(),
                List.of(lines));
    }

    private static Contract withdrawn(Contract contract, Instant at) {
        return new Contract(
                contract.ref(), contract.partner(), contract.linkPolicy(), END, Optional.of(at), contract.lines());
    }

    private static Contract singleAccount(Contract contract) {
        return new Contract(
                contract.ref(),
                contract.partner(),
                LinkPolicy.SINGLE_ACCOUNT,
                END,
                contract.withdrawnAt(),
                contract.lines());
    }

    private static Account account(String subject) {
        return new Account(new AccountId(subject), Account.Directory.AAD);
    }

    private static ContractLink link(Contract contract) {
        return ContractLink.made(new LinkId(UUID.randomUUID()), contract, ANN, DURING);
    }

    private static LinkRequest request(Contract contract, Instant at) {
        return request(contract, Optional.empty(), false, at);
    }

    private static LinkRequest request(
            Contract contract, Optional<ContractLink> existing, boolean linkedByAnother, Instant at) {
        return new LinkRequest(link(contract), contract, existing, linkedByAnother, at);
    }
}
