package io.partnersupport.e2e.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands where a part of the stack used to listen, and passes on what its clients say for as long as it is let. */
final class Proxy implements AutoCloseable {
    enum Gate {
        OPEN,
        /** Everything is taken and nothing is passed on, as where a network drops packets without a word. */
        SILENT,
        /** Connections end at once. */
        CLOSED
    }

    private final ServerSocket listener;
    private final Clients clients;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong heldBack = new AtomicLong();
    private volatile int target;

    private record Link(String client, Socket near, Socket far) {
        void close() {
            quietly(near);
            quietly(far);
        }
    }

    /** Names the process that opened a connection from a port to another one. */
    @FunctionalInterface
    interface Clients {
        String of(int from, int to);
    }

    Proxy(int port, int target, Clients clients) {
        this.target = target;
        this.clients = clients;
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port, e);
        }
        Lab.thread("proxy-" + port, this::accept);
    }

    void set(String client, Gate gate) {
        synchronized (gates) {
            gates.put(client, gate);
            gates.notifyAll();
        }
        if (gate == Gate.CLOSED) {
            links.stream().filter(link -> link.client().equals(client)).forEach(Link::close);
        }
    }

    /** How many connections of a client stand. */
    long links(String client) {
        return links.stream().filter(link -> link.client().equals(client)).count();
    }

    /** How often something was not passed on at once, ever. */
    long heldBack() {
        return heldBack.get();
    }

    void openAll() {
        synchronized (gates) {
            gates.clear();
            gates.notifyAll();
        }
    }

    /** What connects from now on is brought to another port. */
    void retarget(int port) {
        target = port;
    }

    private Gate gate(String client) {
        return gates.getOrDefault(client, Gate.OPEN);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Lab.thread("proxy-link", () -> connect(near));
            } catch (IOException e) {
                // closed, or the client has gone again
            }
        }
    }

    private void connect(Socket near) {
        String client = clients.of(near.getPort(), near.getLocalPort());
        Socket far = new Socket();
        try {
            if (gate(client) == Gate.CLOSED) {
                throw new IOException("closed");
            }
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 1000);
        } catch (IOException e) {
            quietly(near);
            return;
        }
        Link link = new Link(client, near, far);
        links.add(link);
        if (gate(client) == Gate.CLOSED) { // in the meantime
            link.close();
        }
        Lab.thread("proxy-answers", () -> pump(link, far, near));
        pump(link, near, far);
    }

    private void pump(Link link, Socket from, Socket to) {
        byte[] bytes = new byte[16 * 1024];
        try {
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                awaitOpen(link);
                to.getOutputStream().write(bytes, 0, read);
            }
            awaitOpen(link);
        } catch (IOException e) {
            // one side has gone, so the other goes, too
        } finally {
            link.close();
            links.remove(link);
        }
    }

    private void awaitOpen(Link link) throws IOException {
        synchronized (gates) {
            if (gate(link.client()) == Gate.SILENT) {
                heldBack.incrementAndGet();
            }
            while (gate(link.client()) == Gate.SILENT) {
                try {
                    gates.wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::close);
    }
}
