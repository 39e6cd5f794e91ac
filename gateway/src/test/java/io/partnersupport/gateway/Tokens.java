package io.partnersupport.gateway;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;

/** Access tokens: a good one, and ones that differ from it in one thing each. */
public final class Tokens {
    public static final String AUDIENCE = "partner-support";
    public static final String REALM = "partner-center";

    private final MockOAuth2Server identityProvider;
    private List<RSAKey> ownKeys = List.of();

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

    /** Another kind of token than an access token: ID tokens and refresh tokens. */
    String ofKind(String kind) {
        return with(Map.of("typ", kind));
    }

    /** Signed with a key of the attacker's, who says in a header of the token where that key is to be found. */
    String bringingItsOwnKey(boolean asAddress) throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("own").generate();
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("own");
        header = asAddress
                ? header.jwkURL(java.net.URI.create("http://localhost:1/keys"))
                : header.jwk(key.toPublicJWK());
        SignedJWT token = new SignedJWT(header.build(), goodClaims());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    String signedWithTheKeyNamed(String keyId) throws Exception {
        return signed(new RSAKeyGenerator(2048).generate(), keyId);
    }

    /** The identity provider begins to sign with a new key; the tokens of earlier ones stay valid. */
    synchronized void rotateKeys() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048)
                .keyID("key-" + UUID.randomUUID())
                .keyUse(KeyUse.SIGNATURE)
                .generate();
        ownKeys = Stream.concat(Stream.of(key), ownKeys.stream()).toList();
    }

    synchronized void takeKeysAway() {
        ownKeys = List.of();
    }

    String signedWithTheCurrentKey(Map<String, Object> claims) throws Exception {
        RSAKey key;
        synchronized (this) {
            key = ownKeys.get(0);
        }
        JWTClaimsSet.Builder all = new JWTClaimsSet.Builder(goodClaims());
        claims.forEach(all::claim);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), all.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /** What the identity provider says about its keys. */
    synchronized byte[] publishedKeys() throws IOException {
        try {
            List<JWK> keys = new ArrayList<>(
                    JWKSet.load(identityProvider.jwksUrl(REALM).url()).getKeys());
            ownKeys.forEach(key -> keys.add(key.toPublicJWK()));
            return new JWKSet(keys).toString().getBytes(StandardCharsets.UTF_8);
        } catch (ParseException e) {
            throw new IOException(e);
        }
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
