package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.horarium.problem.RunFailure;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/**
 * Sentences about what a directory answered. Its own texts are left out: they may hold values of
 * objects.
 */
final class LdapFailures {

  private LdapFailures() {}

  /** Whether the connection is lost, so that nothing is known about the request. */
  static boolean isConnectionLost(LDAPException e) {
    ResultCode code = e.getResultCode();
    return !code.isConnectionUsable() || code.equals(ResultCode.TIMEOUT);
  }

  /** Whether the same request may succeed later. */
  static boolean isTransient(ResultCode code) {
    return code.equals(ResultCode.BUSY)
        || code.equals(ResultCode.UNAVAILABLE)
        || code.equals(ResultCode.TIME_LIMIT_EXCEEDED)
        || code.equals(ResultCode.ADMIN_LIMIT_EXCEEDED)
        || code.equals(ResultCode.LOOP_DETECT)
        || code.equals(ResultCode.TIMEOUT);
  }

  /** A read could not be completed. */
  static RunFailure reading(String what, LDAPException e) {
    return new RunFailure(
        what + " could not be read to the end: " + hint(e.getResultCode()) + ".", e);
  }

  /** No connection, or no login. */
  static RunFailure connecting(String host, int port, LDAPException e) {
    String server = "The directory " + host + ":" + port;
    if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
      return new RunFailure(
          server + " refused the login; correct Username and Password, in the form it expects.", e);
    }
    if (e.getResultCode().equals(ResultCode.CONFIDENTIALITY_REQUIRED)
        || e.getResultCode().equals(ResultCode.STRONG_AUTH_REQUIRED)) {
      return new RunFailure(
          server + " takes logins on encrypted connections only; use LDAPS or StartTLS.", e);
    }
    if (!isConnectionLost(e)) {
      return new RunFailure(server + " refused the login: " + hint(e.getResultCode()) + ".", e);
    }
    return new RunFailure(server + " " + connectionHint(e) + ".", e);
  }

  private static String connectionHint(LDAPException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "has a name that cannot be resolved; correct Host";
      }
      if (cause instanceof SSLException) {
        return "has no certificate that this server trusts for that name; add its authority to"
            + " Trusted Certificates, or name the host as in the certificate";
      }
      if (cause instanceof ConnectException || cause instanceof SocketTimeoutException) {
        break;
      }
    }
    String text = String.valueOf(e.getMessage());
    if (text.contains("UnknownHost")) {
      return "has a name that cannot be resolved; correct Host";
    }
    if (text.contains("SSLHandshake")
        || text.contains("certificate")
        || text.contains("hostname")
        || text.contains("PKIX")) {
      return "has no certificate that this server trusts for that name; add its authority to"
          + " Trusted Certificates, or name the host as in the certificate";
    }
    return "cannot be reached; check Host, Port, the encryption settings and the network";
  }

  /** What a result means and what to do, without a full stop. */
  static String hint(ResultCode code) {
    String meaning =
        switch (code.intValue()) {
          case ResultCode.SIZE_LIMIT_EXCEEDED_INT_VALUE ->
              "it returned fewer objects than there are; raise the size limit for the user, or"
                  + " the limit for paged results";
          case ResultCode.TIME_LIMIT_EXCEEDED_INT_VALUE, ResultCode.TIMEOUT_INT_VALUE ->
              "it took longer than Search Timeout; raise the setting or the limit of the directory";
          case ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE ->
              "a limit of the directory was exceeded; raise it for the user";
          case ResultCode.REFERRAL_INT_VALUE ->
              "it referred to another server, and referrals are not followed; connect to that"
                  + " server";
          case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE ->
              "the user may not do that; give it the right";
          case ResultCode.NO_SUCH_OBJECT_INT_VALUE ->
              "there is no such entry, or the user may not see it";
          case ResultCode.OBJECT_CLASS_VIOLATION_INT_VALUE ->
              "an attribute is missing that the object class requires, or one is given that it"
                  + " does not allow";
          case ResultCode.INVALID_ATTRIBUTE_SYNTAX_INT_VALUE ->
              "a value does not have the form its attribute requires";
          case ResultCode.CONSTRAINT_VIOLATION_INT_VALUE ->
              "a value breaks a rule of the directory, such as a length or a uniqueness";
          case ResultCode.UNDEFINED_ATTRIBUTE_TYPE_INT_VALUE ->
              "an attribute is unknown to the directory; import the schema again";
          case ResultCode.NOT_ALLOWED_ON_NONLEAF_INT_VALUE ->
              "there are entries below it; delete them first";
          case ResultCode.NOT_ALLOWED_ON_RDN_INT_VALUE ->
              "an attribute that is part of the DN can only be changed by renaming; map the DN";
          case ResultCode.NAMING_VIOLATION_INT_VALUE -> "an entry of its kind may not be there";
          case ResultCode.INVALID_DN_SYNTAX_INT_VALUE -> "its DN is malformed";
          case ResultCode.UNWILLING_TO_PERFORM_INT_VALUE -> "the directory does not do that";
          case ResultCode.BUSY_INT_VALUE, ResultCode.UNAVAILABLE_INT_VALUE ->
              "the directory is busy; try again later";
          case ResultCode.SERVER_DOWN_INT_VALUE, ResultCode.CONNECT_ERROR_INT_VALUE ->
              "the connection was lost";
          default ->
              code.isConnectionUsable() ? "the directory refused" : "the connection was lost";
        };
    return meaning + " (" + code.getName() + ")";
  }
}
