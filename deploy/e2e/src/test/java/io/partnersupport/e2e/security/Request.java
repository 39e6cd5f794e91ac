package io.partnersupport.e2e.security;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One HTTP request as it goes over the wire: no client library that mends or refuses what is wrong with it.
 *
 * @param headers lines without their ends
 */
record Request(String method, String target, List<String> headers, byte[] body) {
    private static final int PATIENCE_MILLIS = 5_000; // nothing hangs longer

    Request {
        headers = List.copyOf(headers);
    }

    static Request get(String target) {
        return new Request("GET", target, List.of(), new byte[0]);
    }

    /** With another line, after the ones there are. */
    Request and(String name, String value) {
        return new Request(
                method,
                target,
                Stream.concat(headers.stream(), Stream.of(name + ": " + value)).toList(),
                body);
    }

    /** With this header once, or not at all when there is no value. */
    Request with(String name, String value) {
        Request without = new Request(
                method,
                target,
                headers.stream().filter(line -> !isOf(name, line)).toList(),
                body);
        return value == null ? without : without.and(name, value);
    }

    Request withBody(byte[] other) {
        return new Request(method, target, headers, other);
    }

    Request withBody(String other) {
        return withBody(other.getBytes(StandardCharsets.UTF_8));
    }

    Request withMethod(String other) {
        return new Request(other, target, headers, body);
    }

    Request withTarget(String other) {
        return new Request(method, other, headers, body);
    }

    /** With this parameter in place of those of its name; the value is escaped already. */
    Request withQuery(String name, String value) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        List<String> others = question < 0
                ? List.of()
                : Stream.of(target.substring(question + 1).split("&"))
                        .filter(pair -> !pair.startsWith(name + "="))
                        .toList();
        String query = String.join(
                "&",
                Stream.concat(others.stream(), Stream.of(name + "=" + value)).toList());
        return withTarget(path + "?" + query);
    }

    boolean has(String header) {
        return headers.stream().anyMatch(line -> isOf(header, line));
    }

    /** What the server says, or a failure when it does not say anything in time. */
    Answer sendTo(String server) {
        URI address = URI.create(server);
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (!has("Host")) {
            head.append("Host: ").append(address.getAuthority()).append("\r\n");
        }
        head.append("Connection: close\r\n");
        boolean tellsItsLength = has("Content-Length") || has("Transfer-Encoding");
        if (!tellsItsLength && (body.length > 0 || !method.equals("GET"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        head.append("\r\n");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", address.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(head.toString().getBytes(StandardCharsets.UTF_8));
                out.write(body);
            } catch (IOException e) {
                // refused before all of it was read; the answer says why
            }
            return Answer.read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer to " + this, e);
        }
    }

    private static boolean isOf(String name, String line) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }

    @Override
    public String toString() {
        return method + " " + (target.length() > 200 ? target.substring(0, 200) + "…" : target);
    }
}
