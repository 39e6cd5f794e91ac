package io.partnersupport.incident.domain.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where messages may be sent, so that nobody makes this service call what only this service can reach. The form of a URL
 * says little: what its name leads to is decided each time, for the addresses that are then connected to.
 */
public final class TargetRules {
    private static final int HTTPS_PORT = 443;
    /** A name of at least two labels whose last one is no number: no address in any notation. */
    private static final Pattern PUBLIC_NAME = Pattern.compile(
            "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?",
            Pattern.CASE_INSENSITIVE);

    private final Set<Integer> ports;
    private final Set<String> trustedHosts;

    /**
     * The operator's part.
     *
     * @param ports that may be used
     * @param trustedHosts for which plain HTTP, any port and any address are good, in lower case
     */
    public TargetRules(Set<Integer> ports, Set<String> trustedHosts) {
        this.ports = Set.copyOf(ports);
        this.trustedHosts = Set.copyOf(trustedHosts);
    }

    /** Reads what somebody gave as URL; empty if it is none that a request can be sent to. */
    public static Optional<URI> parse(String given) {
        try {
            URI url = new URI(given);
            boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(given);
            return ascii && url.getHost() != null && isHttp(url) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    }

    /** Everything against the form of a URL. */
    public List<TargetRefusal> against(URI url) {
        List<TargetRefusal> refusals = new ArrayList<>();
        boolean trusted = isTrusted(url);
        if (!trusted && !"https".equalsIgnoreCase(url.getScheme())) {
            refusals.add(TargetRefusal.HTTPS_REQUIRED);
        }
        if (url.getRawUserInfo() != null) {
            refusals.add(TargetRefusal.USER_INFO_NOT_ALLOWED);
        }
        if (url.getRawFragment() != null) {
            refusals.add(TargetRefusal.FRAGMENT_NOT_ALLOWED);
        }
        if (!trusted && !ports.contains(url.getPort() < 0 ? HTTPS_PORT : url.getPort())) {
            refusals.add(TargetRefusal.PORT_NOT_ALLOWED);
        }
        if (!trusted && !PUBLIC_NAME.matcher(url.getHost()).matches()) {
            refusals.add(TargetRefusal.HOST_NAME_REQUIRED);
        }
        return refusals;
    }

    /** What is against the addresses that the URL's host has at this moment. */
    public Optional<TargetRefusal> against(URI url, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return Optional.of(TargetRefusal.HOST_UNKNOWN);
        }
        return isTrusted(url) || addresses.stream().map(InetAddress::getAddress).allMatch(PublicAddresses::contain)
                ? Optional.empty()
                : Optional.of(TargetRefusal.ADDRESS_NOT_PUBLIC);
    }

    private boolean isTrusted(URI url) {
        return trustedHosts.contains(url.getHost().toLowerCase(Locale.ROOT));
    }
}
