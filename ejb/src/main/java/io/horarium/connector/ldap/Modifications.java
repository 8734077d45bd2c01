package io.horarium.connector.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.schema.Schema;
import io.horarium.connector.DataType;
import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportOperation.Op;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Attribute changes as the modifications of LDAP: all of an object in one request, unless there are
 * more values than a request shall have.
 *
 * @param limit values per request
 * @param placeholder member of groups without members, or null
 * @param required lower-case names of attributes the object must have
 */
@SuppressWarnings("ReferenceEquality") // the modification types of the library are constants
record Modifications(int limit, DN placeholder, Set<String> required, Schema schema) {

  private static final Set<String> MEMBERS = Set.of("member", "uniquemember");

  /** The requests, in order. */
  List<List<Modification>> requests(List<AttributeChange> changes) {
    List<Modification> all = new ArrayList<>();
    for (AttributeChange change : changes) {
      add(change, all);
    }
    List<List<Modification>> requests = new ArrayList<>();
    List<Modification> request = new ArrayList<>();
    int values = 0;
    for (Modification modification : all) {
      int more = Math.max(1, modification.getRawValues().length);
      if (values > 0 && values + more > limit) {
        requests.add(request);
        request = new ArrayList<>();
        values = 0;
      }
      request.add(modification);
      values += more;
    }
    if (!request.isEmpty()) {
      requests.add(request);
    }
    return requests;
  }

  private void add(AttributeChange change, List<Modification> into) {
    ASN1OctetString[] values = encoded(change);
    String name = change.attribute();
    boolean nothing = change.op() == Op.CLEAR || values.length == 0;
    if (nothing && (change.op() == Op.CLEAR || change.op() == Op.SET)) {
      ASN1OctetString[] rest =
          needsMember(name)
              ? new ASN1OctetString[] {new ASN1OctetString(placeholder.toString())}
              : new ASN1OctetString[0];
      into.add(new Modification(ModificationType.REPLACE, name, rest));
      return;
    }
    ModificationType type =
        switch (change.op()) {
          case SET, CLEAR -> ModificationType.REPLACE;
          case ADD -> ModificationType.ADD;
          case REMOVE -> ModificationType.DELETE;
        };
    for (int from = 0; from < values.length; from += limit) {
      into.add(new Modification(type, name, part(values, from)));
      if (type == ModificationType.REPLACE) {
        type = ModificationType.ADD; // the rest of a large value set
      }
    }
  }

  /**
   * The attributes of a new entry, each with as many values as one request shall have, and what has
   * to follow.
   *
   * @param into gets the attributes
   */
  List<List<Modification>> create(List<AttributeChange> changes, Entry into) {
    List<Modification> rest = new ArrayList<>();
    for (AttributeChange change : changes) {
      if (change.op() == Op.CLEAR || change.op() == Op.REMOVE) {
        continue;
      }
      ASN1OctetString[] values = encoded(change);
      if (values.length > 0) {
        into.addAttribute(new Attribute(change.attribute(), schema, part(values, 0)));
      }
      for (int from = limit; from < values.length; from += limit) {
        rest.add(new Modification(ModificationType.ADD, change.attribute(), part(values, from)));
      }
    }
    for (String name : MEMBERS) {
      if (needsMember(name) && !into.hasAttribute(name)) {
        into.addAttribute(name, placeholder.toString());
      }
    }
    List<List<Modification>> requests = new ArrayList<>();
    rest.forEach(modification -> requests.add(List.of(modification)));
    return requests;
  }

  /** The request with the placeholder as a further member; null when that cannot help. */
  List<Modification> withPlaceholder(List<Modification> request) {
    for (Modification modification : request) {
      String name = modification.getAttributeName();
      if (needsMember(name) && modification.getModificationType() == ModificationType.DELETE) {
        List<Modification> more = new ArrayList<>();
        more.add(new Modification(ModificationType.ADD, name, placeholder.toString()));
        more.addAll(request);
        return more;
      }
    }
    return null;
  }

  /** Takes the placeholder out of a group that has got members; may be empty. */
  List<Modification> withoutPlaceholder(List<AttributeChange> changes) {
    List<Modification> cleaning = new ArrayList<>();
    for (AttributeChange change : changes) {
      if (change.op() == Op.ADD && !change.values().isEmpty() && needsMember(change.attribute())) {
        cleaning.add(
            new Modification(ModificationType.DELETE, change.attribute(), placeholder.toString()));
      }
    }
    return cleaning;
  }

  /**
   * What of the request is still to be done to the entry: additions of what it has and removals of
   * what it has not fall out. May be empty.
   */
  List<Modification> open(List<Modification> request, Entry entry) {
    List<Modification> open = new ArrayList<>();
    for (Modification modification : request) {
      ModificationType type = modification.getModificationType();
      if (type != ModificationType.ADD && type != ModificationType.DELETE) {
        open.add(modification);
        continue;
      }
      Attribute present = entry.getAttribute(modification.getAttributeName());
      Attribute known =
          present == null ? null : new Attribute(present.getName(), schema, present.getRawValues());
      List<ASN1OctetString> values = new ArrayList<>();
      for (ASN1OctetString value : modification.getRawValues()) {
        boolean has = known != null && known.hasValue(value.getValue());
        if (has == (type == ModificationType.DELETE)) {
          values.add(value);
        }
      }
      if (!values.isEmpty()) {
        open.add(
            new Modification(
                type, modification.getAttributeName(), values.toArray(ASN1OctetString[]::new)));
      }
    }
    return open;
  }

  private boolean needsMember(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return placeholder != null && MEMBERS.contains(lower) && required.contains(lower);
  }

  private ASN1OctetString[] part(ASN1OctetString[] values, int from) {
    return java.util.Arrays.copyOfRange(values, from, Math.min(values.length, from + limit));
  }

  private static ASN1OctetString[] encoded(AttributeChange change) {
    return change.values().stream()
        .map(value -> encoded(change.type(), value))
        .toArray(ASN1OctetString[]::new);
  }

  private static ASN1OctetString encoded(DataType type, String value) {
    return switch (type) {
      case Binary -> new ASN1OctetString(Base64.getDecoder().decode(value));
      case Boolean -> new ASN1OctetString(value.toUpperCase(Locale.ROOT));
      case DateTime -> new ASN1OctetString(DirectoryTime.toGeneralized(Instant.parse(value)));
      default -> new ASN1OctetString(value);
    };
  }
}
