package io.horarium.step.command;

import static io.horarium.step.command.CommandFixture.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.problem.RunFailure;
import io.horarium.step.FieldProblem;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepOutcome.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for PowerShell, which shows what it was called with. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class PowerShellStepTest {

  @TempDir Path folder;
  private CommandFixture fixture;
  private PowerShellStep step;
  private Path notify;

  @BeforeEach
  void open() throws IOException {
    fixture = new CommandFixture(folder);
    step = new PowerShellStep(fixture.commands);
    notify = Files.createDirectories(fixture.home.resolve("script/scripts")).resolve("notify.ps1");
    Files.writeString(notify, "Write-Output 'hello'\n");
    fixture.program("pwsh", "for a in \"$@\"; do echo \"[$a]\"; done\nenv | sort\n");
    fixture.environment.put("PATH", fixture.home + ":" + System.getenv("PATH"));
  }

  @AfterEach
  void close() {
    System.clearProperty("horarium.pwsh");
    fixture.close();
  }

  @Test
  void callsPowerShellWithTheScriptAndItsArguments() {
    fixture.environment.put("SECRET", "x");

    StepOutcome outcome =
        fixture.driver.run(
            fixture.work(step, script("scripts/notify.ps1", "-Channel 'the ops' -Count 3")));

    assertThat(outcome)
        .isEqualTo(
            new StepOutcome(
                Ending.Complete, "Script 'scripts/notify.ps1' ended with exit code 0", null));
    assertThat(fixture.items("stdout"))
        .startsWith(
            "[-NoProfile]",
            "[-NonInteractive]",
            "[-File]",
            "[" + notify + "]",
            "[-Channel]",
            "[the ops]",
            "[-Count]",
            "[3]")
        .contains("NO_COLOR=1", "POWERSHELL_TELEMETRY_OPTOUT=1", "POWERSHELL_UPDATECHECK=Off")
        .noneMatch(line -> line.startsWith("SECRET"));
  }

  @Test
  void errorRecordsOfAScriptThatWentOnAreAWarning() {
    fixture.program("pwsh", "echo out\necho 'Get-Item: gone' >&2\nexit 0\n");

    StepOutcome outcome =
        fixture.driver.run(fixture.work(step, script("scripts/notify.ps1", null)));

    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(outcome.warning()).contains("wrote 1 lines to its error stream");
    assertThat(fixture.items())
        .containsExactlyInAnyOrder("stdout: out", "stderr: Get-Item: gone", "exit: Exit code 0");
  }

  @Test
  void anExitCodeFailsTheStep() {
    fixture.program("pwsh", "echo 'throw: broken' >&2\nexit 1\n");

    StepOutcome outcome =
        fixture.driver.run(fixture.work(step, script("scripts/notify.ps1", null)));

    assertThat(outcome.ending()).isEqualTo(Ending.FailedWithError);
    assertThat(outcome.message()).contains("exit code 1").contains("throw: broken");
  }

  @Test
  void withoutPowerShellSavingWarnsAndRunningFails() {
    fixture.environment.put("PATH", "/nowhere");

    assertThat(step.check(script("scripts/notify.ps1", null))).isEmpty();
    assertThat(step.warnings(script("scripts/notify.ps1", null)))
        .singleElement()
        .asString()
        .contains("no PowerShell")
        .contains("HORARIUM_PWSH");
    assertThatThrownBy(() -> fixture.work(step, script("scripts/notify.ps1", null)))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("install PowerShell 7");
  }

  @Test
  void aConfiguredPowerShellComesFirst() {
    Path other = fixture.program("other", "echo other\n");
    System.setProperty("horarium.pwsh", other.toString());
    fixture.driver.run(fixture.work(step, script("scripts/notify.ps1", null)));
    assertThat(fixture.items("stdout")).containsExactly("other");

    System.setProperty("horarium.pwsh", "/nowhere/pwsh");
    assertThat(step.warnings(script("scripts/notify.ps1", null)))
        .singleElement()
        .asString()
        .contains("HORARIUM_PWSH names /nowhere/pwsh");
  }

  @Test
  void scriptsLieBelowTheirRootsAndNowhereElse() throws IOException {
    Path exported = Files.writeString(fixture.home.resolve("files/evil.ps1"), "");
    Files.createSymbolicLink(fixture.home.resolve("script/link.ps1"), exported);

    for (String wrong :
        new String[] {"../files/evil.ps1", exported.toString(), "link.ps1", "/etc/passwd"}) {
      assertThat(step.check(script(wrong, null)))
          .as(wrong)
          .extracting(FieldProblem::field)
          .containsExactly("scriptPath");
      assertThatThrownBy(() -> fixture.work(step, script(wrong, null)))
          .isInstanceOf(RunFailure.class);
    }
    assertThat(step.check(script(null, null))).hasSize(1);
    assertThat(step.check(script(notify.toString(), "'"))).hasSize(1);
    assertThat(step.warnings(script("later.ps1", null))).hasSize(1);
    assertThatThrownBy(() -> fixture.work(step, script("later.ps1", null)))
        .hasMessageContaining("not a file that the server can read");
  }
}
