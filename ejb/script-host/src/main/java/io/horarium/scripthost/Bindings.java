package io.horarium.scripthost;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SerializableCallable;
import org.mozilla.javascript.Undefined;

/**
 * What a script finds beside the language (contract/openidm-scheduler.md 11): {@code logger},
 * {@code identityServer}, {@code java.lang.System.out.println} and {@code
 * java.lang.System.currentTimeMillis} by these names only, and the names of {@code openidm}, which
 * say that they are not available. All of it is plain JavaScript objects of the run's own scope.
 */
final class Bindings {

  private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");
  private static final List<String> OPENIDM =
      List.of(
          "create",
          "read",
          "update",
          "patch",
          "delete",
          "query",
          "action",
          "encrypt",
          "decrypt",
          "isEncrypted",
          "hash",
          "isHashed",
          "matches");
  private static final List<String> LOCATIONS =
      List.of("getInstallLocation", "getProjectLocation", "getWorkingLocation");
  private static final Pattern PLACEHOLDER = Pattern.compile("&\\{([^{}]*)}");

  private final Context context;
  private final Scriptable scope;
  private final Output output;
  private final Map<String, String> properties;

  Bindings(Context context, Scriptable scope, Output output, Map<String, String> properties) {
    this.context = context;
    this.scope = scope;
    this.output = output;
    this.properties = properties;
  }

  /** Defines everything; earlier globals of the same names are replaced. */
  void define() {
    Scriptable logger = object();
    for (String level : LEVELS) {
      function(logger, level, arguments -> log(level, arguments));
    }
    global("logger", logger);

    Scriptable identityServer = object();
    function(identityServer, "getProperty", this::property);
    LOCATIONS.forEach(name -> unavailable(identityServer, "identityServer", name));
    global("identityServer", identityServer);

    Scriptable openidm = object();
    OPENIDM.forEach(name -> unavailable(openidm, "openidm", name));
    global("openidm", openidm);

    Scriptable out = object();
    function(out, "println", arguments -> println(arguments));
    Scriptable system = object();
    ScriptableObject.putProperty(system, "out", out);
    function(system, "currentTimeMillis", arguments -> (double) System.currentTimeMillis());
    Scriptable lang = object();
    ScriptableObject.putProperty(lang, "System", system);
    Scriptable java = object();
    ScriptableObject.putProperty(java, "lang", lang);
    global("java", java);
  }

  private Object log(String level, Object[] arguments) {
    StringBuilder line = new StringBuilder();
    String pattern = arguments.length == 0 ? "" : text(arguments[0]);
    int next = 1;
    int from = 0;
    for (int at; (at = pattern.indexOf("{}", from)) >= 0 && next < arguments.length; ) {
      line.append(pattern, from, at).append(text(arguments[next++]));
      from = at + 2;
    }
    line.append(pattern, from, pattern.length());
    // What has no place of its own is an exception as a rule: nothing that was passed is lost.
    for (Object rest :
        Arrays.asList(arguments).subList(Math.min(next, arguments.length), arguments.length)) {
      line.append(' ').append(text(rest));
    }
    output.line(level, line.toString());
    return Undefined.instance;
  }

  private Object println(Object[] arguments) {
    output.line("out", arguments.length == 0 ? "" : text(arguments[0]));
    return Undefined.instance;
  }

  private Object property(Object[] arguments) {
    if (arguments.length == 0) {
      return null;
    }
    String value = properties.get(Context.toString(arguments[0]));
    if (value == null) {
      return arguments.length > 1 ? arguments[1] : null;
    }
    boolean substitute = arguments.length > 2 && Context.toBoolean(arguments[2]);
    return substitute ? substituted(value) : value;
  }

  private String substituted(String value) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(properties.getOrDefault(found.group(1), found.group())));
  }

  private void unavailable(Scriptable owner, String ownerName, String name) {
    function(
        owner,
        name,
        arguments -> {
          throw ScriptRuntime.constructError(
              "Error",
              ownerName
                  + "."
                  + name
                  + " is not available in scripts of this version; use a step of the matching type"
                  + " instead.");
        });
  }

  private String text(Object value) {
    if (value instanceof Scriptable error && error.getClassName().equals("Error")) {
      Object stack = ScriptableObject.getProperty(error, "stack");
      String trace = stack instanceof CharSequence ? "\n" + stack.toString().stripTrailing() : "";
      return Context.toString(error) + trace;
    }
    if (value instanceof Scriptable && !(value instanceof org.mozilla.javascript.Function)) {
      try {
        Object json = NativeJSON.stringify(context, scope, value, null, null);
        if (json instanceof CharSequence) {
          return json.toString();
        }
      } catch (RhinoException e) {
        // A cycle, or a toJSON that throws: the plain text will do.
        return Context.toString(value);
      }
    }
    return Context.toString(value);
  }

  private Scriptable object() {
    return context.newObject(scope);
  }

  private void global(String name, Object value) {
    ScriptableObject.putProperty(scope, name, value);
  }

  private void function(Scriptable owner, String name, Body body) {
    SerializableCallable call = (cx, callScope, self, arguments) -> body.call(arguments);
    ScriptableObject.putProperty(owner, name, new LambdaFunction(scope, name, 0, call));
  }

  /** What a function does with its arguments. */
  @FunctionalInterface
  private interface Body {
    Object call(Object[] arguments);
  }
}
