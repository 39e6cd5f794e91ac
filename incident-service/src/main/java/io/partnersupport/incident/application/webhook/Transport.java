package io.partnersupport.incident.application.webhook;

import io.partnersupport.incident.domain.webhook.Answer;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Carries a message to an endpoint. */
public interface Transport {
    /**
     * Posts a message to the first of the addresses that takes the connection, and to none that is not among them,
     * whatever the name leads to by now. Returns within the configured time.
     */
    Answer post(URI url, List<InetAddress> addresses, Map<String, String> headers, String body);
}
