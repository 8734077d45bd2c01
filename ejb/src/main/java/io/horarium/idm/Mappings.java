package io.horarium.idm;

import io.horarium.idm.MappingStore.Joint;
import io.horarium.idm.MappingStore.SystemName;
import io.horarium.problem.RunFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the run profiles that a mapping of IDM, or a source of a liveSync, means (design.md 10.8):
 * the mappings of {@code conf/sync.json}, and one for each pair that a synchronisation rule joins,
 * {@code systemNameType_managedUser} or the reverse. Signs and case do not matter.
 */
@ApplicationScoped
public class Mappings {

  private ConfigFiles files;
  private MappingStore store;

  protected Mappings() {}

  @Inject
  public Mappings(ConfigFiles files, MappingStore store) {
    this.files = files;
    this.store = store;
  }

  private record Pair(SystemName system, boolean inbound) {}

  /**
   * The runs of a reconciliation: import and synchronise what comes in, synchronise and export what
   * goes out.
   *
   * @param mapping a name, or an object with source and target
   * @throws RunFailure it means nothing here, or a run profile is missing
   */
  List<RunTarget> reconciliation(JsonValue mapping) {
    Pair pair = pair(mapping);
    List<RunTarget> runs = new ArrayList<>();
    if (pair.inbound()) {
      runs.add(profile(pair.system(), "FullImport"));
    } else {
      // A reconciliation compares with what the target has by now.
      store.profile(pair.system(), "FullImport").ifPresent(runs::add);
    }
    runs.add(profile(pair.system(), "FullSynchronisation"));
    if (pair.inbound()) {
      store.profile(pair.system(), "Export").ifPresent(runs::add);
    } else {
      runs.add(profile(pair.system(), "Export"));
    }
    return runs;
  }

  /**
   * The runs of a liveSync: a delta import and a delta synchronisation.
   *
   * @param source such as {@code system/ldap/__ACCOUNT__}
   * @throws RunFailure it is not one, there is no such system, or a run profile is missing
   */
  List<RunTarget> liveSync(String source) {
    SystemName system =
        systemName(source)
            .flatMap(store::system)
            .orElseThrow(
                () ->
                    new RunFailure(
                        "source '"
                            + source
                            + "' names no connected system; write system/NAME/TYPE."));
    return List.of(profile(system, "DeltaImport"), profile(system, "DeltaSynchronisation"));
  }

  private RunTarget profile(SystemName system, String runType) {
    return store
        .profile(system, runType)
        .orElseThrow(
            () ->
                new RunFailure(
                    "The connected system '"
                        + system.name()
                        + "' has no run profile of the type "
                        + runType
                        + "; make one."));
  }

  private Pair pair(JsonValue mapping) {
    if (mapping instanceof JsonObject inline) {
      return pair(inline)
          .orElseThrow(
              () ->
                  new RunFailure(
                      "The mapping names no connected system as its source or target; write"
                          + " system/NAME/TYPE."));
    }
    if (!(mapping instanceof JsonString text)) {
      throw new RunFailure("mapping is missing; give the name of a mapping.");
    }
    String name = text.getString();
    return configured(name)
        .or(() -> ofRules(name))
        .orElseThrow(() -> new RunFailure("No such mapping: " + name));
  }

  private Optional<Pair> configured(String name) {
    Optional<String> text = files.other("sync");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (Invocation.parse(text.get()).get("mappings") instanceof JsonArray list) {
        for (JsonValue element : list) {
          if (element instanceof JsonObject mapping
              && mapping.get("name") instanceof JsonString known
              && known.getString().equals(name)) {
            return pair(mapping);
          }
        }
      }
      return Optional.empty();
    } catch (JsonException e) {
      throw new RunFailure("conf/sync.json is not a JSON object; correct the file.", e);
    }
  }

  private Optional<Pair> pair(JsonObject mapping) {
    Optional<SystemName> source = system(mapping.get("source"));
    return source.isPresent()
        ? source.map(system -> new Pair(system, true))
        : system(mapping.get("target")).map(system -> new Pair(system, false));
  }

  private Optional<SystemName> system(JsonValue value) {
    return value instanceof JsonString text
        ? systemName(text.getString()).flatMap(store::system)
        : Optional.empty();
  }

  private static Optional<String> systemName(String source) {
    String[] parts = source.split("/", -1);
    return parts.length >= 2 && parts[0].equals("system") && !parts[1].isBlank()
        ? Optional.of(parts[1])
        : Optional.empty();
  }

  private Optional<Pair> ofRules(String name) {
    String wanted = plain(name.replaceFirst("(?i)managedAlpha_", "managed"));
    for (Joint joint : store.joints()) {
      String system = "system" + plain(joint.system().name()) + plain(joint.objectType());
      String managed = "managed" + plain(joint.mvType());
      if (joint.inbound() && wanted.equals(system + managed)) {
        return Optional.of(new Pair(joint.system(), true));
      }
      if (!joint.inbound() && wanted.equals(managed + system)) {
        return Optional.of(new Pair(joint.system(), false));
      }
    }
    return Optional.empty();
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
