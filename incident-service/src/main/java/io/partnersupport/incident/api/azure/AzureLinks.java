package io.partnersupport.incident.api.azure;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Addresses that answers name. As in Azure, the front says by {@code Referer} where the client sent its request. */
@ApplicationScoped
class AzureLinks {
    private final CurrentVertxRequest request;

    AzureLinks(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Absolute, if it is known where the client sees this service; else relative. */
    String to(String path, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("api-version", AzureSurface.API_VERSION);
        return front() + path + "?"
                + all.entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private String front() {
        String referer = request.getCurrent().request().getHeader("Referer");
        if (referer == null) {
            return "";
        }
        try {
            URI uri = URI.create(referer);
            return uri.getRawAuthority() == null ? "" : uri.getScheme() + "://" + uri.getRawAuthority();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%24", "$");
    }
}
