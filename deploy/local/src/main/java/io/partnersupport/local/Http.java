package io.partnersupport.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One client for the small talk with the parts of the stack. */
final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    private Http() {}

    static HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(15));
    }

    static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.");
        }
    }

    static boolean isOk(int port, String path) {
        try {
            HttpRequest request = to(URI.create("http://localhost:" + port + path))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return send(request).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
