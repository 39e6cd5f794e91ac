package io.partnersupport.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the gateway. */
@QuarkusMain
public final class Gateway {
    /**
     * Quarkus would answer a broken address with a bare 400 before any handler sees it. The gateway's own check is
     * stricter and answers with a problem document.
     */
    static final String OWN_ADDRESS_CHECK = "vertx.disableURIValidation";

    private Gateway() {}

    public static void main(String... arguments) {
        System.setProperty(OWN_ADDRESS_CHECK, "true");
        Quarkus.run(arguments);
    }
}
