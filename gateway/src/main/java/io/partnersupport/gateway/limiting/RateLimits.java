package io.partnersupport.gateway.limiting;

import io.github.bucket4j.TimeMeter;
import io.partnersupport.gateway.limiting.RateLimit.State;
import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.partnersupport.gateway.token.VerifiedToken;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps every client address, account and partner within its limit, and says in each answer what is left of it
 * (draft-ietf-httpapi-ratelimit-headers-10).
 */
@ApplicationScoped
public class RateLimits {
    private static final String POLICY = "RateLimit-Policy";
    private static final String LEFT = "RateLimit";

    private final ClientAddress addresses;
    private final RateLimit address;
    private final RateLimit account;
    private final RateLimit partner;
    private final RateLimit stranger;

    RateLimits(RateSettings settings, ClientAddress addresses) {
        this.addresses = addresses;
        this.address = limit("address", settings.address(), settings);
        this.account = limit("account", settings.account(), settings);
        this.partner = limit("partner", settings.partner(), settings);
        this.stranger = limit("stranger", settings.stranger(), settings);
    }

    private static RateLimit limit(String name, RateSettings.Limit limit, RateSettings settings) {
        return new RateLimit(name, limit, settings.instances(), settings.remembered(), TimeMeter.SYSTEM_NANOTIME);
    }

    /** Counts a request for the address that it comes from. */
    public Optional<Refused> countAddress(RoutingContext request) {
        return count(address, addresses.of(request.request()), request);
    }

    /** Counts a request for the account of its token and the account's partner; continues, or fails the request. */
    public void countCaller(RoutingContext request) {
        VerifiedToken token = request.get(VerifiedToken.class.getName());
        Optional<Refused> refused = count(account, token.account(), request);
        if (refused.isEmpty() && token.partner() != null) {
            refused = count(partner, token.partner(), request);
        }
        refused.ifPresentOrElse(request::fail, request::next);
    }

    /** Counts a request without a good token for the address that it comes from. */
    public void countStranger(RoutingContext request) {
        if (!stranger.isOff()) {
            stranger.count(addresses.of(request.request()));
        }
    }

    /** Where too many requests without a good token came from, tokens that are not known are not even looked at. */
    public Optional<Refused> refusalOfStrangers(RoutingContext request) {
        return stranger.isOff()
                ? Optional.empty()
                : refusalFor(stranger.look(addresses.of(request.request())), request);
    }

    private static Optional<Refused> count(RateLimit limit, String whom, RoutingContext request) {
        if (limit.isOff()) {
            return Optional.empty();
        }
        State state = limit.count(whom);
        addTo(request, POLICY, limit.policy());
        addTo(request, LEFT, state.text());
        return refusalFor(state, request);
    }

    private static Optional<Refused> refusalFor(State state, RoutingContext request) {
        return state.isWithin()
                ? Optional.empty()
                : Optional.of(new Refused(
                        Refusal.TOO_MANY_REQUESTS,
                        Map.of("Retry-After", Long.toString(state.seconds())),
                        List.of(state.limit().name() + "-limit-reached")));
    }

    private static void addTo(RoutingContext request, String header, String item) {
        String items = request.response().headers().get(header);
        request.response().putHeader(header, items == null ? item : items + ", " + item);
    }
}
