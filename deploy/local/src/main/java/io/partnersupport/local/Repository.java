package io.partnersupport.local;

import java.nio.file.Path;

/** The checked-out sources with what was built from them. */
record Repository(Path root) {
    /** The one whose script started this program. */
    static Repository current() {
        String root = System.getProperty("local-stack.repository");
        if (root == null) {
            throw new StackFailure("Start this program by deploy/local/up, down or token.");
        }
        return new Repository(Path.of(root).toAbsolutePath().normalize());
    }

    Path localStack() {
        return root.resolve("deploy/local");
    }

    /** What this module's build and its first start put down; shared by all stacks of this repository. */
    Path built() {
        return localStack().resolve("target");
    }

    /** As a class path of the JVM. */
    String libraries() {
        return built().resolve("lib") + "/*";
    }

    Path realm() {
        return root.resolve("deploy/keycloak/" + Keycloak.REALM + "-realm.json");
    }

    Path kafkaPrincipals() {
        return root.resolve("deploy/kafka/principals.properties");
    }

    Path application(String module) {
        return root.resolve(module).resolve("target/" + module + "-runner.jar");
    }

    /** The classes of a program as the JVM keeps them, if {@code deploy/local/archive-classes} made that file. */
    Path archivedClasses(String module) {
        return root.resolve(module).resolve("target/" + module + "-runner.jsa");
    }
}
