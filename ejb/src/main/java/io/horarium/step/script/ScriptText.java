package io.horarium.step.script;

import io.horarium.problem.RunFailure;
import io.horarium.step.ScriptRoots;
import io.horarium.step.StepSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The script of a step: its text, or the file that holds it.
 *
 * @param name shown with errors
 */
record ScriptText(String name, String source) {

  static final String INLINE = "scriptSource";

  /** Longer is not a script but data. */
  static final int LIMIT = 1 << 20;

  private static final String IDM_FOLDER = "script/";

  /**
   * Reads the script that is to run now.
   *
   * @throws RunFailure there is no such file
   */
  static ScriptText of(StepSettings settings, ScriptRoots roots) {
    if (settings.scriptSource() != null) {
      return new ScriptText(INLINE, settings.scriptSource());
    }
    Path file = roots.script("scriptPath", path(settings.scriptPath(), roots));
    try {
      if (Files.size(file) > LIMIT) {
        throw new RunFailure(
            "scriptPath '"
                + settings.scriptPath()
                + "' is larger than 1 MB, the most a script may have; split it.");
      }
      return new ScriptText(file.getFileName().toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new RunFailure(
          "scriptPath '" + settings.scriptPath() + "' is not UTF-8 text; save it as UTF-8.", e);
    } catch (IOException e) {
      throw new RunFailure(
          "scriptPath '" + settings.scriptPath() + "' cannot be read by the server.", e);
    }
  }

  /** Schedules of IDM name files from its home folder, {@code script/testlog.js} (seed 001). */
  static String path(String path, ScriptRoots roots) {
    return path.startsWith(IDM_FOLDER) && !roots.exists(path)
        ? path.substring(IDM_FOLDER.length())
        : path;
  }
}
