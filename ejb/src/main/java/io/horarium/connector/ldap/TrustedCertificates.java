package io.horarium.connector.ldap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificates that a TLS connection trusts: those of a setting, or those of the server. */
final class TrustedCertificates {

  private TrustedCertificates() {}

  /** Whether the text is one or more certificates in PEM form. */
  static boolean isReadable(String pem) {
    try {
      return !read(pem).isEmpty();
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * A context that trusts only these certificates and those they signed.
   *
   * @param pem or null for the trust store of the Java platform
   */
  static SSLContext context(String pem) throws GeneralSecurityException {
    TrustManager[] managers = null;
    if (pem != null) {
      try {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : read(pem)) {
          store.setCertificateEntry("trusted-" + number++, certificate);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        managers = factory.getTrustManagers();
      } catch (IOException e) {
        throw new GeneralSecurityException("An empty key store cannot be made", e);
      }
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context;
  }

  private static Collection<? extends Certificate> read(String pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }
}
