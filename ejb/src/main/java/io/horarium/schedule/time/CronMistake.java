package io.horarium.schedule.time;

/**
 * A text is not a cron expression. The message says what is wrong and what to write instead, in the
 * middle of a sentence: it begins in lower case and has no full stop.
 */
public final class CronMistake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CronMistake(String message) {
    super(message, null, false, false);
  }
}
