package io.partnersupport.linking.domain.link;

/** A person's sign-in, by the subject of its tokens. */
public record AccountId(String subject) {}
