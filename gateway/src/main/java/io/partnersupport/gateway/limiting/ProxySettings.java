package io.partnersupport.gateway.limiting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** The proxies in front of the gateway whose word about a client's address is taken. */
@ConfigMapping(prefix = "gateway")
interface ProxySettings {
    /** Addresses, or networks such as {@code 10.1.0.0/16}. None by default: then the connection says who asks. */
    @WithName("trusted-proxies")
    Optional<List<String>> trustedProxies();
}
