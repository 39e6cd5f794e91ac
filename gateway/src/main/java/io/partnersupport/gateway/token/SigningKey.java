package io.partnersupport.gateway.token;

import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** One public key of the identity provider, and what a token that it signed must say. */
final class SigningKey {
    /** Asymmetric ones only: with the others, whoever can check a token could make one. */
    static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private final PublicJsonWebKey key;
    private final JwtConsumer check;

    SigningKey(PublicJsonWebKey key, TokenSettings settings) {
        this.key = key;
        this.check = new JwtConsumerBuilder()
                .setVerificationKey(key.getPublicKey())
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new))
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(true, settings.audience())
                .setRequireExpirationTime()
                .setRequireSubject()
                .build();
    }

    String id() {
        return key.getKeyId();
    }

    boolean isSameAs(SigningKey other) {
        return other != null && key.getPublicKey().equals(other.key.getPublicKey());
    }

    VerifiedToken verified(String token) throws InvalidJwtException, MalformedClaimException {
        JwtClaims claims = check.processToClaims(token);
        // the identity provider signs ID tokens with the same key, and a client could be given the API's audience
        String kind = claims.hasClaim("typ") ? claims.getStringClaimValue("typ") : "Bearer";
        if (!kind.equals("Bearer") || claims.hasClaim("at_hash")) {
            throw new MalformedClaimException("not an access token");
        }
        String partner = claims.hasClaim("partner_id") ? claims.getStringClaimValue("partner_id") : null;
        return new VerifiedToken(
                claims.getSubject(), partner, claims.getExpirationTime().getValueInMillis(), this);
    }
}
