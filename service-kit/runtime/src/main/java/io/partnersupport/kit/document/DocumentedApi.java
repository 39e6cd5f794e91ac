package io.partnersupport.kit.document;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Completes the document that the annotations give by what the service tells in {@code openapi/operations.yaml}. The
 * build fails with all that is missing or left over; a service without that file is completed as far as it goes.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentedApi implements OASFilter {
    private static final String KIT = "openapi/kit-operations.yaml";
    private static final String SERVICE = "openapi/operations.yaml";
    /** Of an API that the service also speaks, and that is somebody else's. */
    private static final String FURTHER = "openapi/further-operations.yaml";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Documentation kit = Documentation.read(KIT).orElseThrow();
        Documentation further = Documentation.read(FURTHER).orElse(Documentation.NOTHING);
        Optional<Documentation> service = Documentation.read(SERVICE);
        List<String> faults =
                new Completion(api, kit, service.orElse(Documentation.NOTHING).orElse(further)).complete();
        if (service.isPresent() && !faults.isEmpty()) {
            throw new IllegalStateException(
                    "The API is not documented completely (" + SERVICE + "):\n  " + String.join("\n  ", faults));
        }
    }
}
