package io.partnersupport.e2e.faults;

import io.partnersupport.e2e.Programs;
import java.time.Duration;
import java.util.List;

/** Faults that only root can bring about. Elsewhere the matrix is shorter by them, and says so by not listing them. */
final class Privileged {
    private static final String TABLE = "partner_support_faults";
    private static final int SPARE_MEGABYTES = 48;

    private Privileged() {}

    static boolean canDropPackets() {
        return succeeds("nft list tables");
    }

    static void dropPacketsTo(int port) {
        must("nft add table inet %1$s && nft add chain inet %1$s input '{ type filter hook input priority 0; }'"
                .formatted(TABLE));
        must("nft add rule inet %s input iif lo tcp dport %d counter drop".formatted(TABLE, port));
        must("nft add rule inet %s input iif lo tcp sport %d counter drop".formatted(TABLE, port));
    }

    static void dropNothing() {
        Trial.happened(
                succeeds("nft list table inet " + TABLE + " | grep -q 'counter packets [1-9]'"), "nobody sent any");
        must("nft delete table inet " + TABLE);
    }

    static boolean canMount() {
        return succeeds("d=$(mktemp -d) && mount -t tmpfs -o size=1m none $d && umount $d && rmdir $d");
    }

    /** Moves a part's folder to a small disk, lets that run full under load, makes room again and moves it back. */
    static void fillDisk(Trial trial, String part, String folder, String signal) {
        String path = trial.lab.data(folder).toString();
        trial.hurt(part);
        trial.people.renewTokens();
        long begun = System.nanoTime();
        trial.lab.end(part, signal.equals("QUIT") ? "INT" : "TERM");
        must(
                "mv %1$s %1$s.kept && mkdir -m 700 %1$s && mount -t tmpfs -o mode=700,size=$(($(du -sm %1$s.kept | cut -f1) + %2$d))m none %1$s && cp -a %1$s.kept/. %1$s"
                        .formatted(path, SPARE_MEGABYTES));
        trial.restart(part);
        trial.awaitWork(5);
        trial.without(
                part,
                List.of(),
                Duration.ofSeconds(10),
                () -> Trial.happened(!succeeds("cat /dev/zero > " + path + "/filler"), "there is still room"),
                () -> must("rm " + path + "/filler"));
        if (trial.lab.isReady(part)) {
            trial.awaitWork(5);
        }
        if (trial.lab.lives(part)) { // without room it may have ended itself
            trial.lab.end(part, signal);
        }
        must(
                "mkdir %1$s.moved && cp -a %1$s/. %1$s.moved && umount %1$s && rmdir %1$s && mv %1$s.moved %1$s && rm -r %1$s.kept"
                        .formatted(path));
        trial.restart(part);
        trial.wasAway(part, Lab.SERVICES, begun, begun); // more than once
    }

    private static boolean succeeds(String command) {
        try {
            return Programs.runs("bash", "-c", command);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void must(String command) {
        if (!succeeds(command)) {
            throw new AssertionError("Failed: " + command);
        }
    }
}
