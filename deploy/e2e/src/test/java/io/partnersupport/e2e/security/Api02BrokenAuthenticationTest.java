package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.e2e.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OWASP API2:2023. Bad tokens are in {@link TokensTest}; here, how tokens and sessions come about. */
@ExtendWith(Stack.class)
class Api02BrokenAuthenticationTest {
    private static final String OIDC = "/realms/partner-center/protocol/openid-connect";

    @Test
    @DisplayName("No token without PKCE, to another address, or for a password alone")
    void noTokenInAWeakerWay() {
        String client = "?client_id=partner-portal&response_type=code&scope=openid&redirect_uri=";
        String ours =
                "http%3A%2F%2Flocalhost%3A" + Stack.gateway().replaceAll(".*:", "") + "%2Fdocs%2Foauth2-redirect.html";
        String challenge = "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=";
        assertThat(asked(OIDC + "/auth" + client + ours + challenge + "S256").status())
                .isEqualTo(200);
        assertThat(asked(OIDC + "/auth" + client + ours).header("Location")).contains("error=invalid_request");
        assertThat(asked(OIDC + "/auth" + client + ours + challenge + "plain").header("Location"))
                .contains("error=invalid_request");
        assertThat(asked(OIDC + "/auth" + client + "https%3A%2F%2Fevil.example" + challenge + "S256")
                        .status())
                .isEqualTo(400);
        Answer password = new Request(
                        "POST",
                        OIDC + "/token",
                        List.of("Content-Type: application/x-www-form-urlencoded"),
                        new byte[0])
                .withBody(
                        "grant_type=password&client_id=partner-portal&username=contoso-admin&password=partner-support-demo")
                .sendTo(Stack.identityProvider());
        assertThat(password.status()).isBetween(400, 401);
        assertThat(password.body()).doesNotContain("access_token");
    }

    @Test
    @DisplayName("A session cookie that the gateway did not make is none, and none makes up for a bad token")
    void noSessionWithoutTheGatewaysSeal() {
        for (String cookie : List.of("session=", "session=x", "session=" + "A".repeat(2000), "__Host-session=x")) {
            Request request = Request.get("/v1/contracts").with("Cookie", cookie);
            assertThat(request.sendTo(Stack.gateway()).status()).as(cookie).isEqualTo(401);
            assertThat(Account.STRANGER
                            .send(Request.get("/v1/products").with("Cookie", cookie))
                            .status())
                    .as("the token alone counts")
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("Claims of another form than the identity provider's give no rights")
    void claimsOfAnotherFormGiveNoRights() {
        for (Object roles : List.of(
                "program-operator",
                Map.of("program-operator", true),
                List.of("PROGRAM_OPERATOR"),
                List.of(" program-operator"))) {
            String token = Tokens.published().of(claims -> {
                claims.put("roles", roles);
                claims.put("realm_access", Map.of("roles", List.of("program-operator")));
                claims.put("groups", List.of("program-operator"));
            });
            Answer answer = new Account("x", token).send(Request.get("/v1/partners"));
            assertThat(answer.status()).as(roles + ": " + answer).isEqualTo(403);
        }
    }

    private static Answer asked(String path) {
        return Request.get(path).sendTo(Stack.identityProvider());
    }
}
