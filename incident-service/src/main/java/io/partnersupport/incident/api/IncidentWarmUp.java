package io.partnersupport.incident.api;

import io.partnersupport.incident.api.IncidentCheckResource.IncidentCheckResponse;
import io.partnersupport.incident.application.OpenIncident;
import io.partnersupport.incident.domain.incident.Channel;
import io.partnersupport.incident.domain.incident.IncidentDecision;
import io.partnersupport.incident.domain.incident.IncidentDecision.Accepted;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.kit.start.WarmUp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

@ApplicationScoped
class IncidentWarmUp implements WarmUp {
    private final OpenIncident openIncident;

    IncidentWarmUp(OpenIncident openIncident) {
        this.openIncident = openIncident;
    }

    @Override
    public List<Object> answers() {
        // its product is unknown, which does not matter for what needs no plan
        OpenIncidentRequest request = new OpenIncidentRequest(
                IncidentKind.BILLING,
                "none",
                null,
                null,
                Severity.C,
                "Nothing",
                "Nothing",
                new IncidentContact("Nobody", "nobody@example.com", null, "en", "US", ZoneOffset.UTC, false),
                Channel.WEB,
                null,
                null,
                null);
        IncidentDecision decision = openIncident.check(Requesters.of(NOBODY), request.toRequest(), request.toWish());
        return decision instanceof Accepted accepted
                ? List.of(IncidentCheckResponse.accepted(accepted, Locale.ENGLISH))
                : List.of();
    }
}
