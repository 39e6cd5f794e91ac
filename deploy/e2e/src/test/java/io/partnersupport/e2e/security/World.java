package io.partnersupport.e2e.security;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** Two partners that have one of everything, so that each can be asked for by its own people and by the other's. */
record World(Company mine, Company others) {
    private static World shared;

    static synchronized World shared() {
        if (shared == null) {
            int number = ThreadLocalRandom.current().nextInt(10_000, 99_990);
            var mine = CompletableFuture.supplyAsync(() -> Company.founded("49" + number));
            Company others = Company.founded("49" + (number + 1));
            shared = new World(mine.join(), others);
        }
        return shared;
    }
}
