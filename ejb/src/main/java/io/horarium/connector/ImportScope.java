package io.horarium.connector;

import java.util.List;
import java.util.Optional;

/**
 * What a run reads or writes.
 *
 * @param filePath the run profile's file, as the administrator wrote it; null: the one of the
 *     settings
 * @param objectTypes selected types, each with its selected attributes
 * @param partitions the selected partitions, or the only one of the run profile; empty for
 *     connectors without partitions
 */
public record ImportScope(
    String filePath, List<ObjectTypeScope> objectTypes, List<PartitionScope> partitions) {

  public ImportScope {
    objectTypes = List.copyOf(objectTypes);
    partitions = List.copyOf(partitions);
  }

  /** A scope without partitions. */
  public ImportScope(String filePath, List<ObjectTypeScope> objectTypes) {
    this(filePath, objectTypes, List.of());
  }

  /** The selected type of exactly this name. */
  public Optional<ObjectTypeScope> objectType(String name) {
    return objectTypes.stream().filter(t -> t.name().equals(name)).findFirst();
  }

  /** The same with another file. */
  public ImportScope withFilePath(String path) {
    return new ImportScope(path, objectTypes, partitions);
  }

  /** The same with other partitions. */
  public ImportScope withPartitions(List<PartitionScope> others) {
    return new ImportScope(filePath, objectTypes, others);
  }

  /**
   * One selected object type.
   *
   * @param anchor name of the anchor (external id) attribute; always one of {@code attributes}
   * @param secondaryId name of the secondary id attribute, or null
   */
  public record ObjectTypeScope(
      int id, String name, String anchor, String secondaryId, List<AttributeScope> attributes) {

    public ObjectTypeScope {
      attributes = List.copyOf(attributes);
    }

    /** The selected attribute of exactly this name. */
    public Optional<AttributeScope> attribute(String attributeName) {
      return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
    }
  }

  /** One selected attribute. */
  public record AttributeScope(int id, String name, DataType type, boolean multiValued) {}

  /**
   * One partition.
   *
   * @param externalId what the source calls it (DN of the naming context)
   * @param containers those with a choice, in no order; without a selected one the whole partition
   *     is meant, and only the excluded ones are left out
   */
  public record PartitionScope(int id, String externalId, List<ContainerScope> containers) {

    public PartitionScope {
      containers = List.copyOf(containers);
    }
  }

  /**
   * A container that was selected or excluded. The most specific one above an object decides.
   *
   * @param externalId what the source calls it (its DN)
   * @param included false: what is in it is left out
   * @param subtree everything below; false: only what lies directly in it. An exclusion is always
   *     for everything below
   */
  public record ContainerScope(String externalId, boolean included, boolean subtree) {}
}
