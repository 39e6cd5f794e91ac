package io.partnersupport.gateway.token;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What the gateway needs to know of a good access token: who it is for, and how long it is good. */
public final class VerifiedToken {
    private final String account;
    private final String partner;
    private final long expiresAtMillis;
    private final SigningKey key;
    private final String accountTag;

    VerifiedToken(String account, String partner, long expiresAtMillis, SigningKey key) {
        this.account = account;
        this.partner = partner;
        this.expiresAtMillis = expiresAtMillis;
        this.key = key;
        this.accountTag = HexFormat.of().formatHex(Digest.bytesOf(account.getBytes(StandardCharsets.UTF_8)), 0, 6);
    }

    public String account() {
        return account;
    }

    /** The partner that the account belongs to, or null. */
    public String partner() {
        return partner;
    }

    /** Tells accounts apart in logs without naming them. */
    public String accountTag() {
        return accountTag;
    }

    boolean isGoodAt(long nowMillis, SigningKeys keys) {
        return nowMillis < expiresAtMillis && keys.find(key.id()) == key;
    }
}
