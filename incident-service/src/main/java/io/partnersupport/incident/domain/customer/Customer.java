package io.partnersupport.incident.domain.customer;

import io.partnersupport.incident.domain.PartnerId;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A customer's tenant that a partner reaches (E-16).
 *
 * @param azureAccessGranted by the indirect provider, to the indirect reseller
 * @param azureSubscriptions that the partner manages
 */
public record Customer(
        CustomerId id,
        PartnerId partner,
        String domain,
        UUID tenantId,
        boolean delegatedAdministration,
        Optional<PartnerId> indirectProvider,
        boolean azureAccessGranted,
        Set<UUID> azureSubscriptions) {
    public Customer {
        azureSubscriptions = Set.copyOf(azureSubscriptions);
    }

    public boolean hasDomain(String name) {
        return normal(name).equals(normal(domain));
    }

    /** Whether an e-mail address is of the customer's domain or of one below it. */
    public boolean hasAddress(String email) {
        String host = normal(email.substring(email.lastIndexOf('@') + 1));
        return host.equals(normal(domain)) || host.endsWith("." + normal(domain));
    }

    /** One form for names that differ in case, in a final dot or in the script of an international name. */
    private static String normal(String domain) {
        String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        try {
            return IDN.toASCII(bare).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) { // not a name that could be registered
            return bare.toLowerCase(Locale.ROOT);
        }
    }
}
