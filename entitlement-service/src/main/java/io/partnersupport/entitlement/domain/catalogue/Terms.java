package io.partnersupport.entitlement.domain.catalogue;

import java.util.List;

/**
 * What else belongs to a grant, by the category of its benefit; null where it does not apply.
 *
 * @param aliases other names by which people know it
 * @param presalesDeducts whether presales consultations take hours away, too (E-1)
 */
public record Terms(
        List<String> aliases,
        Boolean presalesDeducts,
        Software software,
        CloudService cloudService,
        Subscription subscription,
        GoToMarketOffer goToMarket) {
    public Terms {
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }

    /** What can be downloaded, and what to do with it. */
    public record Software(
            List<String> languages, List<String> operatingSystems, List<Download> downloads, String instructions) {
        public Software {
            languages = List.copyOf(languages);
            operatingSystems = List.copyOf(operatingSystems);
            downloads = List.copyOf(downloads);
        }
    }

    /** Where the software is in one language for one operating system. */
    public record Download(String language, String operatingSystem, String url) {}

    /** How a cloud service is handed out. */
    public record CloudService(Model model, String instructions) {
        /** By a person who is its user, or by keys. */
        public enum Model {
            USAGE_BASED,
            LICENSE_BASED
        }
    }

    /** What its seats are seats of. */
    public record Subscription(String level) {}

    /** What is done for the partner's marketing. */
    public record GoToMarketOffer(String description, String instructions) {}
}
