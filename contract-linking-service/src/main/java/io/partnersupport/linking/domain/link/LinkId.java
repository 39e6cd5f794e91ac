package io.partnersupport.linking.domain.link;

import java.util.UUID;

/** Names a link; later links have greater ids. */
public record LinkId(UUID value) {}
