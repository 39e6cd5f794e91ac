package io.partnersupport.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sends requests that a client library would refuse to send, or would correct. */
record RawHttp(int status, Map<String, String> headers, String body) {
    static RawHttp send(String head, byte... body) {
        URI service = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        String whole = head.strip() + "\nHost: " + service.getAuthority() + "\nConnection: close\n\n";
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(whole.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            try {
                socket.getOutputStream().write(body);
            } catch (SocketException e) {
                // answered before all was sent
            }
            return parse(read(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException e) {
            // reset after the answer, since the request was not read to its end
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static RawHttp parse(String answer) {
        String[] parts = answer.split("\r\n\r\n", 2);
        String[] lines = parts[0].split("\r\n");
        Map<String, String> headers = new HashMap<>();
        for (int line = 1; line < lines.length; line++) {
            String[] header = lines[line].split(": *", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        return new RawHttp(Integer.parseInt(lines[0].split(" ")[1]), headers, parts[1]);
    }
}
