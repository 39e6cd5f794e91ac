package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path folder;

    private Path file;
    private Secrets secrets;

    @BeforeEach
    void open() {
        file = folder.resolve("secrets.properties");
        secrets = new Secrets(file);
    }

    @Test
    void areTheSameWhenReadAgain() {
        String password = secrets.password("kafka.admin");
        String key = secrets.key("cursor-key.incident-service");
        String ring = secrets.keyRing("pair-digest-keys");

        var again = new Secrets(file);

        assertThat(again.password("kafka.admin")).isEqualTo(password);
        assertThat(again.key("cursor-key.incident-service")).isEqualTo(key);
        assertThat(again.keyRing("pair-digest-keys")).isEqualTo(ring);
    }

    @Test
    void differFromEachOther() {
        assertThat(secrets.password("a")).isNotEqualTo(secrets.password("b"));
    }

    @Test
    void keysHave32Bytes() {
        assertThat(Base64.getDecoder().decode(secrets.key("key"))).hasSize(32);
        assertThat(secrets.keyRing("keys")).startsWith("k1=");
        assertThat(Base64.getDecoder().decode(secrets.keyRing("keys").substring(3)))
                .hasSize(32);
    }

    @Test
    void passwordsNeedNoQuoting() {
        assertThat(secrets.password("any")).matches("[a-z0-9]{20,}");
    }

    @Test
    void areReadableByTheirOwnerOnly() throws IOException {
        secrets.password("any");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
