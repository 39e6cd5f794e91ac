package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.incident.OnBehalf;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The customer for whom an incident is opened. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentCustomer(
        @NotNull UUID customerId,

        @Size(min = 1, max = 253)
        @Pattern(regexp = "[^\\s\\p{Cntrl}\\p{Zs}@/]*", message = "domain-name")
        @Schema(description = "Needed with azureSubscription where you do not administer the customer")
        String domain,

        UUID azureSubscription) {
    OnBehalf toOnBehalf() {
        return new OnBehalf(
                new CustomerId(customerId), Optional.ofNullable(domain), Optional.ofNullable(azureSubscription));
    }

    static IncidentCustomer from(OnBehalf customer) {
        return new IncidentCustomer(
                customer.customer().value(),
                customer.domain().orElse(null),
                customer.azureSubscription().orElse(null));
    }
}
