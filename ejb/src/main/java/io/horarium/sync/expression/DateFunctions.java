package io.horarium.sync.expression;

import io.horarium.connector.DataType;
import io.horarium.connector.ValueForm;
import io.horarium.sync.value.Letters;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The functions of dates, all in UTC (contract/jim-sync.md 5.5). */
final class DateFunctions {

  private static final Instant FILE_TIME_ZERO = Instant.parse("1601-01-01T00:00:00Z");
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");
  private static final long TICKS_PER_SECOND = 10_000_000;
  private static final int NANOS_PER_TICK = 100;
  private static final BigDecimal NANOS_PER_HOUR = BigDecimal.valueOf(3_600_000_000_000L);

  private DateFunctions() {}

  static Object now(Inputs in) {
    return in.now();
  }

  static Object today(Inputs in) {
    return in.now().truncatedTo(ChronoUnit.DAYS);
  }

  /** The instant of a date, or of a text in ISO 8601; null when the text is none. */
  static Instant parse(String text) {
    String canonical = ValueForm.INVARIANT.canonical(DataType.DateTime, text);
    return canonical == null ? null : Instant.parse(canonical);
  }

  static Object formatDate(Object date, Object format) {
    return formatDate(date, DateFormat.checked(TextFunctions.text(format)));
  }

  static Object formatDate(Object date, DateFormat format) {
    if (date == null || (date instanceof String text && Letters.isBlank(text))) {
      return null;
    }
    Instant instant = date instanceof String text ? parse(text) : null;
    if (date instanceof Instant typed) {
      instant = typed;
    }
    if (instant == null) {
      throw new EvaluationFault(
          "FormatDate was given "
              + kind(date)
              + " that is no date; give a DateTime or a text in ISO 8601.");
    }
    return format.format(instant);
  }

  private static String kind(Object value) {
    if (value instanceof String) {
      return "a text";
    }
    return value instanceof List ? "a list" : "a value";
  }

  /** Ticks of 100 ns since 1601; null for null, blank, and what is no date after 1601. */
  static Object toFileTime(Object v) {
    if (v instanceof Number) {
      throw new EvaluationFault("ToFileTime was given a number; give a date.");
    }
    Instant instant = v instanceof String text ? parse(text) : null;
    if (v instanceof Instant typed) {
      instant = typed;
    }
    if (instant == null || instant.isBefore(FILE_TIME_ZERO)) {
      return null;
    }
    return (instant.getEpochSecond() - FILE_TIME_ZERO.getEpochSecond()) * TICKS_PER_SECOND
        + instant.getNano() / NANOS_PER_TICK;
  }

  /** The date of ticks since 1601; null for what is none. */
  static Object fromFileTime(Object v) {
    Long ticks = null;
    if (v instanceof Integer || v instanceof Long) {
      ticks = ((Number) v).longValue();
    } else if (v instanceof String text) {
      ticks = Numbers.parseLong(text);
    }
    if (ticks == null || ticks <= 0 || ticks == Long.MAX_VALUE) {
      return null;
    }
    Instant instant =
        FILE_TIME_ZERO
            .plusSeconds(ticks / TICKS_PER_SECOND)
            .plusNanos(ticks % TICKS_PER_SECOND * NANOS_PER_TICK);
    return instant.isBefore(AFTER_LAST) ? instant : null;
  }

  static Object addYears(Object date, Object n) {
    return shifted(date, n, ChronoUnit.YEARS);
  }

  static Object addMonths(Object date, Object n) {
    return shifted(date, n, ChronoUnit.MONTHS);
  }

  private static Object shifted(Object date, Object n, ChronoUnit unit) {
    LocalDateTime utc = utc(date);
    long count = Numbers.asLong(amount(n));
    try {
      return within(utc.plus(count, unit).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException | ArithmeticException e) {
      throw outOfYears();
    }
  }

  static Object addDays(Object date, Object n) {
    return shifted(date, n, 24);
  }

  static Object addHours(Object date, Object n) {
    return shifted(date, n, 1);
  }

  /** Fractions of a day or hour count. */
  private static Object shifted(Object date, Object n, int hours) {
    Instant from = utc(date).toInstant(ZoneOffset.UTC);
    try {
      BigDecimal nanos =
          new BigDecimal(amount(n).toString())
              .multiply(BigDecimal.valueOf(hours))
              .multiply(NANOS_PER_HOUR);
      BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
      return within(
          from.plus(Duration.ofSeconds(seconds[0].longValueExact(), seconds[1].longValue())));
    } catch (DateTimeException | ArithmeticException e) {
      throw outOfYears();
    }
  }

  private static Instant within(Instant instant) {
    if (instant.isBefore(FIRST) || !instant.isBefore(AFTER_LAST)) {
      throw outOfYears();
    }
    return instant;
  }

  private static EvaluationFault outOfYears() {
    return new EvaluationFault("The date leaves the years 1 to 9999; add less.");
  }

  private static Object amount(Object n) {
    if (n == null) {
      throw new EvaluationFault("There is nothing to add to the date; use ToInt, or test before.");
    }
    return n;
  }

  static Object year(Object date) {
    return utc(date).getYear();
  }

  static Object month(Object date) {
    return utc(date).getMonthValue();
  }

  static Object day(Object date) {
    return utc(date).getDayOfMonth();
  }

  private static LocalDateTime utc(Object date) {
    if (date instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    throw new EvaluationFault("There is no date to work with; test it with == null before.");
  }
}
