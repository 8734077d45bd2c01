package io.horarium.activity;

/**
 * One thing a step has to say about one of its objects: a line of output, a statement.
 *
 * @param externalId what the object is called where it comes from, for example a line number
 * @param displayName the text for a person
 * @param objectType kind of object, for example {@code stdout}; at most 200 characters
 * @param changeType wire name (contract/jim.md 15.4), {@code NotSet} when nothing was changed
 * @param errorType null when nothing was wrong
 * @param errorText at most 2000 characters are kept, or null
 * @param outcomeSummary at most 500 characters are kept, or null
 */
public record NewItem(
    String externalId,
    String displayName,
    String objectType,
    String changeType,
    String errorType,
    String errorText,
    String outcomeSummary) {

  /** An item about which there is nothing more to say than its text. */
  public static NewItem of(String externalId, String displayName, String objectType) {
    return new NewItem(externalId, displayName, objectType, "NotSet", null, null, null);
  }
}
