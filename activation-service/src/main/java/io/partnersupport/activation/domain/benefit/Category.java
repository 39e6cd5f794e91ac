package io.partnersupport.activation.domain.benefit;

/**
 * Benefits of one category have terms of one type.
 *
 * @param name as grants name it
 */
public record Category<T>(String name, Class<T> terms) {}
