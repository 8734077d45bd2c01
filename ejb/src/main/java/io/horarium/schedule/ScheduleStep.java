package io.horarium.schedule;

import io.horarium.step.StepSettings;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;

/** A step row. It lives and changes inside its {@link Schedule} only. */
@Entity
@Table(name = "schedule_step")
public class ScheduleStep {

  @Id private UUID id;

  // the owning side of the relation: only JPA reads it
  @SuppressWarnings("UnusedVariable")
  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "schedule_id")
  private Schedule schedule;

  @Column(name = "step_index")
  private int stepIndex;

  private int position;

  @Column(length = 200)
  private String name;

  @Enumerated(EnumType.STRING)
  @Column(name = "execution_mode", length = 30, nullable = false)
  private ExecutionMode executionMode;

  @Column(name = "step_type", length = 30, nullable = false)
  private String stepType;

  @Column(name = "continue_on_failure")
  private boolean continueOnFailure;

  @Column(name = "timeout_seconds")
  private Integer timeoutSeconds;

  @Column(name = "connected_system_id")
  private Integer connectedSystemId;

  @Column(name = "run_profile_id")
  private Integer runProfileId;

  @Column(name = "override_file_path", length = 500)
  private String overrideFilePath;

  @Column(name = "override_delete_guard")
  private boolean overrideDeleteGuard;

  @Embedded private StepSettings settings;

  /** For JPA. */
  protected ScheduleStep() {}

  ScheduleStep(Schedule schedule, UUID id) {
    this.schedule = schedule;
    this.id = id;
  }

  UUID id() {
    return id;
  }

  void become(StepDetail detail) {
    stepIndex = detail.stepIndex();
    position = detail.position();
    name = detail.name();
    executionMode = detail.executionMode();
    stepType = detail.stepType();
    continueOnFailure = detail.continueOnFailure();
    timeoutSeconds = detail.timeoutSeconds();
    connectedSystemId = detail.connectedSystemId();
    runProfileId = detail.runProfileId();
    overrideFilePath = detail.overrides().filePath();
    overrideDeleteGuard = detail.overrides().overrideDeleteGuard();
    settings = detail.settings();
  }

  StepDetail detail() {
    return new StepDetail(
        id,
        stepIndex,
        position,
        name,
        executionMode,
        stepType,
        continueOnFailure,
        timeoutSeconds,
        connectedSystemId,
        runProfileId,
        new StepOverrides(overrideFilePath, overrideDeleteGuard),
        // JPA reads nothing but nulls as null
        settings == null ? StepSettings.NONE : settings);
  }
}
