package io.partnersupport.activation.domain.benefit;

/** How the edition says that a request to activate is processed. */
public enum Processing {
    AUTOMATIC,
    REVIEW
}
