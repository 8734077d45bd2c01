package io.horarium.sync.pendingexport;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connector.DataType;
import io.horarium.connector.ValueForm;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides whether two values of an attribute are the same: the one place that the effective view of
 * synchronisation, the confirmation of exports and the echo rule ask (contract/sync-engine.md 7.2,
 * 17.5; ADR 0015).
 *
 * <p>Text is compared exactly; numbers, decimals, dates, Booleans, guids and binary values by what
 * they mean, however they are written; DNs as DNs, for which escapes, blanks between their parts
 * and the case of letters do not matter, as directories themselves compare them. References of a
 * known target are compared by that target, not here; these are for their texts.
 */
public enum ValueEquality {
  /** Text to the letter. */
  EXACT(null),
  /** Typed values by their canonical text. */
  NUMBER(DataType.Number),
  LONG_NUMBER(DataType.LongNumber),
  DECIMAL(DataType.Decimal),
  DATE_TIME(DataType.DateTime),
  BOOLEAN(DataType.Boolean),
  GUID(DataType.Guid),
  BINARY(DataType.Binary),
  /** Distinguished names (RFC 4514). */
  DISTINGUISHED_NAME(null);

  private final DataType type;

  ValueEquality(DataType type) {
    this.type = type;
  }

  /**
   * The equality of an attribute.
   *
   * @param standard of the system's schema: with Ldap, references and secondary ids are DNs
   * @param secondaryId whether the attribute is the secondary id of its object type
   */
  public static ValueEquality of(DataType type, SchemaStandard standard, boolean secondaryId) {
    return of(type, standard == SchemaStandard.Ldap && (secondaryId || type == DataType.Reference));
  }

  /** The equality of values of a type, or of DNs. */
  public static ValueEquality of(DataType type, boolean distinguishedName) {
    if (distinguishedName) {
      return DISTINGUISHED_NAME;
    }
    return switch (type) {
      case Text, NotSet, Reference -> EXACT;
      case Number -> NUMBER;
      case LongNumber -> LONG_NUMBER;
      case Decimal -> DECIMAL;
      case DateTime -> DATE_TIME;
      case Boolean -> BOOLEAN;
      case Guid -> GUID;
      case Binary -> BINARY;
    };
  }

  /** Whether both are the same value; null is no value and the same as null only. */
  public boolean same(String one, String other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.equals(other) || (this != EXACT && key(one).equals(key(other)));
  }

  /**
   * A text that two values share exactly when they are the same; for sets. A text that is no value
   * of the type stands for itself.
   */
  public String key(String value) {
    if (this == EXACT) {
      return value;
    }
    if (this == DISTINGUISHED_NAME) {
      try {
        return DN.normalize(value);
      } catch (LDAPException e) {
        return value; // no DN: equal to itself only
      }
    }
    String canonical = ValueForm.INVARIANT.canonical(type, value);
    return canonical == null ? value : canonical;
  }

  /** The keys of values, for attributes with many of them. */
  public Set<String> keys(Collection<String> values) {
    Set<String> keys = new HashSet<>(values.size() * 2);
    values.forEach(value -> keys.add(key(value)));
    return keys;
  }

  /** Whether the value is among these; for attributes with few. */
  public boolean contains(Collection<String> values, String value) {
    for (String candidate : values) {
      if (same(candidate, value)) {
        return true;
      }
    }
    return false;
  }
}
