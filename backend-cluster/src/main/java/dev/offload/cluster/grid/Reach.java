package dev.offload.cluster.grid;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Tells what stays on this machine from what does not, which needs TLS. */
final class Reach {
  private static final Pattern LAST_OF_RANGE = Pattern.compile("\\.\\.\\d+$");

  private Reach() {}

  static void check(String localHost, List<String> addresses, boolean tls) {
    boolean here = isLoopback(localHost);
    checkArgument(here || tls,
        "cluster.localHost %s can be reached from other machines, which needs TLS: set cluster.tls.keyStore", localHost);
    for (String address : addresses) {
      boolean near = isLoopback(hostOf(address));
      checkArgument(near || tls, "cluster.addresses holds %s, on another machine, which needs TLS: set cluster.tls.keyStore", address);
      checkArgument(near || !here, "cluster.addresses holds %s, which cannot be reached from cluster.localHost %s", address, localHost);
    }
  }

  private static String hostOf(String address) {
    try {
      HostAndPort parsed = HostAndPort.fromString(LAST_OF_RANGE.matcher(address).replaceFirst(""));
      checkArgument(parsed.hasPort());
      return parsed.getHost();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cluster.addresses must be host:port or host:first..last, was " + address, e);
    }
  }

  /** A name that is not known now may be known later, and then be anywhere. */
  private static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
