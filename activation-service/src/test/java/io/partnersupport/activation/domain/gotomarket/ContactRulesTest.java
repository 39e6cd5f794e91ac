package io.partnersupport.activation.domain.gotomarket;

import static io.partnersupport.activation.domain.benefit.Situations.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.domain.gotomarket.ContactRules.Situation;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactRulesTest {
    private static final Optional<String> COMPANY = Optional.of("office@contoso.example");
    private static final String MARKETING = "marketing@contoso.example";

    @ParameterizedTest
    @EnumSource
    void refusesForEachReason(ContactRefusal reason) {
        assertThat(ContactRules.refusals(situationRefusedFor(reason))).containsExactly(reason);
    }

    private static Situation situationRefusedFor(ContactRefusal reason) {
        return switch (reason) {
            case ADMIN_REQUIRED -> new Situation(Optional.empty(), true, true, true, COMPANY, MARKETING);
            case PRECONDITION_FAILED -> new Situation(Optional.of(ADMIN), false, true, true, COMPANY, MARKETING);
            case UNKNOWN_USER -> new Situation(Optional.of(ADMIN), true, false, true, COMPANY, MARKETING);
            case COMPANY_ACCOUNT_EMAIL ->
                new Situation(Optional.of(ADMIN), true, true, true, COMPANY, "Office@Contoso.EXAMPLE");
            case VIEW_BEHIND -> new Situation(Optional.of(ADMIN), true, true, false, Optional.empty(), MARKETING);
        };
    }

    @Test
    @DisplayName("A-11: a user of the partner with an address of their own, also where the company's is not known")
    void acceptsAnotherAddress() {
        assertThat(ContactRules.refusals(new Situation(Optional.of(ADMIN), true, true, true, COMPANY, MARKETING)))
                .isEmpty();
        assertThat(ContactRules.refusals(
                        new Situation(Optional.of(ADMIN), true, true, true, Optional.empty(), MARKETING)))
                .isEmpty();
    }
}
