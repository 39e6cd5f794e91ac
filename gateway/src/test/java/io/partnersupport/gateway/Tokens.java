package io.partnersupport.gateway;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;

/** Access tokens: a good one, and ones that differ from it in one thing each. */
public final class Tokens {
    public static final String AUDIENCE = "partner-support";
    public static final String REALM = "partner-center";

    private final MockOAuth2Server identityProvider;

    Tokens(MockOAuth2Server identityProvider) {
        this.identityProvider = identityProvider;
    }

    String issuer() {
        return identityProvider.issuerUrl(REALM).toString();
    }

    public String valid() {
        return with(Map.of());
    }

    String expired() {
        return issued(Map.of(), Duration.ofMinutes(-5)).serialize();
    }

    /** A good token but for these claims. */
    public String with(Map<String, Object> claims) {
        return issued(claims, Duration.ofHours(1)).serialize();
    }

    String without(String claim) {
        Map<String, Object> claims = new HashMap<>();
        claims.put(claim, null);
        return with(claims);
    }

    String unsigned() throws Exception {
        return new PlainJWT(goodClaims()).serialize();
    }

    /** Signed with HS256, where the secret is the public key that everybody knows. */
    String signedWithThePublicKey() throws Exception {
        RSAKey key = publicKey();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), goodClaims());
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    /** Signed with a key of the attacker's under the name of the good one. */
    String signedWithAnotherKey() throws Exception {
        return signed(new RSAKeyGenerator(2048).generate(), publicKey().getKeyID());
    }

    String signedWithAnUnknownKey() throws Exception {
        return signed(new RSAKeyGenerator(2048).generate(), "../../etc/passwd");
    }

    String tampered() throws Exception {
        String[] good = valid().split("\\.");
        String[] other = with(Map.of("roles", List.of("program-operator"))).split("\\.");
        return good[0] + "." + other[1] + "." + good[2];
    }

    private SignedJWT issued(Map<String, Object> claims, Duration life) {
        return identityProvider.issueToken(REALM, "a-person", AUDIENCE, claims, life.toSeconds());
    }

    private JWTClaimsSet goodClaims() throws Exception {
        return issued(Map.of(), Duration.ofHours(1)).getJWTClaimsSet();
    }

    private RSAKey publicKey() throws Exception {
        return JWKSet.load(identityProvider.jwksUrl(REALM).url())
                .getKeys()
                .get(0)
                .toRSAKey();
    }

    private String signed(RSAKey key, String keyId) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), goodClaims());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
