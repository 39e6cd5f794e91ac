package io.partnersupport.entitlement.domain.product;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A product that a support request can name.
 *
 * @param needsContract false where requests take no Access ID and Contract ID (E-11)
 * @param versions of an on-premises product, oldest first
 * @param vendorSupport of a marketplace product, else null
 */
public record Product(
        String productId,
        String name,
        ProductKind kind,
        boolean needsContract,
        List<Version> versions,
        VendorSupport vendorSupport) {
    public Product {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::releasedOn))
                .toList();
    }

    /**
     * A dated version.
     *
     * @param mainstreamEndsOn the last day of mainstream support
     */
    public record Version(String version, LocalDate releasedOn, LocalDate mainstreamEndsOn) {
        public Version {
            if (mainstreamEndsOn.isBefore(releasedOn)) {
                throw new IllegalArgumentException("Mainstream support ends after the release");
            }
        }

        Instant releasedAt() {
            return releasedOn.atStartOfDay().toInstant(ZoneOffset.UTC);
        }

        /** The first instant outside mainstream support: midnight after its last day (E-10). */
        Instant mainstreamEndsAt() {
            return mainstreamEndsOn.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
    }

    /** Whom to ask about a marketplace product; at least one of them is there. */
    public record VendorSupport(String page, String email, String phone) {
        boolean isReachable() {
            return page != null || email != null || phone != null;
        }
    }

    /** A version's place among its product's versions at some instant (E-10). */
    public enum Support {
        CURRENT,
        PREVIOUS,
        NOT_COVERED
    }

    /**
     * When a version is what, as instants that do not age. Null means that no end is known.
     *
     * @param currentUntil release of the next version: it is N until then
     * @param previousUntil release of the version after that: it is N-1 until then
     * @param coveredUntil the end of its coverage: it is N, or N-1 inside mainstream support, until then
     */
    public record Lifecycle(
            Version version,
            Instant releasedAt,
            Instant currentUntil,
            Instant previousUntil,
            Instant mainstreamEndsAt,
            Instant coveredUntil) {
        public Support supportAt(Instant at) {
            if (at.isBefore(releasedAt) || isReached(coveredUntil, at)) {
                return Support.NOT_COVERED;
            }
            return isReached(currentUntil, at) ? Support.PREVIOUS : Support.CURRENT;
        }

        /** Whether it would be covered as N-1, had its mainstream support not ended (E-10). */
        public boolean isPreviousOutsideMainstream(Instant at) {
            return isReached(currentUntil, at) && !isReached(previousUntil, at) && isReached(mainstreamEndsAt, at);
        }

        private static boolean isReached(Instant end, Instant at) {
            return end != null && !at.isBefore(end);
        }
    }

    public List<Lifecycle> lifecycles() {
        return versions.stream().map(this::lifecycle).toList();
    }

    private Lifecycle lifecycle(Version version) {
        List<Instant> laterReleases = versions.stream()
                .map(Version::releasedAt)
                .filter(release -> release.isAfter(version.releasedAt()))
                .distinct()
                .toList();
        Instant currentUntil = laterReleases.isEmpty() ? null : laterReleases.get(0);
        Instant previousUntil = laterReleases.size() < 2 ? null : laterReleases.get(1);
        return new Lifecycle(
                version,
                version.releasedAt(),
                currentUntil,
                previousUntil,
                version.mainstreamEndsAt(),
                coveredUntil(currentUntil, previousUntil, version.mainstreamEndsAt()));
    }

    private static Instant coveredUntil(Instant currentUntil, Instant previousUntil, Instant mainstreamEndsAt) {
        if (currentUntil == null) {
            return null;
        }
        Instant endOfPrevious = Objects.requireNonNullElse(previousUntil, mainstreamEndsAt);
        Instant endInsideMainstream = endOfPrevious.isBefore(mainstreamEndsAt) ? endOfPrevious : mainstreamEndsAt;
        return endInsideMainstream.isBefore(currentUntil) ? currentUntil : endInsideMainstream;
    }
}
