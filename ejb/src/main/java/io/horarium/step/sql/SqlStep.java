package io.horarium.step.sql;

import io.horarium.activity.ActivityStore;
import io.horarium.problem.RunFailure;
import io.horarium.step.FieldProblem;
import io.horarium.step.ScriptRoots;
import io.horarium.step.StepContext;
import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The step that runs SQL against a data source of the catalogue: a file below the script folders,
 * or the text of the step itself (design.md 10.3 to 10.5).
 */
@ApplicationScoped
public class SqlStep implements StepType {

  private static final long LARGEST = 50_000_000;

  private DataSourceCatalogue catalogue;
  private ScriptRoots scripts;
  private ActivityStore activities;

  protected SqlStep() {}

  @Inject
  public SqlStep(DataSourceCatalogue catalogue, ScriptRoots scripts, ActivityStore activities) {
    this.catalogue = catalogue;
    this.scripts = scripts;
    this.activities = activities;
  }

  @Override
  public String name() {
    return "SqlScript";
  }

  @Override
  public String label(StepSettings settings) {
    return settings.sqlScriptPath() != null ? settings.sqlScriptPath() : "SQL statements";
  }

  @Override
  public List<FieldProblem> check(StepSettings settings) {
    List<FieldProblem> problems = new ArrayList<>();
    String connection = connectionProblem(settings.sqlConnection());
    if (connection != null) {
      problems.add(new FieldProblem("sqlConnectionString", connection));
    }
    String path = settings.sqlScriptPath();
    String text = settings.sqlText();
    if (blank(path) && blank(text)) {
      problems.add(
          new FieldProblem(
              "sqlScriptPath",
              "or sqlText is required for an SqlScript step; give the path of a script below "
                  + scripts.roots().get(0)
                  + ", or the statements as sqlText"));
    } else if (!blank(path) && !blank(text)) {
      problems.add(
          new FieldProblem("sqlText", "is given together with sqlScriptPath; give one of them"));
    } else if (blank(text)) {
      scripts
          .problem(path)
          .ifPresent(problem -> problems.add(new FieldProblem("sqlScriptPath", problem)));
    } else {
      try {
        refuseControl(SqlSplitter.split(text), settings);
      } catch (IllegalArgumentException e) {
        problems.add(new FieldProblem("sqlText", e.getMessage()));
      }
    }
    return problems;
  }

  private String connectionProblem(String name) {
    if (blank(name)) {
      return "is required for an SqlScript step; give the name of a data source of the catalogue";
    }
    try {
      return catalogue.find(name.strip()).isPresent()
          ? null
          // not repeated: a connection string would hold a password
          : "is no data source of the catalogue; give a name listed by"
              + " /api/v1/catalogue/datasources, or have it added to "
              + catalogue.path();
    } catch (RunFailure e) {
      return "cannot be looked up. " + e.getMessage().replaceAll("\\.$", "");
    }
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  @Override
  public List<String> warnings(StepSettings settings) {
    List<String> warnings = new ArrayList<>();
    try {
      if (catalogue.find(settings.sqlConnection().strip()).isEmpty()) {
        warnings.add(gone().getMessage());
      }
    } catch (RunFailure e) {
      warnings.add(e.getMessage());
    }
    if (blank(settings.sqlText()) && !scripts.exists(settings.sqlScriptPath())) {
      warnings.add(
          "The script '"
              + settings.sqlScriptPath()
              + "' is not there on this server; the step fails until it is.");
    }
    return warnings;
  }

  @Override
  public StepWork work(StepContext context) {
    StepSettings settings = context.settings();
    SourceEntry source = catalogue.find(settings.sqlConnection().strip()).orElseThrow(this::gone);
    boolean single = Boolean.TRUE.equals(settings.sqlSingleTransaction());
    List<SqlStatement> statements;
    try {
      statements = SqlSplitter.split(text(settings));
      refuseControl(statements, settings);
    } catch (IllegalArgumentException e) {
      throw new RunFailure(
          (blank(settings.sqlText())
                  ? "The script '" + settings.sqlScriptPath() + "' "
                  : "sqlText ")
              + e.getMessage()
              + ".",
          e);
    }
    return new SqlWork(
        context,
        activities,
        statements,
        single,
        () -> SqlSession.open(source, catalogue.path().getParent(), single));
  }

  /** A script that ends its transaction itself cannot be run as one. */
  private static void refuseControl(List<SqlStatement> statements, StepSettings settings) {
    if (Boolean.TRUE.equals(settings.sqlSingleTransaction())) {
      statements.stream()
          .filter(SqlStatement::controlsTransaction)
          .findFirst()
          .ifPresent(
              statement -> {
                throw new IllegalArgumentException(
                    "has "
                        + statement.words()
                        + " in line "
                        + statement.line()
                        + ", which cannot be part of a single transaction; remove it or set"
                        + " sqlSingleTransaction to false");
              });
    }
  }

  private String text(StepSettings settings) {
    if (!blank(settings.sqlText())) {
      return settings.sqlText();
    }
    Path script = scripts.script("sqlScriptPath", settings.sqlScriptPath());
    try {
      if (Files.size(script) > LARGEST) {
        throw new RunFailure(
            "The script '"
                + settings.sqlScriptPath()
                + "' is larger than 50 MB; split it, or load data by an import.");
      }
      return Files.readString(script);
    } catch (IOException e) {
      throw new RunFailure(
          "The script '"
              + settings.sqlScriptPath()
              + "' cannot be read as UTF-8; check its permissions and save it as UTF-8.",
          e);
    }
  }

  private RunFailure gone() {
    return new RunFailure(
        "The data source of the step is not in the catalogue any more; add it to "
            + catalogue.path()
            + " or change sqlConnectionString of the step.");
  }
}
