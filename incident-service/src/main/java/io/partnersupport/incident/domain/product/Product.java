package io.partnersupport.incident.domain.product;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A product that an incident can name.
 *
 * @param needsContract false where requests take no Access ID and Contract ID (E-11)
 * @param versions of an on-premises product, else none
 * @param vendorSupport of a marketplace product, else null
 */
public record Product(
        String productId,
        String name,
        ProductKind kind,
        boolean needsContract,
        List<Version> versions,
        VendorSupport vendorSupport) {
    /** Products of which the Cloud Solution Provider program has rules of its own (I-9). */
    public static final String AZURE = "azure";

    public static final String DYNAMICS_365 = "dynamics-365";

    public Product {
        versions = List.copyOf(versions);
    }

    /** Whom to ask about a marketplace product; null where the vendor does not offer it. */
    public record VendorSupport(String page, String email, String phone) {}

    /**
     * When a version is what, as instants that do not age (E-10). Null means that no end is known.
     *
     * @param currentUntil it is N until then
     * @param previousUntil it is N-1 until then
     * @param mainstreamEndsAt the first instant outside mainstream support
     */
    public record Version(
            String version,
            Instant releasedAt,
            Instant currentUntil,
            Instant previousUntil,
            Instant mainstreamEndsAt,
            Instant coveredUntil) {
        public boolean isCovered(Instant at) {
            return !at.isBefore(releasedAt) && !isReached(coveredUntil, at);
        }

        /** Whether it is no longer N and its mainstream support has ended. */
        public boolean isPreviousOutsideMainstream(Instant at) {
            return isReached(currentUntil, at) && isReached(mainstreamEndsAt, at);
        }

        /** Whether it is neither N nor N-1. */
        public boolean isNeitherCurrentNorPrevious(Instant at) {
            return at.isBefore(releasedAt) || isReached(previousUntil, at);
        }

        private static boolean isReached(Instant end, Instant at) {
            return end != null && !at.isBefore(end);
        }
    }

    public Optional<Version> version(String name) {
        return versions.stream()
                .filter(version -> version.version().equals(name))
                .findFirst();
    }
}
