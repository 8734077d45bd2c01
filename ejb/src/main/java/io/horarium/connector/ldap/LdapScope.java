package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.schema.Schema;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scope brought together with the directory it is for. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LdapScope(
    Directory directory,
    Schema schema,
    SchemaClasses classes,
    List<ContainerFilter> partitions,
    Map<String, EntryValues> values,
    String[] requested) {

  static LdapScope of(
      ImportScope scope, Schema schema, Directory directory, LdapSettings settings) {
    if (scope.partitions().isEmpty()) {
      throw new RunFailure(
          "No partition is selected; import the hierarchy and select a partition.");
    }
    String placeholder =
        directory.isActiveDirectory() || settings.placeholder() == null
            ? null
            : settings.placeholder().toNormalizedString();
    Map<String, EntryValues> values = new HashMap<>();
    for (ObjectTypeScope type : scope.objectTypes()) {
      values.put(type.name(), new EntryValues(type, placeholder));
    }
    List<ContainerFilter> partitions = new ArrayList<>();
    scope.partitions().forEach(partition -> partitions.add(new ContainerFilter(partition)));
    return new LdapScope(
        directory,
        schema,
        SchemaClasses.of(schema, scope),
        List.copyOf(partitions),
        values,
        EntryValues.requested(scope.objectTypes()));
  }

  /** The partition that holds an entry of this name in scope. */
  Optional<ContainerFilter> partitionOf(DN dn) {
    return partitions.stream().filter(partition -> partition.includes(dn)).findFirst();
  }

  /** Whether the name lies in one of the partitions, in scope or not. */
  boolean isInPartitions(DN dn) {
    return partitions.stream().anyMatch(p -> ContainerFilter.isAtOrBelow(dn, p.root()));
  }
}
