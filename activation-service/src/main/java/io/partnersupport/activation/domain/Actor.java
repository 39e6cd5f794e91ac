package io.partnersupport.activation.domain;

/** Who changes something, and the role that allows it. */
public record Actor(String id, String role) {
    /** This service itself, completing what somebody requested. */
    public static final Actor WORKER = new Actor("activation-service", "worker");
}
