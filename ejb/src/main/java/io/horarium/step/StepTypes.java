package io.horarium.step;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The step types this version runs: every {@link StepType} bean. */
@ApplicationScoped
public class StepTypes {

  /** Type of a step that names none (contract/jim.md 7.3). */
  public static final String DEFAULT = "RunProfile";

  private List<StepType> types = List.of();

  protected StepTypes() {}

  @Inject
  public StepTypes(@Any Instance<StepType> types) {
    this(types.stream().toList());
  }

  /** Exactly these types. */
  public StepTypes(List<StepType> types) {
    this.types = types.stream().sorted(Comparator.comparing(StepType::name)).toList();
  }

  /** The type of this name, in any case. */
  public Optional<StepType> find(String name) {
    return types.stream().filter(type -> type.name().equalsIgnoreCase(name.strip())).findFirst();
  }

  /** Wire names of all types, sorted. */
  public List<String> names() {
    return types.stream().map(StepType::name).toList();
  }
}
