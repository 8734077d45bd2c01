package io.horarium.connector;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Culture names such as {@code en-gb} (contract/jim-sync.md 2.3, setting Culture). */
public final class Cultures {

  private static final Set<Locale> KNOWN =
      Arrays.stream(Locale.getAvailableLocales()).collect(Collectors.toUnmodifiableSet());

  private Cultures() {}

  /**
   * The culture of this name: language, optionally with country, any case, {@code -} or {@code _}
   * between. Empty when the platform has no such culture; an unknown one must not quietly read
   * numbers in another way.
   */
  public static Optional<Locale> find(String name) {
    Locale locale = Locale.forLanguageTag(name.strip().replace('_', '-'));
    return locale.getLanguage().isEmpty() || !KNOWN.contains(locale)
        ? Optional.empty()
        : Optional.of(locale);
  }
}
