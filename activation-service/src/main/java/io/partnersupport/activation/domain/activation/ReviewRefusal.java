package io.partnersupport.activation.domain.activation;

/** Why an operator's decision on an activation is refused. */
public enum ReviewRefusal {
    /** The edition's policy lets the worker complete it by itself. */
    NOT_UNDER_REVIEW,
    ALREADY_DECIDED
}
