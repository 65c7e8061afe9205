package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.Processes;
import dev.offload.TaskExecutor;
import dev.offload.TaskProcess;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.SharedBytes;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import picocli.CommandLine.Command;

/** A block of memory by name: this program writes, another one attaches it, reads what was written and answers in the same place. */
@Command(name = "block-by-name", description = "Memory that two programs attach by its name, without a copy.")
public final class BlockByName extends Program<BlockByName.Outcome> {
  private static final int HALF = 5;

  record Outcome(String readByTheOther, String readHere, boolean goneAfterwards) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    String name = "example-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    String readByTheOther;
    String readHere;
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      SharedBytes block = executor.shared().block(name, 2 * HALF);
      block.set(0, "howdy".getBytes(StandardCharsets.US_ASCII), 0, HALF);
      try (TaskProcess<String> other = Processes.start(config, "other", () -> answer(name), true)) {
        readByTheOther = other.future().get();
      }
      readHere = text(block, HALF);
    }
    Outcome outcome = new Outcome(readByTheOther, readHere, isGone(name));
    out.println(outcome);
    return outcome;
  }

  private static String answer(String name) {
    SharedBytes block = SharedBytes.attach(name);
    block.set(HALF, "hello".getBytes(StandardCharsets.US_ASCII), 0, HALF);
    return text(block, 0);
  }

  private static String text(SharedBytes block, int from) {
    byte[] bytes = new byte[HALF];
    block.get(from, bytes, 0, HALF);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static boolean isGone(String name) {
    try {
      SharedBytes.attach(name);
      return false;
    } catch (NoSuchElementException e) {
      return true;
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome("howdy", "hello", true));
  }
}
