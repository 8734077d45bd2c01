package io.horarium.step.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.step.script.ScriptEvent.Kind;
import io.horarium.step.script.ScriptRunner.Ran;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts find, and what they must not find; against a real script host. */
class SandboxTest {

  @TempDir static Path folder;

  private static ScriptRunner runner;

  @BeforeAll
  static void start() {
    runner = new ScriptRunner(ScriptRunner.LIMITS, folder);
  }

  @AfterAll
  static void stop() {
    runner.close();
  }

  @Test
  void runsTheScriptOfSeed001Unchanged() {
    Ran ran =
        runner.run(
            "java.lang.System.out.println('Job executing on ' + identityServer.getProperty('openidm.node.id')"
                + " + ' at: ' + java.lang.System.currentTimeMillis());");

    assertThat(ran.end().kind()).isEqualTo(Kind.RESULT);
    assertThat(ran.lines())
        .singleElement()
        .asString()
        .matches("out Job executing on node7 at: [0-9]{13}");
  }

  @Test
  void runsTheScriptOfSeed004Unchanged() {
    Ran ran = runner.run("logger.info('Testing schedules!');");

    assertThat(ran.lines()).containsExactly("info Testing schedules!");
  }

  @Test
  void formatsLogLinesAsTheirCallersExpect() {
    Ran ran =
        runner.run(
            """
            logger.debug('{} of {}', 1, 'two');
            logger.warn('object {} and list {}', {a: 1}, [1, 'x']);
            logger.error('more {}', 1, 'left over');
            logger.trace('none {}');
            logger.info();
            logger.error('failed', new Error('why'));
            var cycle = {}; cycle.self = cycle;
            logger.info('{}', cycle);""");

    assertThat(ran.lines())
        .startsWith(
            "debug 1 of two",
            "warn object {\"a\":1} and list [1,\"x\"]",
            "error more 1 left over",
            "trace none {}",
            "info ")
        .anyMatch(line -> line.startsWith("error failed Error: why"))
        .contains("info [object Object]");
  }

  @Test
  void handsOutTheContextAndItsParts() {
    Ran ran =
        runner.run(
            "[a, b.c, input.x, object.x, extra, context.other, typeof source]",
            """
            {"globals": {"a": 1}, "script": {"type": "text/javascript", "source": "x", "globals": {"b": {"c": 2}}, "extra": 5},
             "input": {"x": 3}, "other": 6}""",
            Duration.ofSeconds(60));

    assertThat(ran.end().text()).isEqualTo("[1,2,3,3,5,6,\"undefined\"]");
  }

  @Test
  void globalsDoNotReplaceWhatTheHostGives() {
    Ran ran =
        runner.run(
            "logger.info('still there')",
            "{\"globals\": {\"logger\": null, \"__proto__\": {\"x\": 1}}}",
            Duration.ofSeconds(60));

    assertThat(ran.lines()).containsExactly("info still there");
  }

  @Test
  void answersPropertiesOfTheListOnly() {
    Ran ran =
        runner.run(
            """
            [identityServer.getProperty('openidm.node.id'), identityServer.getProperty('greeting'),
             identityServer.getProperty('greeting', null, true), identityServer.getProperty('PATH'),
             identityServer.getProperty('user.home', 'default')]""");

    assertThat(ran.end().text())
        .isEqualTo("[\"node7\",\"hello &{openidm.node.id}\",\"hello node7\",null,\"default\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openidm.read('managed/user/1')",
        "openidm.query('managed/user', {})",
        "identityServer.getInstallLocation()"
      })
  void saysWhatIsNotAvailable(String source) {
    Ran ran = runner.run("var x = 1;\n" + source);

    assertThat(ran.end().kind()).isEqualTo(Kind.THROWN);
    assertThat(ran.end().located()).startsWith("test.js, line 2").contains("is not available");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Java.type('java.lang.Runtime')",
        "Packages.java.lang.Runtime.getRuntime()",
        "java.lang.Runtime.getRuntime().exec('id')",
        "java.lang.System.exit(0)",
        "java.lang.System.getenv('PATH')",
        "java.lang.System.getProperty('user.home')",
        "java.lang.Class.forName('java.lang.Runtime')",
        "java.io.File('/etc/passwd')",
        "new java.net.Socket('localhost', 80)",
        "logger.getClass().forName('java.lang.Runtime')",
        "java.lang.System.out.getClass()",
        "java.lang.System.out.println.getClass()",
        "logger.info.class.forName('java.lang.Runtime')",
        "new JavaAdapter({})",
        "importPackage(java.lang)",
        "importClass('java.lang.Runtime')",
        "new JavaImporter()",
        "load('/etc/passwd')",
        "readFile('/etc/passwd')",
        "require('fs')",
        "import('fs')",
        "fetch('http://localhost')",
        "new XMLHttpRequest()",
        "process.exit()",
        "quit()",
        "new Worker('x')",
        "setTimeout(function () {}, 1)",
        "spawn(function () {})",
        "logger.info.constructor('return Packages')()",
        "({}).constructor.constructor('return java.lang.Runtime.getRuntime()')()",
        "eval('java.lang.Runtime.getRuntime()')",
        "Function.prototype.call.call(eval, null, 'Packages')",
        "new Error('x').javaException.getClass()",
        "try { null.x } catch (e) { e.rhinoException.getClass() }",
        "(function () { return arguments.callee.caller.constructor('return Packages')() })()"
      })
  void hasNoWayOut(String source) {
    Ran ran = runner.run(source);

    assertThat(ran.end().kind()).isIn(Kind.THROWN, Kind.SYNTAX);
    assertThat(ran.end().located()).contains("line 1").doesNotContain("org.mozilla");
  }

  @Test
  void findsOnlyTheLanguageAndTheNamesOfTheContract() {
    Ran ran =
        runner.run(
            """
            var host = [];
            var own = Object.getOwnPropertyNames(this);
            for (var i = 0; i < own.length; i++) { if (/^[a-z]/.test(own[i])) { host.push(own[i]); } }
            host.sort().join(' ')""");

    assertThat(ran.end().text())
        .isEqualTo(
            "\"context decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval global globalThis host i"
                + " identityServer isFinite isNaN isXMLName java logger openidm own parseFloat parseInt undefined"
                + " unescape uneval\"");
  }

  @Test
  void everyRunBeginsAfresh() {
    runner.run(
        """
        leaked = 1;
        Object.prototype.polluted = 'yes';
        Array.prototype.map = null;
        String.prototype.trim = function () { return 'no'; };
        logger.info = null;
        JSON.stringify = null;
        this.logger = null;""");

    Ran ran =
        runner.run(
            """
            logger.info('{}', {a: 1});
            [typeof leaked, typeof ({}).polluted, [1].map(function (x) { return x + 1; })[0], ' x '.trim()]""");

    assertThat(ran.lines()).containsExactly("info {\"a\":1}");
    assertThat(ran.end().text()).isEqualTo("[\"undefined\",\"undefined\",2,\"x\"]");
  }

  @Test
  void namesThePlaceOfAnError() {
    assertThat(runner.run("var a = 1;\nvar b = ;").end())
        .satisfies(
            end -> {
              assertThat(end.kind()).isEqualTo(Kind.SYNTAX);
              assertThat(end.line()).isEqualTo(2);
              assertThat(end.column()).isPositive();
            });
    assertThat(runner.run("\n\nmissing.call()").end())
        .satisfies(
            end -> {
              assertThat(end.kind()).isEqualTo(Kind.THROWN);
              assertThat(end.located()).startsWith("test.js, line 3").contains("missing");
            });
    assertThat(runner.run("throw {code: 500}").end().located())
        .isEqualTo("test.js, line 1: {\"code\":500}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(function f() { f(); })()",
        "var a = []; for (var i = 0; i < 100000; i++) { a = [a]; } JSON.stringify(a)",
        "eval(new Array(100000).join('(') + '1')",
        "new RegExp(new Array(100000).join('(') + new Array(100000).join(')'))",
        "var o = {toString: function () { return '' + o; }}; logger.info(o); '' + o"
      })
  void deepNestingEndsTheScriptAndNothingElse(String source) {
    Ran ran = runner.run(source);

    assertThat(ran.end().kind()).isIn(Kind.THROWN, Kind.SYNTAX);
    assertThat(runner.run("1 + 1").end().text()).isEqualTo("2");
  }

  @Test
  void keepsEveryCharacterTheDatabaseCanHold() {
    Ran ran =
        runner.run("logger.info('\\u00e4\\ud83d\\ude00\\u2028\"\\\\\\n\\u0000\\ud83d'); 'ok'");

    assertThat(ran.lines()).containsExactly("info ä😀\u2028\"\\\n\uFFFD?");
  }
}
