package io.partnersupport.kit.operations;

import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who may operate which service. */
@ApplicationScoped
class Operators {
    private final CurrentCaller caller;
    private final String service;

    Operators(CurrentCaller caller, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.caller = caller;
        this.service = service;
    }

    /** The calling operator of the service in the address, which is this one. */
    Caller require(String addressed) {
        if (!caller.get().isOperator()) {
            throw Problem.of(403, "operator-required").exception();
        }
        if (!service.equals(addressed)) {
            throw Problem.of(404, "not-found").exception();
        }
        return caller.get();
    }

    static ProblemException topicIsNotRead(List<String> known) {
        return Problem.of(422, "topic-not-read")
                .arguments(String.join(", ", known))
                .exception();
    }

    static ProblemException kafkaIsAway() {
        return Problem.of(503, "service-unavailable").retryAfterSeconds(5).exception();
    }
}
