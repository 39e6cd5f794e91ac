package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.notification.RenewalNotices;
import io.partnersupport.activation.domain.notification.RenewalNotices.RenewalNotice;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tells those who may renew and activate that a membership ends: a partner's global admins and MPN partner admins. */
@ApplicationScoped
public class TellOfRenewals implements Reaction {
    private static final int BATCH = 20;

    private final RenewalNotices notices;
    private final PartnerDirectory directory;
    private final Notifier notifier;
    private final MailLanguage language;
    private final Clock clock;

    TellOfRenewals(
            RenewalNotices notices, PartnerDirectory directory, Notifier notifier, MailLanguage language, Clock clock) {
        this.notices = notices;
        this.directory = directory;
        this.notifier = notifier;
        this.language = language;
        this.clock = clock;
    }

    @Override
    public int react() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            List<RenewalNotice> untold = notices.lockUntold(PartnerAccess.activatingRoles(), now, BATCH);
            untold.forEach(notice -> tell(notice, now));
            return untold.size();
        });
    }

    private void tell(RenewalNotice notice, Instant at) {
        Map<String, String> arguments = Map.of(
                "offer",
                notice.offerName()
                        + notice.competencyArea().map(area -> " (" + area + ")").orElse(""),
                "partner",
                notice.partnerId().value(),
                "endsAt",
                Notifier.dayOf(notice.endsAt()),
                "usableUntil",
                Notifier.dayOf(notice.usableUntil()),
                Notifier.LANGUAGE,
                language.of(notice.partnerId()).toLanguageTag());
        directory
                .userIdsWithAny(PartnerAccess.activatingRoles(), notice.partnerId())
                .forEach(
                        user -> notifier.notify(notice.kind(), user, notice.id().toString(), arguments));
        notices.told(notice, at);
    }
}
