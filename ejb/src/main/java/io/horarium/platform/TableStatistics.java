package io.horarium.platform;

import java.util.List;

/**
 * The database's statistics about tables. A run may change a table from nothing to most of what
 * there is; the database itself comes by once a minute, and plans by what it knew until then.
 */
public final class TableStatistics {

  private TableStatistics() {}

  /**
   * Brings them up to date for those tables of which more than a tenth changed; joins the present
   * transaction. A table that is looked at by somebody else just now is left to them.
   */
  public static void refresh(Database database, List<String> tables) {
    // A small sample tells what matters here, how many rows there are of each system and run.
    database.update("set local default_statistics_target = 10");
    database
        .list(
            """
            select s.relname from pg_stat_user_tables s join pg_class c on c.oid = s.relid
            where s.schemaname = 'horarium' and s.relname = any (?::text[])
              and s.n_mod_since_analyze > 1000 + 0.1 * greatest(c.reltuples, 0)""",
            row -> row.getString(1),
            tables)
        .forEach(table -> database.update("analyze (skip_locked) horarium." + table));
  }
}
