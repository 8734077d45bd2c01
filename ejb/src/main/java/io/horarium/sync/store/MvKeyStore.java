package io.horarium.sync.store;

import io.horarium.metaverse.MvDocument;
import io.horarium.metaverse.MvValue;
import io.horarium.platform.CopyRows;
import io.horarium.platform.Database;
import io.horarium.sync.engine.KeyWant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps look-up rows for exactly the attributes that matching rules use: what a rule newly uses is
 * filled in from the objects there are, what none uses any more is removed.
 */
@ApplicationScoped
public class MvKeyStore {

  static final String COPY =
      "copy horarium.mvo_key (mvo_id, mv_type_id, mv_attribute_id, value, value_lower) from stdin";

  private static final int PAGE = 5_000;

  private Database database;

  protected MvKeyStore() {}

  @Inject
  public MvKeyStore(Database database) {
    this.database = database;
  }

  /** Makes the rows there are those of {@code wanted} attributes. */
  public void keep(Set<Integer> wanted) {
    Set<Integer> kept =
        new HashSet<>(
            database.list(
                "select mv_attribute_id from horarium.mvo_key_attribute", row -> row.getInt(1)));
    List<Integer> useless = kept.stream().filter(id -> !wanted.contains(id)).toList();
    if (!useless.isEmpty()) {
      database.update(
          "delete from horarium.mvo_key where mv_attribute_id = any (?::integer[])", useless);
      database.update(
          "delete from horarium.mvo_key_attribute where mv_attribute_id = any (?::integer[])",
          useless);
    }
    List<Integer> missing = wanted.stream().filter(id -> !kept.contains(id)).toList();
    if (!missing.isEmpty()) {
      fill(missing);
      database.update(
          "insert into horarium.mvo_key_attribute select unnest(?::integer[])", missing);
    }
  }

  private void fill(List<Integer> attributes) {
    UUID[] last = {new UUID(0, 0)};
    int read;
    do {
      var rows = new CopyRows();
      read =
          database
              .list(
                  "select id, mv_type_id, attrs from horarium.mvo where id > ? order by id limit ?",
                  row -> {
                    last[0] = row.getObject(1, UUID.class);
                    Map<Integer, MvValue> values = MvDocument.values(row.getString(3));
                    for (Integer attribute : attributes) {
                      if (values.containsKey(attribute)) {
                        for (String value : values.get(attribute).values()) {
                          rows.column(last[0]).column(row.getInt(2)).column(attribute);
                          rows.column(value).column(KeyWant.lower(value)).endRow();
                        }
                      }
                    }
                    return last[0];
                  },
                  last[0],
                  PAGE)
              .size();
      database.copy(COPY, rows);
    } while (read == PAGE);
  }
}
