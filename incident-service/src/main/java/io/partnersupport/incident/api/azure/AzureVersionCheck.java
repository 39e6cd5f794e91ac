package io.partnersupport.incident.api.azure;

import io.partnersupport.kit.http.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Azure's clients always say which version they speak. */
class AzureVersionCheck {
    private static final String PARAMETER = "api-version";

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        UriInfo address = request.getUriInfo();
        if (AzureSurface.isOf(address.getPath())
                && !List.of(AzureSurface.API_VERSION)
                        .equals(address.getQueryParameters().get(PARAMETER))) {
            throw Problem.of(400, "api-version-not-supported")
                    .error(PARAMETER, "azure-must-be", AzureSurface.API_VERSION)
                    .exception();
        }
    }
}
