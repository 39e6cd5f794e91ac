package io.partnersupport.kit.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.kit.event.Republications.Republication;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a service's resource for republications answers to program operators. The resource itself is the service's own,
 * because its path and the names of its operations are.
 */
@ApplicationScoped
public class RepublicationAnswers {
    private static final int LATEST = 50;

    /** What to announce again. */
    public record RepublicationRequest(
            @NotBlank
            @Size(max = 100)
            @Schema(description = "A topic of this service", examples = "entitlement.benefits")
            String topic) {}

    /** How far a republication is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RepublicationResponse(
            UUID id,

            @Schema(examples = "entitlement.benefits") String topic,
            String requestedBy,
            Instant requestedAt,

            @Schema(description = "How many states there were when it was asked for", examples = "1200")
            long total,

            @Schema(description = "How many are announced by now", examples = "300")
            long republished,

            @Schema(description = "Absent while it is running")
            Instant completedAt) {
        static RepublicationResponse from(Republication republication) {
            return new RepublicationResponse(
                    republication.id(),
                    republication.topic(),
                    republication.requestedBy(),
                    republication.requestedAt(),
                    republication.total(),
                    republication.republished(),
                    republication.completedAt().orElse(null));
        }
    }

    private final Republications republications;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    RepublicationAnswers(Republications republications, Idempotency idempotency, CurrentCaller caller) {
        this.republications = republications;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** 202, also if it is running already; the answer's location is below the path. */
    public Response begin(String path, String idempotencyKey, RepublicationRequest request) {
        requireOperator();
        return idempotency.once(idempotencyKey, "POST " + path, request, () -> {
            Republication begun = republications
                    .begin(request.topic(), caller.get().subject())
                    .orElseThrow(() -> Problem.of(422, "unknown-topic")
                            .arguments(String.join(", ", republications.topics()))
                            .exception());
            return Response.accepted(RepublicationResponse.from(begun))
                    .location(URI.create(path + "/" + begun.id()))
                    .build();
        });
    }

    public Page<RepublicationResponse> latest() {
        requireOperator();
        return new Page<>(republications.latest(LATEST), null).map(RepublicationResponse::from);
    }

    public RepublicationResponse find(UUID id) {
        requireOperator();
        return republications
                .find(id)
                .map(RepublicationResponse::from)
                .orElseThrow(() -> Problem.of(404, "not-found").exception());
    }

    private void requireOperator() {
        if (!caller.get().isOperator()) {
            throw Problem.of(403, "operator-required").exception();
        }
    }
}
