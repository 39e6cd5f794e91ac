package io.partnersupport.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A program of this repository. Its management port lies 1000 above the one that it serves on. */
abstract class Application extends Part {
    private final int port;

    Application(String name, int port, Context context) {
        super(name, context);
        this.port = port;
    }

    private int managementPort() {
        return port + 1000;
    }

    @Override
    Map<Integer, String> ports() {
        return Map.of(port, name(), managementPort(), name() + "'s health and metrics");
    }

    @Override
    List<String> command() {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // several programs start at once on a few cores: the optimising compiler would take half of their time
                "-XX:TieredStopAtLevel=1"));
        Path classes = context().repository().archivedClasses(name());
        if (System.getenv("ARCHIVE_CLASSES") != null) {
            arguments.add("-XX:ArchiveClassesAtExit=" + classes);
        } else if (Files.exists(classes)) { // one that does not fit the program is not used
            arguments.addAll(List.of("-XX:SharedArchiveFile=" + classes, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        }
        arguments.addAll(
                List.of("-jar", context().repository().application(name()).toString()));
        return java(arguments.toArray(String[]::new));
    }

    @Override
    final Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(managementPort()),
                "OIDC_ISSUER",
                context().ports().issuer().toString(),
                "OIDC_AUDIENCE",
                "partner-support"));
        environment.putAll(ownEnvironment());
        return environment;
    }

    abstract Map<String, String> ownEnvironment();

    @Override
    final boolean isReady() {
        return Http.isOk(managementPort(), "/q/health/ready");
    }
}
