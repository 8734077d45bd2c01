package io.horarium.step;

/**
 * Why a step cannot be saved.
 *
 * @param field property of the step as the wire calls it, for example {@code executablePath}
 * @param problem what is wrong and what to do, to be read after the name of the field, without a
 *     full stop: {@code is required for an Executable step; give the name of a program}
 */
public record FieldProblem(String field, String problem) {}
