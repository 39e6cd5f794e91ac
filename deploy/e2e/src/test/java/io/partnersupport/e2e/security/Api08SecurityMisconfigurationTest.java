package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.partnersupport.e2e.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OWASP API8:2023. */
@ExtendWith(Stack.class)
class Api08SecurityMisconfigurationTest {
    @Test
    @DisplayName("Every operation's answers tell browsers what not to do, and nobody what runs here")
    void everyAnswerHasTheSecurityHeaders() {
        World world = World.shared();
        List<Callable<String>> cases = new ArrayList<>();
        for (Operation operation : ApiDocument.served().operations()) {
            Request request = world.mine().requestOf(operation).with("Origin", "https://evil.example");
            cases.add(() -> faultOf(operation, request.sendTo(Stack.gateway())));
            if (!operation.writes()) {
                cases.add(() -> faultOf(operation, world.mine().admin().send(request)));
            }
        }
        System.out.println("API8: " + cases.size() + " answers");
        assertThat(Parallel.faults(cases)).isEmpty();
    }

    private static String faultOf(Operation operation, Answer answer) {
        boolean safe = "nosniff".equals(answer.header("X-Content-Type-Options"))
                && "DENY".equals(answer.header("X-Frame-Options"))
                && "no-referrer".equals(answer.header("Referrer-Policy"))
                && answer.header("Content-Security-Policy").contains("default-src 'none'")
                && (!operation.path().startsWith("/v1") || "no-store".equals(answer.header("Cache-Control")));
        boolean talks = Stream.of(
                        "Server", "X-Powered-By", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials")
                .anyMatch(name -> answer.header(name) != null);
        return safe && !talks ? null : operation + ": " + answer.headers();
    }

    @Test
    @DisplayName("Health, metrics, documents and tools of the platform are not where clients are served")
    void nothingOfThePlatformIsServed() {
        List<String> servers = Stream.concat(
                        Stream.of(Stack.gateway()), Stack.SERVICES.stream().map(Stack::direct))
                .toList();
        for (String server : servers) {
            for (String path : List.of(
                    "/q/health",
                    "/q/metrics",
                    "/q/openapi",
                    "/q/dev",
                    "/q/dev-ui",
                    "/q/swagger-ui",
                    "/metrics",
                    "/health",
                    "/actuator",
                    "/.git/config",
                    "/.env",
                    "/admin",
                    "/debug")) {
                Answer answer = Account.OPERATOR.sign(Request.get(path)).sendTo(server);
                assertThat(answer.status()).as(server + path).isEqualTo(404);
            }
            Answer trace = Account.OPERATOR
                    .sign(Request.get("/v1/products").withMethod("TRACE"))
                    .sendTo(server);
            assertThat(trace.status()).as("TRACE at " + server).isIn(404, 405);
        }
    }

    @Test
    @DisplayName("TLS is 1.2 or newer, and tells browsers to stay with it")
    void tlsIsNewEnough() throws Exception {
        assertThat(securely("TLSv1.3")).contains("200 OK", "Strict-Transport-Security: max-age=31536000");
        assertThat(securely("TLSv1.2")).contains("200 OK");
        String before = java.security.Security.getProperty("jdk.tls.disabledAlgorithms");
        java.security.Security.setProperty("jdk.tls.disabledAlgorithms", "");
        try {
            assertThatThrownBy(() -> securely("TLSv1.1")).isInstanceOf(SSLHandshakeException.class);
        } finally {
            java.security.Security.setProperty("jdk.tls.disabledAlgorithms", before);
        }
    }

    private static String securely(String protocol) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        try (InputStream ca = Files.newInputStream(Stack.DATA.resolve("ca.pem"))) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(ca));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        URI gateway = URI.create(Stack.tlsGateway());
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", gateway.getPort())) {
            socket.setSoTimeout(5_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.getOutputStream()
                    .write("GET /problems HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
