package dev.muninn.cluster.trust;

import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/**
 * The host that a certificate is for: an IP address, or a name that resolves to it. Peers compare
 * it with the address that they connect to.
 */
record NodeAddress(String host) {
  NodeAddress {
    if (!IPAddress.isValid(host)
        && !host.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?(\\.[A-Za-z0-9-]{1,63})*")) {
      throw new TrustException(
          "'" + host + "' is no host", "name an IP address or a host name of the node");
    }
  }

  GeneralName alternativeName() {
    return new GeneralName(
        IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }
}
