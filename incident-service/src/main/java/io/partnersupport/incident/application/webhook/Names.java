package io.partnersupport.incident.application.webhook;

import java.net.InetAddress;
import java.util.List;

/** The directory of names, asked anew each time. */
public interface Names {
    /** All addresses of a host; none if it has none, or nobody knew in time. */
    List<InetAddress> addressesOf(String host);
}
