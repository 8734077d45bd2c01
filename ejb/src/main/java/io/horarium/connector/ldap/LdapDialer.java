package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.horarium.connector.StopSignal;
import io.horarium.problem.RunFailure;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * Makes connections: encrypted as the settings say, with the host's name checked against its
 * certificate, logged in. In the mode without reader threads; referrals are not followed and a lost
 * connection is not made again behind the caller's back, because paging belongs to a connection.
 */
final class LdapDialer {

  private final LdapSettings settings;

  LdapDialer(LdapSettings settings) {
    this.settings = settings;
  }

  /**
   * A connection, tried as often as the settings say.
   *
   * @throws RunFailure it cannot be made, the login is refused or the run was cancelled meanwhile
   */
  LDAPConnection connect(StopSignal stop) {
    long delay = settings.retryDelay();
    for (int retry = 0; ; retry++) {
      try {
        return connectOnce();
      } catch (LDAPException e) {
        boolean mayHelp =
            LdapFailures.isConnectionLost(e) || LdapFailures.isTransient(e.getResultCode());
        if (retry == settings.retries() || !mayHelp) {
          throw LdapFailures.connecting(settings.host(), settings.port(), e);
        }
      }
      pause(delay, stop);
      delay = Math.min(delay * 2, 60_000);
    }
  }

  /** One attempt at each host. */
  LDAPConnection connectOnce() throws LDAPException {
    if (settings.preferredHost() != null) {
      try {
        return connect(settings.preferredHost());
      } catch (LDAPException e) {
        if (!LdapFailures.isConnectionLost(e)) {
          throw e;
        }
        // Only preferred: the host itself is asked.
      }
    }
    return connect(settings.host());
  }

  private LDAPConnection connect(String host) throws LDAPException {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true);
    options.setFollowReferrals(false);
    options.setConnectTimeoutMillis((int) TimeUnit.SECONDS.toMillis(settings.connectTimeout()));
    options.setResponseTimeoutMillis(TimeUnit.SECONDS.toMillis(settings.searchTimeout()));
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    SocketFactory sockets = null;
    if (settings.ldaps()) {
      sockets = tls().getSocketFactory();
    }
    LDAPConnection connection = new LDAPConnection(sockets, options);
    try {
      connection.connect(host, settings.port());
      if (settings.startTls()) {
        var answer = connection.processExtendedOperation(new StartTLSExtendedRequest(tls()));
        if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
          throw new LDAPException(answer);
        }
      }
      connection.bind(new SimpleBindRequest(settings.username(), settings.password()));
      return connection;
    } catch (LDAPException e) {
      connection.close();
      throw e;
    }
  }

  private javax.net.ssl.SSLContext tls() throws LDAPException {
    try {
      return TrustedCertificates.context(settings.trustedCertificates());
    } catch (GeneralSecurityException e) {
      throw new LDAPException(ResultCode.LOCAL_ERROR, "The certificates cannot be used", e);
    }
  }

  private static void pause(long millis, StopSignal stop) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      if (stop.stopRequested()) {
        throw new RunFailure("The run was cancelled while the directory was unreachable.");
      }
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return;
      }
      try {
        Thread.sleep(Math.min(left, 200));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RunFailure("The run was interrupted while the directory was unreachable.", e);
      }
    }
  }
}
