package dev.offload.examples;

import dev.offload.examples.jaraudit.JarAuditCommand;
import dev.offload.examples.programs.Apply;
import dev.offload.examples.programs.AsCompleted;
import dev.offload.examples.programs.BankAccount;
import dev.offload.examples.programs.BlockByName;
import dev.offload.examples.programs.BoundedPool;
import dev.offload.examples.programs.DelayedHello;
import dev.offload.examples.programs.DriveCommand;
import dev.offload.examples.programs.EndsWithMain;
import dev.offload.examples.programs.FirstInFirstOut;
import dev.offload.examples.programs.FiveAtOnce;
import dev.offload.examples.programs.FourMaps;
import dev.offload.examples.programs.GamesOfFour;
import dev.offload.examples.programs.Isolation;
import dev.offload.examples.programs.LoadUrls;
import dev.offload.examples.programs.MapUrls;
import dev.offload.examples.programs.OwnState;
import dev.offload.examples.programs.ProducerConsumers;
import dev.offload.examples.programs.RunCommand;
import dev.offload.examples.programs.SharedKinds;
import dev.offload.examples.programs.ShutdownModes;
import dev.offload.examples.programs.SingleProcesses;
import dev.offload.examples.programs.TaskServer;
import dev.offload.examples.programs.TrafficLight;
import dev.offload.examples.programs.TwoEnds;
import dev.offload.examples.programs.TwoHalves;
import dev.offload.examples.programs.ValuesAndArrays;
import dev.offload.examples.programs.WaitConditions;
import dev.offload.examples.programs.WholeLines;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    CommandLine commandLine = new CommandLine(new Examples()).addSubcommand(new JarAuditCommand());
    Map<String, Program<?>> programs = new LinkedHashMap<>();
    for (Program<?> program : programs()) {
      CommandLine command = new CommandLine(program);
      commandLine.addSubcommand(command);
      programs.put(command.getCommandName(), program);
    }
    return commandLine.addSubcommand(new AllPrograms(programs))
        .setParameterExceptionHandler(failureLines)
        .setExecutionExceptionHandler(failureLines);
  }

  /** The programs that are to have a certain outcome. */
  static List<Program<?>> programs() {
    return List.of(
        new LoadUrls(), new MapUrls(), new AsCompleted(), new WaitConditions(), new BoundedPool(), new Apply(), new FourMaps(),
        new ShutdownModes(), new SingleProcesses(), new Isolation(), new FirstInFirstOut(), new TwoEnds(), new ValuesAndArrays(),
        new BlockByName(), new TwoHalves(), new SharedKinds(), new BankAccount(), new FiveAtOnce(), new TrafficLight(), new DelayedHello(),
        new ProducerConsumers(), new GamesOfFour(), new OwnState(), new EndsWithMain(), new WholeLines(), new RunCommand(),
        new DriveCommand(), new TaskServer());
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("examples/run NAME [--backend threads|processes|cluster] [--workers N]; --help after a name tells its options.");
    out.println();
    spec.subcommands().forEach((name, command) ->
        out.printf("  %-18s %s%n", name, command.getCommandSpec().usageMessage().description()[0]));
  }
}
