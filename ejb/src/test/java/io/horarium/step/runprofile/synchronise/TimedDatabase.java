package io.horarium.step.runprofile.synchronise;

import io.horarium.platform.CopyRows;
import io.horarium.platform.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A database that sums up where the time goes, by statement. */
final class TimedDatabase extends Database {

  private final Map<String, long[]> times = new HashMap<>();

  TimedDatabase(DataSource dataSource) {
    super(dataSource);
  }

  /** The most expensive statements since the last call. */
  List<String> take() {
    List<String> lines = new ArrayList<>();
    times.entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue()[0], a.getValue()[0]))
        .limit(22)
        .forEach(
            e ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "   %7.3f s %6d  %s",
                        e.getValue()[0] / 1e9,
                        e.getValue()[1],
                        e.getKey())));
    times.clear();
    return lines;
  }

  private <T> T timed(String sql, Supplier<T> work) {
    long before = System.nanoTime();
    T result = work.get();
    long[] sum =
        times.computeIfAbsent(
            sql.strip()
                .replaceAll("\\s+", " ")
                .substring(0, Math.min(110, sql.strip().replaceAll("\\s+", " ").length())),
            s -> new long[2]);
    sum[0] += System.nanoTime() - before;
    sum[1]++;
    return result;
  }

  @Override
  public int update(String sql, Object... parameters) {
    return timed(sql, () -> super.update(sql, parameters));
  }

  @Override
  public <T> List<T> list(String sql, Row<T> row, Object... parameters) {
    return timed(sql, () -> super.list(sql, row, parameters));
  }

  @Override
  public <T> Optional<T> first(String sql, Row<T> row, Object... parameters) {
    return timed(sql, () -> super.first(sql, row, parameters));
  }

  @Override
  public long copy(String sql, CopyRows rows) {
    return timed(sql, () -> super.copy(sql, rows));
  }
}
