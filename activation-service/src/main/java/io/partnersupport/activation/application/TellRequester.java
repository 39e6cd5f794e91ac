package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.activation.Activation;
import io.partnersupport.activation.domain.activation.Refusal;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.notification.NotificationKind;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Tells who requested an activation what became of it. */
@ApplicationScoped
class TellRequester {
    private final Notifier notifier;
    private final MailLanguage language;

    TellRequester(Notifier notifier, MailLanguage language) {
        this.notifier = notifier;
        this.language = language;
    }

    void completed(Activation activation, GrantedBenefit benefit) {
        tell(
                NotificationKind.ACTIVATION_COMPLETED,
                activation,
                benefit,
                "usableUntil",
                Notifier.dayOf(benefit.usableUntil()));
    }

    /** Tells of a rejection by the rules. */
    void rejected(Activation activation, GrantedBenefit benefit, Refusal reason) {
        rejected(
                activation,
                benefit,
                ProblemTexts.find(Problem.codeOf(reason), "title", language.of(benefit.partnerId())));
    }

    /** Tells of a rejection for a reason in an operator's words. */
    void rejected(Activation activation, GrantedBenefit benefit, String reason) {
        tell(NotificationKind.ACTIVATION_REJECTED, activation, benefit, "reason", reason);
    }

    private void tell(
            NotificationKind kind, Activation activation, GrantedBenefit benefit, String argument, String value) {
        notifier.notify(
                kind,
                activation.requestedBy().id(),
                activation.id().value().toString(),
                Map.of(
                        "benefit",
                        benefit.name(),
                        "partner",
                        benefit.partnerId().value(),
                        argument,
                        value,
                        Notifier.LANGUAGE,
                        language.of(benefit.partnerId()).toLanguageTag()));
    }
}
