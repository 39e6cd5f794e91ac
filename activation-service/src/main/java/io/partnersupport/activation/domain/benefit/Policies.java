package io.partnersupport.activation.domain.benefit;

/**
 * What an edition says about the benefits besides support.
 *
 * @param cancellation A-12
 * @param subscriptions A-10
 * @param goToMarket A-11
 */
public record Policies(Cancellation cancellation, Subscriptions subscriptions, GoToMarket goToMarket) {
    private static final Cancellation CANCELLATION = new Cancellation(30);
    private static final Subscriptions SUBSCRIPTIONS = new Subscriptions(90);
    private static final GoToMarket GO_TO_MARKET = new GoToMarket(5, 365);
    /** Of editions that say nothing about it. */
    public static final Policies DEFAULTS = new Policies(CANCELLATION, SUBSCRIPTIONS, GO_TO_MARKET);

    public record Cancellation(int withinDays) {}

    public record Subscriptions(int reassignableAfterDays) {}

    public record GoToMarket(int expectedWithinBusinessDays, int usableDays) {}

    public Policies {
        cancellation = cancellation == null ? CANCELLATION : cancellation;
        subscriptions = subscriptions == null ? SUBSCRIPTIONS : subscriptions;
        goToMarket = goToMarket == null ? GO_TO_MARKET : goToMarket;
    }
}
