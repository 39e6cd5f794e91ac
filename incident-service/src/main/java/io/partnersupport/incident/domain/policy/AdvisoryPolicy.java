package io.partnersupport.incident.domain.policy;

/** What an edition says about advisory requests (I-14). */
public record AdvisoryPolicy(int hoursPerEngagement, int contactWithinBusinessDays) {}
