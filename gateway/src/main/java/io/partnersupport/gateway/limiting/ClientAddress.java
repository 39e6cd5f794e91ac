package io.partnersupport.gateway.limiting;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which client a request comes from: the other end of the connection, or, when that is a trusted proxy, the last address
 * in X-Forwarded-For that is not one. What stands before that was written by the client, and may be invented.
 */
@ApplicationScoped
class ClientAddress {
    private static final int IPV6_HALF = 8;

    private final List<IpSubnetFilterRule> trusted;

    ClientAddress(ProxySettings settings) {
        this.trusted = settings.trustedProxies().orElse(List.of()).stream()
                .map(ClientAddress::network)
                .toList();
    }

    String of(HttpServerRequest request) {
        SocketAddress peer = request.connection().remoteAddress();
        String address = peer == null || peer.hostAddress() == null ? "unknown" : peer.hostAddress();
        return trusted.isEmpty()
                ? client(address)
                : client(address, String.join(",", request.headers().getAll("X-Forwarded-For")));
    }

    /** The client behind a connection from this address that brought this X-Forwarded-For. */
    String client(String peer, String forwardedFor) {
        String client = peer;
        String[] hops = forwardedFor.split(",");
        for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
            String hop = hops[i].trim();
            if (NetUtil.createByteArrayFromIpAddressString(hop) == null) {
                break;
            }
            client = hop;
        }
        return client(client);
    }

    // An IPv6 client has a whole network of its own to choose addresses from.
    private static String client(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length != 2 * IPV6_HALF) {
            return address;
        }
        Arrays.fill(bytes, IPV6_HALF, bytes.length, (byte) 0);
        return NetUtil.bytesToIpAddress(bytes) + "/64";
    }

    private boolean isTrusted(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return false;
        }
        try {
            InetSocketAddress peer = new InetSocketAddress(InetAddress.getByAddress(bytes), 0);
            return trusted.stream().anyMatch(network -> network.matches(peer));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // four or sixteen bytes are an address
        }
    }

    private static IpSubnetFilterRule network(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            throw new IllegalStateException("gateway.trusted-proxies has addresses and networks, not " + text);
        }
        int prefix = slash < 0 ? bytes.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }
}
