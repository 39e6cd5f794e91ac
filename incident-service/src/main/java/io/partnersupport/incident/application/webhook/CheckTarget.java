package io.partnersupport.incident.application.webhook;

import io.partnersupport.incident.domain.webhook.TargetRefusal;
import io.partnersupport.incident.domain.webhook.TargetRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Decides whether messages may go to a URL at this moment, and to which addresses. */
@ApplicationScoped
public class CheckTarget {
    /** What may be done about a URL. */
    public sealed interface Target {
        /** It may be called at these addresses. */
        record Allowed(URI url, List<InetAddress> addresses) implements Target {
            public Allowed {
                addresses = List.copyOf(addresses);
            }
        }

        /** Every reason why not. */
        record Refused(List<TargetRefusal> refusals) implements Target {
            public Refused {
                refusals = List.copyOf(refusals);
            }
        }
    }

    private final TargetRules rules;
    private final Names names;

    CheckTarget(WebhookConfig config, Names names) {
        this.rules = config.targetRules();
        this.names = names;
    }

    public Target check(String given) {
        Optional<URI> parsed = TargetRules.parse(given);
        if (parsed.isEmpty()) {
            return new Target.Refused(List.of(TargetRefusal.URL_MALFORMED));
        }
        URI url = parsed.get();
        List<TargetRefusal> refusals = rules.against(url);
        if (!refusals.isEmpty()) {
            return new Target.Refused(refusals); // a name that is refused anyway is not looked up
        }
        List<InetAddress> addresses = names.addressesOf(url.getHost());
        return rules.against(url, addresses)
                .<Target>map(refusal -> new Target.Refused(List.of(refusal)))
                .orElseGet(() -> new Target.Allowed(url, addresses));
    }
}
