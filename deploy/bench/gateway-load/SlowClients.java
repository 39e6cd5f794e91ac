import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Clients that take their time, until ended: every second one sends a body byte by byte, the others read 5 MB in sips.
 * {@code java SlowClients.java PORT TOKENS HOW-MANY}; says "all there" when all are connected.
 */
class SlowClients {
    private static final int PAUSE_MILLISECONDS = 500;

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String[] tokens = Files.readString(Path.of(arguments[1])).split("\n");
        SocketChannel[] clients = new SocketChannel[Integer.parseInt(arguments[2])];
        ByteBuffer sip = ByteBuffer.allocate(1024);
        for (boolean isFirst = true; ; isFirst = false) {
            for (int i = 0; i < clients.length; i++) {
                boolean isSender = i % 2 == 0;
                try {
                    if (clients[i] == null) {
                        clients[i] = begun(port, tokens[i % tokens.length], isSender);
                    } else if (isSender) {
                        clients[i].write(ByteBuffer.wrap(new byte[] {'x'}));
                    } else if (clients[i].read(sip.clear()) < 0 || isRefusal(sip)) {
                        throw new IOException("cut off");
                    }
                } catch (IOException e) {
                    clients[i].close(); // was cut off for being slow, or turned away, and comes again
                    clients[i] = null;
                }
            }
            if (isFirst) {
                System.out.println("all there");
            }
            Thread.sleep(PAUSE_MILLISECONDS);
        }
    }

    private static boolean isRefusal(ByteBuffer sip) {
        String read = StandardCharsets.US_ASCII.decode(sip.flip()).toString();
        return read.startsWith("HTTP/1.1 ") && !read.startsWith("HTTP/1.1 200");
    }

    private static SocketChannel begun(int port, String token, boolean isSender) throws IOException {
        SocketChannel client = SocketChannel.open();
        client.socket().setReceiveBufferSize(8 * 1024);
        client.connect(new InetSocketAddress("127.0.0.1", port));
        String request = (isSender ? "POST /v1/contracts HTTP/1.1\r\nContent-Length: 100000\r\n" : "GET /v1/contracts/large HTTP/1.1\r\n")
                + "Host: bench\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        client.configureBlocking(false);
        return client;
    }
}
