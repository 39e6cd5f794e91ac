package io.partnersupport.kit.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line between the tested service and one of its backing services; a test may cut it, or let it go silent. */
public final class Line implements Closeable {
    private enum State {
        INTACT,
        SILENT,
        CUT
    }

    static final Line TO_POSTGRESQL = new Line();
    static final Line TO_KAFKA = new Line();

    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    private State state = State.INTACT;

    private Line() {}

    public static Line toPostgresql() {
        return TO_POSTGRESQL;
    }

    public static Line toKafka() {
        return TO_KAFKA;
    }

    /** Every connection ends, and no new one comes about. */
    public void cut() {
        become(State.CUT);
        ends.forEach(Line::end);
    }

    /** Connections stay, or come about, but nothing arrives any more on either side. */
    public void silence() {
        become(State.SILENT);
    }

    public void restore() {
        become(State.INTACT);
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }

    /** Returns once something may pass; false if the line is cut. */
    private synchronized boolean passes() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
        return state == State.INTACT;
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    /** Returns the port at which the service finds what listens on the target port. */
    int plugInto(int targetPort) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocket accepting = server;
        run("line-" + targetPort, () -> connect(accepting, targetPort));
        return server.getLocalPort();
    }

    private void connect(ServerSocket accepting, int target) {
        while (!accepting.isClosed()) {
            try {
                Socket near = accepting.accept();
                if (isCut()) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                forward(near, far);
                forward(far, near);
            } catch (IOException e) {
                continue; // one of the ends is away, which the other one has noticed
            }
        }
    }

    private void forward(Socket from, Socket to) throws IOException {
        from.setTcpNoDelay(true);
        ends.add(from);
        run("line-" + from.getPort() + "-" + to.getPort(), () -> {
            byte[] buffer = new byte[65_536];
            try {
                int read = from.getInputStream().read(buffer);
                while (read >= 0 && passes()) {
                    to.getOutputStream().write(buffer, 0, read);
                    read = from.getInputStream().read(buffer);
                }
            } catch (IOException | InterruptedException e) {
                // one end is gone, so the other one goes too
            }
            end(from);
            end(to);
            ends.remove(from);
        });
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone anyway
        }
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        become(State.INTACT);
    }
}
