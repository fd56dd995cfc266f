package org.patrolledger.functions.managesubscription;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.patrolledger.lambda.http.HttpRequest;

/// Where a request comes from, for counting only.
final class CallerAddress {
    /// What an edge in front of the API says, the first that is there: the last hop, which the
    /// gateway knows, is the edge itself.
    private static final String[] HEADERS = {"x-viewer-address", "cloudfront-viewer-address"};

    /// One household or firm has 64 bits of addresses to itself.
    private static final int NETWORK_BYTES = 8;

    private CallerAddress() {}

    static String of(HttpRequest request) {
        for (var name : HEADERS) {
            var said = request.header(name);
            if (said.isPresent()) {
                return withoutPort(said.get().strip());
            }
        }
        return request.source();
    }

    /// CloudFront adds the port to the one header and not to the other: `192.0.2.1:443`,
    /// `2001:db8::1:443`. Of an IPv6 address the network alone counts, which the port is no part
    /// of.
    private static String withoutPort(String address) {
        int colon = address.indexOf(':');
        return colon >= 0 && colon == address.lastIndexOf(':')
                ? address.substring(0, colon)
                : address;
    }

    /// The first 64 bits of an IPv6 address; any other text as it is.
    static String network(String address) {
        try {
            var parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            // An IPv6 address with a port may have one group too many.
            int colon = address.lastIndexOf(':');
            return colon < 0 ? address : network(address.substring(0, colon));
        }
    }
}
