package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    @TempDir
    private Path folder;

    @Test
    void aClientThatTrustsTheAuthorityTrustsTheGateway() throws Exception {
        var data = DataFolder.prepare(folder, OptionalInt.empty());
        var certificates = new Certificates(data);

        certificates.makeIfNeeded();

        X509Certificate authority = read(data.caCertificate());
        X509Certificate gateway = read(certificates.certificate());
        gateway.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(gateway.getBasicConstraints()).isNegative();
        assertThat(List.copyOf(gateway.getSubjectAlternativeNames()))
                .isEqualTo(List.of(List.of(DNS, "localhost"), List.of(ADDRESS, "127.0.0.1")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(certificates.key())))
                .isEqualTo("rw-------");
        assertThat(data.file("tls")).isDirectoryNotContaining("glob:**.p12");
    }

    @Test
    void keepsACertificateThatIsStillGood() throws Exception {
        var certificates = new Certificates(DataFolder.prepare(folder, OptionalInt.empty()));
        certificates.makeIfNeeded();
        String first = Files.readString(certificates.certificate());

        certificates.makeIfNeeded();

        assertThat(certificates.certificate()).hasContent(first);
    }

    private static X509Certificate read(Path file) throws Exception {
        try (InputStream input = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
        }
    }
}
