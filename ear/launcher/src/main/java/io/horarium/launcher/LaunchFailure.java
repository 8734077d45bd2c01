package io.horarium.launcher;

/** The start cannot go on. The message is one sentence for a person: the problem and the remedy. */
final class LaunchFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LaunchFailure(String sentence) {
    super(sentence);
  }

  LaunchFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
