package io.partnersupport.entitlement.domain.catalogue;

/** What can be wrong with an edition whose parts all have the right form. */
public enum EditionFault {
    ENDS_BEFORE_IT_STARTS,
    STARTS_WITH_ANOTHER_EDITION,
    LEAVES_A_TIME_WITHOUT_EDITION,
    DUPLICATE_CODE,
    UNKNOWN_OFFER_IN_GRANT,
    OFFER_WITHOUT_COMPETENCY_AREA,
    OVERLAPPING_GRANTS,
    QUANTITY_OR_UNLIMITED,
    UNIT_IS_NEVER_UNLIMITED,
    UNIT_OF_ANOTHER_CATEGORY,
    TERMS_ARE_MISSING,
    TERMS_OF_ANOTHER_CATEGORY,
    DOWNLOAD_IS_NOT_OFFERED,
    UNKNOWN_TIME_ZONE,
    CLOSES_BEFORE_IT_OPENS,
    LANGUAGE_HAS_TWO_CALENDARS,
    REFUND_IS_UNDECIDED,
    REMINDER_AFTER_THE_WINDOW;

    /**
     * A fault and where it is.
     *
     * @param path a JSON pointer into the document
     */
    public record Located(String path, EditionFault fault) {}
}
