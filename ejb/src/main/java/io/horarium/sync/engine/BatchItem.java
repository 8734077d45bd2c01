package io.horarium.sync.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one batch has to say about one of its objects: the change type is the root cause, everything
 * that followed from it is counted in the summary (contract/sync-engine.md 13).
 */
public final class BatchItem {

  /** Root causes, the strongest first; the names are those of the wire. */
  public enum Cause {
    Projected,
    Joined,
    Disconnected,
    DisconnectedOutOfScope,
    OutOfScopeRetainJoin,
    Deleted,
    AttributeFlow,
    PendingExport,
    NotSet
  }

  private final Map<String, Integer> outcomes = new LinkedHashMap<>();
  private Cause cause = Cause.NotSet;
  private String errorType;
  private String errorText;
  private UUID mvoId;

  /** Names a cause; the strongest one stays. */
  void cause(Cause newCause) {
    if (newCause.compareTo(cause) < 0) {
      cause = newCause;
    }
  }

  /** Counts something that was brought about. */
  void outcome(String name, int count) {
    outcomes.merge(name, count, Integer::sum);
  }

  /** Names an error; the first one stays. */
  void error(String type, String text) {
    if (errorType == null) {
      errorType = type;
      errorText = text;
    } else if (!errorText.contains(text)) {
      errorText = errorText + ' ' + text;
    }
  }

  void about(UUID metaverseObject) {
    mvoId = metaverseObject;
  }

  /** Whether there is anything to say. */
  public boolean told() {
    return cause != Cause.NotSet || errorType != null;
  }

  public Cause cause() {
    return cause;
  }

  public String errorType() {
    return errorType;
  }

  public String errorText() {
    return errorText;
  }

  /** The metaverse object it is about, or null. */
  public UUID mvoId() {
    return mvoId;
  }

  /** For example {@code Projected:1,AttributeFlow:12}; null when nothing was brought about. */
  public String summary() {
    return outcomes.isEmpty()
        ? null
        : outcomes.entrySet().stream()
            .map(entry -> entry.getKey() + ":" + entry.getValue())
            .collect(Collectors.joining(","));
  }
}
