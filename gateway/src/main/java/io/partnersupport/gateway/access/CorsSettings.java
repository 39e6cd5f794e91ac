package io.partnersupport.gateway.access;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which web pages of other addresses may call the API from a browser. */
@ConfigMapping(prefix = "gateway.cors")
interface CorsSettings {
    /** Exactly as browsers write them, such as {@code https://portal.example}; none by default, and never all. */
    Optional<List<String>> origins();

    /** Request headers that those pages may set. */
    List<String> requestHeaders();

    /** Answer headers that those pages may read. */
    List<String> answerHeaders();

    /** How long a browser may remember the permission. */
    Duration remembered();
}
