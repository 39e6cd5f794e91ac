package io.partnersupport.kit.identity;

import java.util.Optional;
import java.util.Set;

/**
 * The account that makes a request.
 *
 * @param subject the token's subject, which is the userId
 * @param partnerId the partner it belongs to, if any
 */
public record Caller(
        String subject,
        Directory directory,
        Optional<String> partnerId,
        Set<Association> associations,
        Set<Role> roles) {
    public Caller {
        associations = Set.copyOf(associations);
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean hasAny(Role... any) {
        return Set.of(any).stream().anyMatch(roles::contains);
    }

    public boolean belongsTo(String partner) {
        return partnerId.filter(partner::equals).isPresent();
    }

    /** Whether the account is MPN-associated with that partner. */
    public boolean isMpnUserOf(String partner) {
        return belongsTo(partner) && associations.contains(Association.MPN);
    }

    public boolean isOperator() {
        return has(Role.PROGRAM_OPERATOR);
    }
}
