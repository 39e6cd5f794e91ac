package io.partnersupport.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LabTest {
    @Test
    @DisplayName("Two connections from the same port are told apart: a fault hits whom it should")
    void connectionsFromTheSamePortAreToldApart() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, here);
                ServerSocket other = new ServerSocket(0, 1, here);
                Socket toOne = new Socket();
                Socket toOther = new Socket()) {
            connect(toOne, 0, one);
            connect(toOther, toOne.getLocalPort(), other);

            assertThat(Lab.inodeOf(toOne.getLocalPort(), one.getLocalPort()))
                    .isPresent()
                    .isNotEqualTo(Lab.inodeOf(toOther.getLocalPort(), other.getLocalPort()));
            assertThat(Lab.inodeOf(toOther.getLocalPort(), other.getLocalPort()))
                    .isPresent();
        }
    }

    private static void connect(Socket socket, int from, ServerSocket to) throws IOException {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), from));
        socket.connect(to.getLocalSocketAddress());
    }
}
