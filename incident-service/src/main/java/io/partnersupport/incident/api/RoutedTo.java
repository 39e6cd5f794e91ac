package io.partnersupport.incident.api;

/** Who answers what does not belong to incidents; told before a unit is spent. */
enum RoutedTo {
    ADVISORY_REQUESTS,
    DYNAMICS_SUPPORT,
    PARTNER_FRONTLINE,
    VENDOR
}
