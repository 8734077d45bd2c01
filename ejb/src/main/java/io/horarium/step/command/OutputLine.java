package io.horarium.step.command;

/**
 * One line a process wrote.
 *
 * @param stream {@code stdout} or {@code stderr}; {@code note} for what we say about them
 * @param number of the line in its stream, from 1
 */
record OutputLine(String stream, long number, String text) {

  static final String STDOUT = "stdout";
  static final String STDERR = "stderr";
  static final String NOTE = "note";
}
