package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;

/**
 * One spelling for every distinguished name (RFC 4514): blanks around separators and needless
 * escapes go, the case of what is written stays. Names that differ in case only are one name in
 * nearly every directory, so they are compared by {@link #key}.
 */
public final class DnForm {

  private DnForm() {}

  /** The spelling in which the connector gives names away; what is no DN stays as it is. */
  public static String canonical(String text) {
    if (isPlain(text)) {
      return text;
    }
    try {
      return new DN(text).toMinimallyEncodedString();
    } catch (LDAPException e) {
      return text;
    }
  }

  /** What two spellings of one name have in common; what is no DN is only put in lower case. */
  public static String key(String text) {
    try {
      return new DN(text).toNormalizedString();
    } catch (LDAPException e) {
      return Directory.lower(text);
    }
  }

  /** Whether both texts are the same name. */
  public static boolean same(String one, String other) {
    return one.equals(other) || key(one).equals(key(other));
  }

  /** Nothing in it that another spelling could say otherwise; true of nearly every name. */
  private static boolean isPlain(String text) {
    char before = ',';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '"' || c == '+' || c == ';' || c == '#' || c == '<' || c > 126) {
        return false;
      }
      if (c == ' ' && (before == ',' || before == '=' || before == ' ')) {
        return false;
      }
      if (before == ' ' && (c == ',' || c == '=')) {
        return false;
      }
      before = c;
    }
    return before != ' ';
  }
}
