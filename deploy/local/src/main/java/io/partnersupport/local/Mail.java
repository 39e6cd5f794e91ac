package io.partnersupport.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mail server: what the services send is to be read in a folder. */
final class Mail extends Part {
    static final String NAME = "mail";
    private static final int PATIENCE_MILLIS = 1_000;

    Mail(Context context) {
        super(NAME, context);
    }

    static Path folder(DataFolder data) {
        return data.directory("mails");
    }

    @Override
    Set<String> needs() {
        return Set.of();
    }

    @Override
    Map<Integer, String> ports() {
        return Map.of(context().ports().smtp(), "mail (SMTP)");
    }

    @Override
    List<String> command() {
        Repository repository = context().repository();
        return java(
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                repository.built().resolve("local-stack.jar") + ":" + repository.libraries(),
                MailServer.class.getName(),
                Integer.toString(context().ports().smtp()),
                folder(context().data()).toString());
    }

    /** Once it greets. */
    @Override
    boolean isReady() {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), context().ports().smtp()),
                    PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String greeting = reader.readLine();
            return greeting != null && greeting.startsWith("220");
        } catch (IOException e) {
            return false;
        }
    }
}
