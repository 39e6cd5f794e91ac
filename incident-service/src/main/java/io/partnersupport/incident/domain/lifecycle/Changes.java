package io.partnersupport.incident.domain.lifecycle;

import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.Severity;
import java.util.Optional;

/** What is to be different about an incident; empty is left as it is. */
public record Changes(
        Optional<String> title, Optional<String> description, Optional<Severity> severity, Optional<Contact> contact) {
    public static final Changes NONE =
            new Changes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public boolean ofTexts() {
        return title.isPresent() || description.isPresent() || contact.isPresent();
    }

    /** Only whom it concerns may read what was typed: nothing of it in a log. */
    @Override
    public String toString() {
        return "Changes[severity=%s]".formatted(severity);
    }
}
