package io.partnersupport.activation.api;

import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Somebody of the partner who can activate benefits, with the roles that allow it")
record ColleagueResponse(String name, List<String> roles) {
    static ColleagueResponse from(Colleague colleague) {
        return new ColleagueResponse(colleague.name(), colleague.roles());
    }
}
