package dev.offload.benchmarks.pools;

import dev.offload.Task;
import dev.offload.benchmarks.harness.NotRunException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pool of CPython's behind {@code pools.py}, which does the jobs it is told on standard input and answers with the seconds. */
public final class PythonPool implements Pool {
  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader answers;

  private PythonPool(Process process) {
    this.process = process;
    this.commands = new PrintWriter(process.outputWriter(), true);
    this.answers = process.inputReader();
  }

  /**
   * Opens one of {@code executor}, {@code pool}, {@code threads}.
   *
   * @throws NotRunException if there is no {@code python3}
   */
  public static PythonPool open(String kind, int workers) throws NotRunException, IOException {
    return new PythonPool(Python.script("pools.py", kind, workers).start());
  }

  @Override
  public double roundTrips(int count) throws IOException {
    return ask("round-trips", count);
  }

  @Override
  public double tinyTasks(int count) throws IOException {
    return ask("tiny-tasks", count);
  }

  @Override
  public double map(int count) throws IOException {
    return ask("map", count);
  }

  @Override
  public double runAll(List<? extends Task<?>> tasks) throws NotRunException {
    throw new NotRunException("its tasks are of another language");
  }

  @Override
  public double echo(int bytes) throws IOException {
    return ask("echo", bytes);
  }

  /** The seconds until another pool, with as many workers, has given the result of its first task. */
  public double firstResult() throws IOException {
    return ask("first-result", 0);
  }


  @Override
  public void close() {
    List<ProcessHandle> workers = process.descendants().toList();
    commands.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      workers.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  private double ask(String job, int count) throws IOException {
    commands.println(job + " " + count);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("python3 ended without an answer");
    }
    return Double.parseDouble(answer);
  }
}
