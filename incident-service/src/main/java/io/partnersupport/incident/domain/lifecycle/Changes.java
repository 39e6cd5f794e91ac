package io.partnersupport.incident.domain.lifecycle;

import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.response.ResponseTarget;
import java.util.Optional;

/**
 * What is to be different about an incident; empty is left as it is.
 *
 * @param target when the first response is due then
 */
public record Changes(
        Optional<String> title,
        Optional<String> description,
        Optional<Severity> severity,
        Optional<Contact> contact,
        Optional<ResponseTarget> target) {
    public static final Changes NONE =
            new Changes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Changes withTarget(ResponseTarget other) {
        return new Changes(title, description, severity, contact, Optional.of(other));
    }

    public boolean ofTexts() {
        return title.isPresent() || description.isPresent() || contact.isPresent();
    }

    /** Only whom it concerns may read what was typed: nothing of it in a log. */
    @Override
    public String toString() {
        return "Changes[severity=%s]".formatted(severity);
    }
}
