package io.horarium.scripthost;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.json.JsonParser;

/** One request of the node: a script to run in a scope of its own, or only to parse. */
final class ScriptRun {

  private static final int RESULT_LIMIT = 100_000;
  private static final int MESSAGE_LIMIT = 4_000;

  private final Frames frames;
  private final Scriptable request;

  ScriptRun(Frames frames, String request) {
    this.frames = frames;
    this.request =
        (Scriptable)
            new Sandbox(Long.MAX_VALUE, Integer.MAX_VALUE)
                .call(cx -> json(cx, cx.initSafeStandardObjects(), request));
  }

  /** The last event of the request: a result or an error. */
  Event answer() {
    Sandbox sandbox = new Sandbox(number("statements"), number("millis"));
    try {
      return sandbox.call(cx -> text("do").equals("check") ? check(cx) : run(cx));
    } catch (LimitReached e) {
      return new Event("error").with("kind", e.kind()).with("script", name());
    } catch (EvaluatorException e) {
      return described(e, "syntax");
    } catch (RhinoException e) {
      return described(e, "script");
    } catch (StackOverflowError e) {
      return new Event("error")
          .with("kind", "script")
          .with("script", name())
          .with("message", "The script is nested too deeply.");
    } catch (ClassCastException | IllegalArgumentException e) {
      return new Event("error")
          .with("kind", "script")
          .with("script", name())
          .with("message", "The script engine could not carry out the script: " + e.getMessage());
    }
  }

  private Event check(Context cx) {
    cx.compileString(text("source"), name(), 1, null);
    return new Event("result");
  }

  private Event run(Context cx) {
    ScriptableObject scope = cx.initSafeStandardObjects();
    globals(cx, scope);
    new Bindings(
            cx,
            scope,
            new Output(frames, number("maxLines"), number("maxCharacters")),
            properties())
        .define();
    Object value;
    try {
      value = cx.evaluateString(scope, text("source"), name(), 1, null);
    } catch (JavaScriptException e) {
      return described(e, "script", thrown(cx, scope, e));
    }
    return new Event("result").with("value", result(cx, scope, value));
  }

  private void globals(Context cx, ScriptableObject scope) {
    Object globals = json(cx, scope, text("globals"));
    if (globals instanceof Scriptable object) {
      for (Object id : object.getIds()) {
        String key = id.toString();
        ScriptableObject.defineProperty(
            scope, key, ScriptableObject.getProperty(object, key), ScriptableObject.EMPTY);
      }
    }
  }

  private static String result(Context cx, Scriptable scope, Object value) {
    if (value == null || Undefined.isUndefined(value)) {
      return null;
    }
    String text;
    try {
      Object json = NativeJSON.stringify(cx, scope, value, null, null);
      text = Undefined.isUndefined(json) ? Context.toString(value) : Context.toString(json);
    } catch (RhinoException e) {
      text = Context.toString(value);
    }
    return text.length() <= RESULT_LIMIT ? text : text.substring(0, RESULT_LIMIT) + " …";
  }

  /** What was thrown; objects that are no errors, as scripts of IDM throw them, as JSON. */
  private static String thrown(Context cx, Scriptable scope, JavaScriptException e) {
    return e.getValue() instanceof Scriptable object && !object.getClassName().equals("Error")
        ? result(cx, scope, object)
        : e.details();
  }

  private Event described(RhinoException e, String kind) {
    return described(e, kind, e.details());
  }

  private Event described(RhinoException e, String kind, String details) {
    String message = details;
    if (message != null && message.length() > MESSAGE_LIMIT) {
      message = message.substring(0, MESSAGE_LIMIT) + " …";
    }
    Event event =
        new Event("error")
            .with("kind", kind)
            .with("script", e.sourceName() == null ? name() : e.sourceName())
            .with("message", message);
    if (e.lineNumber() > 0) {
      event.with("line", e.lineNumber());
    }
    if (e.columnNumber() > 0) {
      event.with("column", e.columnNumber());
    }
    return event;
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    Scriptable object = (Scriptable) ScriptableObject.getProperty(request, "properties");
    for (Object id : object.getIds()) {
      properties.put(
          id.toString(), Context.toString(ScriptableObject.getProperty(object, id.toString())));
    }
    return properties;
  }

  private static Object json(Context cx, Scriptable scope, String text) {
    try {
      return new JsonParser(cx, scope).parseValue(text);
    } catch (JsonParser.ParseException e) {
      throw ScriptRuntime.constructError(
          "SyntaxError", "The context is not JSON: " + e.getMessage());
    }
  }

  private String name() {
    return text("name");
  }

  private String text(String key) {
    return Context.toString(ScriptableObject.getProperty(request, key));
  }

  private long number(String key) {
    return ((Number) ScriptableObject.getProperty(request, key)).longValue();
  }
}
