package io.horarium.step;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * What the type of a step needs to know (contract/jim.md 8.1, design.md 10.3). Which of it a type
 * reads is the type's business; a step keeps the rest, so that its type can be changed and changed
 * back. Null is "not given".
 *
 * @param scriptPath file of a PowerShell or Script step, at most 500 characters
 * @param arguments of a program or script, one text quoted as in a POSIX shell, at most 2000
 * @param executablePath name or path of a program of the catalogue, at most 500
 * @param workingDirectory folder a program starts in, at most 500
 * @param sqlConnection name of a data source of the catalogue, at most 500
 * @param sqlScriptPath file of an SqlScript step, at most 500
 * @param sqlText statements of an SqlScript step
 * @param sqlSingleTransaction true: all statements or none; null is false
 * @param scriptSource text of a Script step
 * @param scriptType language of a Script step, a MIME type such as {@code text/javascript}
 * @param context JSON text of the object a Script step is handed, as sent
 */
@Embeddable
public record StepSettings(
    @Column(name = "script_path", length = 500) String scriptPath,
    @Column(name = "arguments", length = 2000) String arguments,
    @Column(name = "executable_path", length = 500) String executablePath,
    @Column(name = "working_directory", length = 500) String workingDirectory,
    @Column(name = "sql_connection", length = 500) String sqlConnection,
    @Column(name = "sql_script_path", length = 500) String sqlScriptPath,
    @Column(name = "sql_text") String sqlText,
    @Column(name = "sql_single_transaction") Boolean sqlSingleTransaction,
    @Column(name = "script_source") String scriptSource,
    @Column(name = "script_type", length = 100) String scriptType,
    @Column(name = "script_context") String context) {

  /** Nothing is given. */
  public static final StepSettings NONE =
      new StepSettings(null, null, null, null, null, null, null, null, null, null, null);

  /** The columns, in the order of {@link #values}. */
  public static final String COLUMNS =
      """
      script_path, arguments, executable_path, working_directory, sql_connection, sql_script_path, sql_text,
      sql_single_transaction, script_source, script_type, script_context""";

  /** One value for each of {@link #COLUMNS}. */
  public List<Object> values() {
    return Arrays.asList(
        scriptPath,
        arguments,
        executablePath,
        workingDirectory,
        sqlConnection,
        sqlScriptPath,
        sqlText,
        sqlSingleTransaction,
        scriptSource,
        scriptType,
        context);
  }

  /** Reads {@link #COLUMNS} of a row. */
  public static StepSettings of(ResultSet row) throws SQLException {
    return new StepSettings(
        row.getString("script_path"),
        row.getString("arguments"),
        row.getString("executable_path"),
        row.getString("working_directory"),
        row.getString("sql_connection"),
        row.getString("sql_script_path"),
        row.getString("sql_text"),
        row.getObject("sql_single_transaction", Boolean.class),
        row.getString("script_source"),
        row.getString("script_type"),
        row.getString("script_context"));
  }
}
