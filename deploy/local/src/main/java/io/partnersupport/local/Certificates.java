package io.partnersupport.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The certificate of the gateway and the authority that signed it, made for this stack.
 *
 * <p>The authority's key is thrown away at once: whoever trusts {@code ca.pem} trusts this one certificate.
 */
final class Certificates {
    private static final Duration RENEWED_BEFORE = Duration.ofDays(14);

    private final DataFolder data;

    Certificates(DataFolder data) {
        this.data = data;
    }

    Path certificate() {
        return data.file("tls/gateway.pem");
    }

    Path key() {
        return data.file("tls/gateway-key.pem");
    }

    void makeIfNeeded() {
        if (!isValid()) {
            make();
        }
    }

    private boolean isValid() {
        if (!Files.exists(data.caCertificate()) || !Files.exists(key())) {
            return false;
        }
        try (InputStream file = Files.newInputStream(certificate())) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            certificate.checkValidity(Date.from(Instant.now().plus(RENEWED_BEFORE)));
            return true;
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private void make() {
        Path store = data.directory("tls").resolve("making.p12");
        PrivateFiles.delete(store);
        String password = UUID.randomUUID().toString();
        keytool(
                store,
                password,
                "ca",
                "-dname",
                "CN=Partner support local stack",
                "-ext",
                "bc:c=ca:true,pathlen:0",
                "-ext",
                "ku:c=keyCertSign");
        keytool(
                store,
                password,
                "gateway",
                "-dname",
                "CN=localhost",
                "-signer",
                "ca",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-ext",
                "ku:c=digitalSignature",
                "-ext",
                "eku=serverAuth");
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
            Certificate authority = keys.getCertificate("ca");
            PrivateFiles.write(data.caCertificate(), pem("CERTIFICATE", authority.getEncoded()));
            PrivateFiles.write(
                    certificate(),
                    pem("CERTIFICATE", keys.getCertificate("gateway").getEncoded())
                            + pem("CERTIFICATE", authority.getEncoded()));
            PrivateFiles.write(
                    key(),
                    pem(
                            "PRIVATE KEY",
                            keys.getKey("gateway", password.toCharArray()).getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new StackFailure("The gateway's certificate cannot be made", e);
        } finally {
            PrivateFiles.delete(store);
        }
    }

    private static void keytool(Path store, String password, String alias, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "397",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                "STORE_PASSWORD"));
        command.addAll(List.of(options));
        Commands.run("The gateway's certificate cannot be made", command, Map.of("STORE_PASSWORD", password));
    }

    static String pem(String what, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }
}
