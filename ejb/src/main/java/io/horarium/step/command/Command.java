package io.horarium.step.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that is needed to start one process.
 *
 * @param title what it is called in sentences: {@code Program 'notify'}
 * @param vector program and arguments, each as the process gets it
 * @param environment the whole of it
 * @param folder it starts in
 * @param timeout null for none but the step's own
 * @param exitCodes that mean success
 * @param errorsWarn whether lines on its error stream make its success a warning
 */
record Command(
    String title,
    List<String> vector,
    Map<String, String> environment,
    Path folder,
    Duration timeout,
    Set<Integer> exitCodes,
    boolean errorsWarn) {}
