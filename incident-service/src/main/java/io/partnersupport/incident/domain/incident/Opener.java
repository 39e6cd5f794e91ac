package io.partnersupport.incident.domain.incident;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import java.util.Optional;

/** The account that opens an incident, and the partner it belongs to, if any. */
public record Opener(AccountId account, Optional<PartnerId> partner) {}
