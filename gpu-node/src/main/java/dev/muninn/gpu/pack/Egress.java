package dev.muninn.gpu.pack;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Says which addresses may be asked for a file; asked again at each redirect (row SEC-10). */
interface Egress {

  /**
   * @throws PackException when the address is refused or its host is not known
   */
  void check(URI address) throws PackException;

  /**
   * https only, and no host that resolves to an address of this machine or a private network. The
   * connection that follows uses Java's cached answer (30 s), so that the host checked is the host
   * reached.
   */
  static Egress publicHosts() {
    return Egress::checkPublic;
  }

  /** This host and port over this scheme, and nothing else: a node of the cluster. */
  static Egress only(URI owner) {
    return address -> {
      if (!owner.resolve("/").equals(address.resolve("/"))) {
        throw new PackException(address.getHost() + " was not asked for.");
      }
    };
  }

  private static void checkPublic(URI address) throws PackException {
    if (!"https".equals(address.getScheme()) || address.getHost() == null) {
      throw new PackException("A model is downloaded over https only, not from " + address + '.');
    }
    try {
      for (InetAddress one : InetAddress.getAllByName(address.getHost())) {
        if (isInner(one)) {
          throw new PackException(
              address.getHost() + " is an address of an inner network: nothing is asked there.");
        }
      }
    } catch (UnknownHostException e) {
      throw new PackException(
          "There is no way to "
              + address.getHost()
              + " from here (no network, or no such host). Copy the pack by hand: 'muninn models"
              + " add FOLDER'.",
          e);
    }
  }

  private static boolean isInner(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return uniqueLocal
        || carrier
        || address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress();
  }
}
