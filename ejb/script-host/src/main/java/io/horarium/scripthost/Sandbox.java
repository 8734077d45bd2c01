package io.horarium.scripthost;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.WrapFactory;

/**
 * Makes the engine's contexts: interpreted, so that every instruction is counted and the stack is
 * bounded, and without any way to a Java class or object. One budget of instructions and time
 * counts for one call of {@link #call}.
 */
final class Sandbox extends ContextFactory {

  private static final int OBSERVE_EVERY = 10_000;
  private static final int STACK_DEPTH = 2_000;

  private final long statements;
  private final long deadline;
  private long used;

  /**
   * One run's budget.
   *
   * @param statements instructions of the interpreter
   * @param millis time from now
   */
  Sandbox(long statements, long millis) {
    this.statements = statements;
    this.deadline = System.nanoTime() + millis * 1_000_000L;
  }

  @Override
  protected Context makeContext() {
    Context context = super.makeContext();
    context.setInterpretedMode(true);
    context.setInstructionObserverThreshold(OBSERVE_EVERY);
    context.setMaximumInterpreterStackDepth(STACK_DEPTH);
    context.setLanguageVersion(Context.VERSION_ECMASCRIPT);
    context.setClassShutter(name -> false);
    context.setWrapFactory(new NoJavaObjects());
    return context;
  }

  @Override
  protected boolean hasFeature(Context context, int feature) {
    return switch (feature) {
      case Context.FEATURE_ENHANCED_JAVA_ACCESS,
          Context.FEATURE_ENABLE_JAVA_MAP_ACCESS,
          Context.FEATURE_DYNAMIC_SCOPE,
          Context.FEATURE_E4X ->
          false;
      default -> super.hasFeature(context, feature);
    };
  }

  @Override
  protected void observeInstructionCount(Context context, int instructions) {
    used += instructions;
    if (used > statements) {
      throw new LimitReached("statements");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new LimitReached("time");
    }
  }

  /**
   * The host hands out JavaScript values only; a Java object on its way to a script is a defect.
   */
  private static final class NoJavaObjects extends WrapFactory {

    @Override
    public Scriptable wrapAsJavaObject(
        Context context, Scriptable scope, Object object, Class<?> type) {
      throw new SecurityException("No Java object may reach a script");
    }

    @Override
    public Scriptable wrapJavaClass(Context context, Scriptable scope, Class<?> type) {
      throw new SecurityException("No Java class may reach a script");
    }
  }
}
