package io.partnersupport.kit.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Roles that a token may carry (E-13, DOMAIN.md chapter 6). The token's name of a role is in kebab-case. */
public enum Role {
    GLOBAL_ADMIN,
    USER_ADMIN,
    MPN_PARTNER_ADMIN,
    ADMIN_AGENT,
    HELPDESK_AGENT,
    VS_SUBSCRIPTION_ADMIN,
    SALES_AGENT,
    ACCOUNT_ADMIN,
    PROGRAM_OPERATOR,
    SUPPORT_ENGINEER;

    public String claim() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of that name; a role that this suite does not know grants nothing here. */
    public static Optional<Role> ofClaim(String claim) {
        return Arrays.stream(values())
                .filter(role -> role.claim().equals(claim))
                .findFirst();
    }
}
