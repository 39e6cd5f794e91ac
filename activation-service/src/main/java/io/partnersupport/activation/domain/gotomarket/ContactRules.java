package io.partnersupport.activation.domain.gotomarket;

import static io.partnersupport.activation.domain.gotomarket.ContactRefusal.ADMIN_REQUIRED;
import static io.partnersupport.activation.domain.gotomarket.ContactRefusal.COMPANY_ACCOUNT_EMAIL;
import static io.partnersupport.activation.domain.gotomarket.ContactRefusal.PRECONDITION_FAILED;
import static io.partnersupport.activation.domain.gotomarket.ContactRefusal.UNKNOWN_USER;
import static io.partnersupport.activation.domain.gotomarket.ContactRefusal.VIEW_BEHIND;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Rule;
import java.util.List;
import java.util.Optional;

/** Who may be a partner's marketing contact. */
public final class ContactRules {
    private ContactRules() {}

    /**
     * Somebody is named.
     *
     * @param admin who names them, if their association and roles allow it
     * @param isCurrent whether they have read the present contact, or that there is none
     * @param userIsKnown whether it is a user of the partner
     * @param partnerIsKnown whether the company's own address is known, or that it has none
     */
    public record Situation(
            Optional<Actor> admin,
            boolean isCurrent,
            boolean userIsKnown,
            boolean partnerIsKnown,
            Optional<String> accountEmail,
            String email) {
        boolean isTheCompanysAddress() {
            return accountEmail.filter(email::equalsIgnoreCase).isPresent();
        }
    }

    private static final List<Rule<Situation, ContactRefusal>> RULES = List.of(
            new Rule<>(ADMIN_REQUIRED, situation -> situation.admin().isEmpty()),
            new Rule<>(PRECONDITION_FAILED, situation -> !situation.isCurrent()),
            new Rule<>(UNKNOWN_USER, situation -> !situation.userIsKnown()),
            new Rule<>(COMPANY_ACCOUNT_EMAIL, Situation::isTheCompanysAddress),
            new Rule<>(VIEW_BEHIND, situation -> !situation.partnerIsKnown()));

    public static List<ContactRefusal> refusals(Situation situation) {
        return Rule.refusals(RULES, situation);
    }
}
