package io.partnersupport.entitlement.domain.catalogue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The edition's periods, procedures and business calendars. Other services read theirs from the edition's event.
 *
 * @param membershipDays how long a membership lasts (E-7)
 * @param renewalWindowDays how long its benefits stay usable after it (E-7)
 */
public record Policies(
        int membershipDays,
        int renewalWindowDays,
        Activation activation,
        Cancellation cancellation,
        Subscriptions subscriptions,
        GoToMarket goToMarket,
        RenewalReminders renewalReminders,
        Incidents incidents,
        Advisory advisory,
        List<BusinessCalendar> calendars) {
    public Policies {
        calendars = List.copyOf(calendars);
    }

    /** How an activation is completed. */
    public record Activation(Processing processing, int expectedWithinBusinessDays) {}

    /** Whether a person looks at a request. */
    public enum Processing {
        AUTOMATIC,
        REVIEW
    }

    /** For how long after the purchase a membership can be given back. */
    public record Cancellation(int withinDays) {}

    /** When a seat may go to somebody else. */
    public record Subscriptions(int reassignableAfterDays) {}

    /** How long an activated offer takes, and how long it is usable then. */
    public record GoToMarket(int expectedWithinBusinessDays, int usableDays) {}

    /** When a partner is told that a membership ends, and that its renewal window does. */
    public record RenewalReminders(int daysBefore, int daysAfter) {}

    /**
     * How support incidents are handled (I-4, I-10, I-12).
     *
     * @param carriedOverAtRenewal whether units that are left go on into the next year
     */
    public record Incidents(
            int reopenWithinDays,
            int readableMonths,
            List<Refund> refunds,
            FirstResponse firstResponse,
            boolean carriedOverAtRenewal) {
        public Incidents {
            refunds = List.copyOf(refunds);
        }
    }

    /** Whether closing an incident for a reason gives its unit back (I-4). */
    public record Refund(Resolution resolution, boolean refunded) {}

    /** Why an incident is closed. */
    public enum Resolution {
        DUPLICATE,
        PRODUCT_BUG,
        CANCELLED,
        RESOLVED,
        SELF_SOLVED,
        ABANDONED
    }

    /** Until when somebody answers (I-10). */
    public record FirstResponse(
            Map<Severity, Integer> breakFixHours, int otherBusinessDays, List<String> aroundTheClockLanguages) {
        public FirstResponse {
            breakFixHours = Collections.unmodifiableMap(new EnumMap<>(breakFixHours));
            aroundTheClockLanguages = List.copyOf(aroundTheClockLanguages);
        }
    }

    /** How much an incident hurts the business, A the most (I-10). */
    public enum Severity {
        A,
        B,
        C
    }

    /** The limits of an advisory request (I-14). */
    public record Advisory(int hoursPerEngagement, int contactWithinBusinessDays) {}
}
