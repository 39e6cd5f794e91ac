package io.partnersupport.kit.testing;

import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Directory;
import io.partnersupport.kit.identity.Role;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Somebody who signs in, and the requests they send. */
public record Person(
        String userId,
        Directory directory,
        String partnerId,
        Set<Association> associations,
        Set<Role> roles,
        String audience) {

    /** An MPN-associated account of a partner. */
    public static Person of(String partnerId, Role... roles) {
        return new Person(
                UUID.randomUUID().toString(),
                Directory.AAD,
                partnerId,
                Set.of(Association.MPN),
                new HashSet<>(Arrays.asList(roles)),
                TokenIssuer.AUDIENCE);
    }

    /** An account associated with a partner through CSP only. */
    public static Person ofCspOnly(String partnerId, Role... roles) {
        return of(partnerId, roles).with(Association.CSP);
    }

    /** A personal account without a partner. */
    public static Person outsider() {
        return new Person(UUID.randomUUID().toString(), Directory.MSA, null, Set.of(), Set.of(), TokenIssuer.AUDIENCE);
    }

    public static Person operator() {
        return new Person(
                UUID.randomUUID().toString(),
                Directory.AAD,
                null,
                Set.of(),
                Set.of(Role.PROGRAM_OPERATOR),
                TokenIssuer.AUDIENCE);
    }

    public Person with(Association... only) {
        return new Person(userId, directory, partnerId, Set.of(only), roles, audience);
    }

    public Person withAudience(String other) {
        return new Person(userId, directory, partnerId, associations, roles, other);
    }

    /** Begins a request of this person. */
    public RequestSpecification request() {
        return RestAssured.given().auth().oauth2(token());
    }

    /** Begins a request that needs an Idempotency-Key, with a new one. */
    public RequestSpecification requestWithKey() {
        return request().header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json");
    }

    public String token() {
        return token(Instant.now().plus(Duration.ofMinutes(5)));
    }

    public String token(Instant expiresAt) {
        var config = ConfigProvider.getConfig();
        var claims = Jwt.issuer(config.getValue("partnersupport.oidc.issuer", String.class))
                .subject(userId)
                .issuedAt(expiresAt.minus(Duration.ofMinutes(5)))
                .expiresAt(expiresAt)
                .claim("directory", directory.name())
                .claim("roles", roles.stream().map(Role::claim).toList())
                .claim("associations", associations.stream().map(Enum::name).toList());
        if (audience != null) {
            claims.audience(audience);
        }
        if (partnerId != null) {
            claims.claim("partner_id", partnerId);
        }
        return claims.jws()
                .keyId(TokenIssuer.KEY_ID)
                .sign(signingKey(config.getValue(TokenIssuer.SIGNING_KEY, String.class)));
    }

    private static PrivateKey signingKey(String encoded) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
