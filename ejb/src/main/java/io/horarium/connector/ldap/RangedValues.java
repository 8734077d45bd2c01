package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.horarium.problem.RunFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Completes attributes of which Active Directory returned only the first values, named like {@code
 * member;range=0-1499}. Taking them as they are would lose members.
 */
final class RangedValues {

  private static final Pattern RANGE =
      Pattern.compile("(.+);range=(\\d+)-(\\d+|\\*)", Pattern.CASE_INSENSITIVE);

  private RangedValues() {}

  /** The entry with all values of such attributes; the entry itself when it has none. */
  static Entry complete(LDAPConnection connection, SearchResultEntry entry) {
    Entry whole = null;
    for (Attribute attribute : entry.getAttributes()) {
      Matcher range = RANGE.matcher(attribute.getName());
      if (range.matches()) {
        whole = whole == null ? entry.duplicate() : whole;
        whole.removeAttribute(attribute.getName());
        String name = range.group(1);
        whole.addAttribute(new Attribute(name, attribute.getRawValues()));
        String end = range.group(3);
        while (!end.equals("*")) {
          Attribute more = next(connection, entry.getDN(), name, Long.parseLong(end) + 1);
          whole.addAttribute(new Attribute(name, more.getRawValues()));
          Matcher further = RANGE.matcher(more.getName());
          end = further.matches() ? further.group(3) : "*";
        }
      }
    }
    return whole == null ? entry : whole;
  }

  private static Attribute next(LDAPConnection connection, String dn, String name, long from) {
    try {
      SearchResultEntry part = connection.getEntry(dn, name + ";range=" + from + "-*");
      if (part != null) {
        for (Attribute attribute : part.getAttributes()) {
          if (attribute.getBaseName().equalsIgnoreCase(name)) {
            return attribute;
          }
        }
      }
    } catch (LDAPException e) {
      throw LdapFailures.reading("The attribute '" + name + "' of an entry", e);
    }
    throw new RunFailure(
        "The attribute '"
            + name
            + "' of an entry could not be read to the end, because the entry changed meanwhile; run"
            + " again.");
  }
}
