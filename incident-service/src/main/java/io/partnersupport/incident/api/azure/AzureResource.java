package io.partnersupport.incident.api.azure;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What all operations have in common. */
abstract class AzureResource {
    /** Checked by {@link AzureVersionCheck}, also where there is no such operation. */
    @QueryParam("api-version")
    @Parameter(required = true, description = "The version of the API", example = AzureSurface.API_VERSION)
    String apiVersion;
}
