package io.horarium.connector.csv;

import io.horarium.connector.Cultures;
import io.horarium.connector.SettingValues;
import io.horarium.problem.InvalidInput;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of a file system, read into types (contract/jim-sync.md 2.3).
 *
 * @param filePath as the administrator wrote it, or null
 * @param typeColumn column that names each row's object type, or null
 * @param objectType the one object type of the file, or null
 * @param culture how numbers and dates are written, or null for none
 * @param multiValueDelimiter what separates the parts of a multi-valued cell; one or more
 *     characters
 */
record CsvSettings(
    String filePath,
    Mode mode,
    String typeColumn,
    String objectType,
    boolean stopOnFirstError,
    char delimiter,
    char quote,
    Charset encoding,
    Locale culture,
    String multiValueDelimiter) {

  static final String FILE_PATH = "File Path";
  static final String MODE = "Mode";
  static final String OBJECT_TYPE_COLUMN = "Object Type Column";
  static final String OBJECT_TYPE = "Object Type";
  static final String STOP_ON_FIRST_ERROR = "Stop On First Error";
  static final String DELIMITER = "Delimiter";
  static final String CULTURE = "Culture";
  static final String MULTI_VALUE_DELIMITER = "Multi-Value Delimiter";
  static final String ENCODING = "Encoding";
  static final String QUOTE_CHARACTER = "Quote Character";

  /** What the file is for; the texts are those of the drop-down. */
  enum Mode {
    IMPORT_ONLY("Import Only"),
    EXPORT_ONLY("Export Only"),
    BIDIRECTIONAL("Bidirectional");

    final String text;

    Mode(String text) {
      this.text = text;
    }

    static Mode of(String text) {
      for (Mode mode : values()) {
        if (mode.text.equals(text)) {
          return mode;
        }
      }
      throw InvalidInput.field(
          MODE, "Mode must be one of Import Only, Export Only and Bidirectional; choose one.");
    }
  }

  /**
   * Reads the settings.
   *
   * @throws InvalidInput keyed by setting name, with every setting that cannot be used
   */
  static CsvSettings of(SettingValues values) {
    Map<String, List<String>> errors = new LinkedHashMap<>();
    Mode mode = values.text(MODE).map(Mode::of).orElse(Mode.IMPORT_ONLY);
    char delimiter = character(values, DELIMITER, ',', errors);
    char quote = character(values, QUOTE_CHARACTER, '"', errors);
    if (delimiter == quote) {
      errors.putIfAbsent(
          QUOTE_CHARACTER,
          List.of("Quote Character is the same as Delimiter; use two different characters."));
    }
    Charset encoding = encoding(values, errors);
    Locale culture = culture(values, errors);
    if (!errors.isEmpty()) {
      throw InvalidInput.fields(errors);
    }
    return new CsvSettings(
        values.text(FILE_PATH).orElse(null),
        mode,
        values.text(OBJECT_TYPE_COLUMN).map(String::strip).orElse(null),
        values.text(OBJECT_TYPE).map(String::strip).orElse(null),
        values.checked(STOP_ON_FIRST_ERROR),
        delimiter,
        quote,
        encoding,
        culture,
        values.text(MULTI_VALUE_DELIMITER).orElse("|"));
  }

  /** A tab counts as a blank text, so it is written {@code \t}. */
  private static char character(
      SettingValues values, String name, char byDefault, Map<String, List<String>> errors) {
    String text = values.text(name).orElse(String.valueOf(byDefault));
    char c = text.equals("\\t") ? '\t' : text.charAt(0);
    boolean one = text.length() == 1 || text.equals("\\t");
    if (!one || c == '\r' || c == '\n' || c == 0 || Character.isSurrogate(c)) {
      errors.put(
          name,
          List.of(
              name + " must be exactly one character other than a line end; use \\t for a tab."));
    }
    return c;
  }

  private static Charset encoding(SettingValues values, Map<String, List<String>> errors) {
    String name = values.text(ENCODING).orElse("UTF-8");
    try {
      return Charset.forName(name.strip());
    } catch (IllegalArgumentException e) {
      errors.put(
          ENCODING,
          List.of(
              "Encoding '"
                  + name
                  + "' is not known; use a name such as UTF-8, UTF-16 or windows-1252."));
      return StandardCharsets.UTF_8;
    }
  }

  private static Locale culture(SettingValues values, Map<String, List<String>> errors) {
    String name = values.text(CULTURE).orElse(null);
    if (name == null) {
      return null;
    }
    Locale culture = Cultures.find(name).orElse(null);
    if (culture == null) {
      errors.put(
          CULTURE,
          List.of(
              "Culture '"
                  + name
                  + "' is not known; use a name such as en-gb, or leave it empty for numbers with"
                  + " a point and ISO dates."));
    }
    return culture;
  }
}
