package io.partnersupport.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends what no HTTP client would send. */
final class RawHttp {
    private RawHttp() {}

    /** The answer up to the end of the connection or until nothing more comes. */
    static String answerTo(int port, String... parts) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            for (String part : parts) {
                out.write(part.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[4096];
            try {
                for (int n = socket.getInputStream().read(buffer);
                        n > 0;
                        n = socket.getInputStream().read(buffer)) {
                    answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    if (answer.indexOf("}") > 0 || answer.indexOf("content-length: 0\r\n\r\n") > 0) {
                        break;
                    }
                }
            } catch (SocketTimeoutException e) {
                // what has come is the answer
            }
            return answer.toString();
        }
    }
}
