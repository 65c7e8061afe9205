package dev.offload.examples.jaraudit;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error while a person watches, and nothing otherwise. */
final class AuditProgress implements AutoCloseable {
  /** Set by {@code examples/run}: Java itself can tell of a console only whether all three streams are one. */
  private static final String STDERR_IS_TERMINAL = "examples.stderrIsTerminal";
  private static final int WIDTH = 79;

  private final @Nullable ProgressBar bar;

  private AuditProgress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /** Shows a bar on {@code err} if {@code wanted}; where nothing is said, if standard error is a terminal. */
  static AuditProgress of(int jars, PrintStream err, @Nullable Boolean wanted) {
    boolean shown = wanted == null ? Boolean.getBoolean(STDERR_IS_TERMINAL) : wanted;
    return new AuditProgress(shown ? bar(jars, err) : null);
  }

  void step() {
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private static ProgressBar bar(int jars, PrintStream err) {
    return new ProgressBarBuilder()
        .setTaskName("Audit")
        .setUnit(" jars", 1)
        .setInitialMax(jars)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
        .clearDisplayOnFinish()
        .build();
  }
}
