package io.partnersupport.kit.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.kit.event.DeadLetterBox;
import io.partnersupport.kit.event.DeadLetterBox.DeadLetter;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/operations/{service}/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Operations", description = "For program operators who run the suite")
class DeadLetterResource {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeadLetterResponse(
            String id,
            String topic,
            String origin,
            String reason,
            Instant buriedAt,
            String key,
            String type,
            Instant takenAt) {
        static DeadLetterResponse from(DeadLetter letter) {
            return new DeadLetterResponse(
                    DeadLetterBox.position(letter),
                    letter.topic(),
                    letter.origin(),
                    letter.reason(),
                    letter.buriedAt(),
                    letter.key().orElse(null),
                    letter.type().orElse(null),
                    letter.takenAt().orElse(null));
        }
    }

    private final DeadLetterBox deadLetters;
    private final Operators operators;
    private final Paging paging;

    DeadLetterResource(DeadLetterBox deadLetters, Operators operators, Paging paging) {
        this.deadLetters = deadLetters;
        this.operators = operators;
        this.paging = paging;
    }

    @GET
    @Operation(operationId = "listDeadLetters", summary = "List what a service could not take of a topic, and why")
    public Page<DeadLetterResponse> list(
            @PathParam("service") String service,
            @NotNull @QueryParam("topic") String topic,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        operators.require(service);
        if (!deadLetters.topics().contains(topic)) {
            throw Operators.topicIsNotRead(deadLetters.topics());
        }
        Paging.Request page = paging.request("deadLetters " + service + " " + topic, limit, cursor);
        try {
            return paging.page(page, deadLetters.list(topic, page.after(), page.fetchSize()), DeadLetterBox::position)
                    .map(DeadLetterResponse::from);
        } catch (KafkaException e) {
            throw Operators.kafkaIsAway();
        }
    }
}
