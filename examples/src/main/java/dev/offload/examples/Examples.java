package dev.offload.examples;

import dev.offload.examples.jaraudit.JarAuditCommand;
import dev.offload.examples.programs.Apply;
import dev.offload.examples.programs.AsCompleted;
import dev.offload.examples.programs.BoundedPool;
import dev.offload.examples.programs.FourMaps;
import dev.offload.examples.programs.Isolation;
import dev.offload.examples.programs.LoadUrls;
import dev.offload.examples.programs.MapUrls;
import dev.offload.examples.programs.ShutdownModes;
import dev.offload.examples.programs.WaitConditions;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the examples, or starts the one that is named. */
@Command(name = "examples/run")
public final class Examples implements Runnable {
  @Spec
  private CommandSpec spec;

  private Examples() {}

  /** Starts the example that the first argument names; the rest are its options. */
  public static void main(String[] arguments) {
    // Results are the same bytes whatever the locale of the machine.
    CommandLine commandLine = commandLine()
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    int status = commandLine.execute(arguments);
    commandLine.getOut().flush();
    System.exit(status);
  }

  /** The command line with every example on it. */
  static CommandLine commandLine() {
    FailureLines failureLines = new FailureLines();
    return new CommandLine(new Examples())
        .addSubcommand(new JarAuditCommand())
        .addSubcommand(new LoadUrls())
        .addSubcommand(new MapUrls())
        .addSubcommand(new AsCompleted())
        .addSubcommand(new WaitConditions())
        .addSubcommand(new BoundedPool())
        .addSubcommand(new Apply())
        .addSubcommand(new FourMaps())
        .addSubcommand(new ShutdownModes())
        .addSubcommand(new Isolation())
        .setParameterExceptionHandler(failureLines)
        .setExecutionExceptionHandler(failureLines);
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("examples/run NAME [--backend threads|processes] [--workers N]; --help after a name tells its options.");
    out.println();
    spec.subcommands().forEach((name, command) ->
        out.printf("  %-15s %s%n", name, command.getCommandSpec().usageMessage().description()[0]));
  }
}
