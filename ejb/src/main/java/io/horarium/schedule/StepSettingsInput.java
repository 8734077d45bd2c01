package io.horarium.schedule;

import io.horarium.step.StepSettings;

/** {@link StepSettings} as a caller sends them, property by property. */
public record StepSettingsInput(
    Given<String> scriptPath,
    Given<String> arguments,
    Given<String> executablePath,
    Given<String> workingDirectory,
    Given<String> sqlConnection,
    Given<String> sqlScriptPath,
    Given<String> sqlText,
    Given<Boolean> sqlSingleTransaction,
    Given<String> scriptSource,
    Given<String> scriptType,
    Given<String> context) {

  /** Nothing is sent. */
  public static final StepSettingsInput ABSENT = of(StepSettings.NONE);

  /** Sends what is not null and leaves the rest out. */
  public static StepSettingsInput of(StepSettings settings) {
    return new StepSettingsInput(
        given(settings.scriptPath()),
        given(settings.arguments()),
        given(settings.executablePath()),
        given(settings.workingDirectory()),
        given(settings.sqlConnection()),
        given(settings.sqlScriptPath()),
        given(settings.sqlText()),
        given(settings.sqlSingleTransaction()),
        given(settings.scriptSource()),
        given(settings.scriptType()),
        given(settings.context()));
  }

  /** What {@code stored} becomes: absent keeps, null clears. */
  StepSettings over(StepSettings stored) {
    return new StepSettings(
        scriptPath.or(stored.scriptPath()),
        arguments.or(stored.arguments()),
        executablePath.or(stored.executablePath()),
        workingDirectory.or(stored.workingDirectory()),
        sqlConnection.or(stored.sqlConnection()),
        sqlScriptPath.or(stored.sqlScriptPath()),
        sqlText.or(stored.sqlText()),
        sqlSingleTransaction.or(stored.sqlSingleTransaction()),
        scriptSource.or(stored.scriptSource()),
        scriptType.or(stored.scriptType()),
        context.or(stored.context()));
  }

  private static <T> Given<T> given(T value) {
    return value == null ? Given.absent() : Given.of(value);
  }
}
