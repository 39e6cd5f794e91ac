package io.partnersupport.gateway.documents;

import io.smallrye.config.ConfigMapping;

/** Where a person signs in, for the API document and the console. */
@ConfigMapping(prefix = "gateway.sign-in")
interface SignIn {
    String authorizationUrl();

    String tokenUrl();
}
