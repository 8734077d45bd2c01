package io.horarium.launcher;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line in which the application, at its very first start, tells its first API key. */
final class FirstKey {

  private static final Pattern LINE =
      Pattern.compile("\\bHORARIUM-FIRST-API-KEY (jim_ak_[0-9a-f]{64})\\b");

  private FirstKey() {}

  static Optional<String> in(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
