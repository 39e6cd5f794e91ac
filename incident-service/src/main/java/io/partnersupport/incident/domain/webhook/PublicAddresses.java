package io.partnersupport.incident.domain.webhook;

import java.util.List;

/**
 * The addresses that mean the same machine to everybody (IANA's registries of special-purpose addresses). Of IPv6 only
 * what is given out as global unicast is public, so that a new special range begins as refused.
 */
final class PublicAddresses {
    private static final int IPV4_BYTES = 4;

    private static final Range GLOBAL_UNICAST = range(3, 0x20); // 2000::/3
    private static final List<Range> SPECIAL_IPV6 = List.of(
            range(23, 0x20, 0x01), // 2001::/23, protocol assignments such as Teredo
            range(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
            range(16, 0x20, 0x02), // 6to4: an IPv4 address inside
            range(20, 0x3f, 0xff)); // documentation
    private static final List<Range> SPECIAL_IPV4 = List.of(
            range(8, 0), // "this network"
            range(8, 10), // private
            range(10, 100, 64), // carrier-grade NAT
            range(8, 127), // loopback
            range(32, 168, 63, 129, 16), // Azure's platform services answer here inside of every virtual network
            range(16, 169, 254), // link-local, and where clouds serve instance metadata
            range(12, 172, 16), // private
            range(24, 192, 0, 0), // protocol assignments
            range(24, 192, 0, 2), // documentation
            range(24, 192, 88, 99), // 6to4 relays
            range(16, 192, 168), // private
            range(15, 198, 18), // benchmarks
            range(24, 198, 51, 100), // documentation
            range(24, 203, 0, 113), // documentation
            range(4, 224), // multicast
            range(4, 240)); // reserved, broadcast

    private PublicAddresses() {}

    /** Whether an address, in network byte order, is a public one. IPv4 inside of IPv6 is not. */
    static boolean contain(byte[] address) {
        return address.length == IPV4_BYTES
                ? SPECIAL_IPV4.stream().noneMatch(range -> range.contains(address))
                : GLOBAL_UNICAST.contains(address) && SPECIAL_IPV6.stream().noneMatch(range -> range.contains(address));
    }

    private static Range range(int bits, int... firstBytes) {
        return new Range(bits, firstBytes);
    }

    private record Range(int bits, int... firstBytes) {
        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                int wanted = bit / 8 < firstBytes.length ? firstBytes[bit / 8] : 0;
                if ((address[bit / 8] & mask) != (wanted & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
