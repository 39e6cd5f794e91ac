package io.partnersupport.linking.domain.contract;

/** The partner's number in the program (MPN ID). */
public record PartnerId(String value) {}
