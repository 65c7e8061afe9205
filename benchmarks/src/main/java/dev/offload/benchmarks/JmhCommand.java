package dev.offload.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands over to JMH. */
@Command(name = "jmh", description = "Measures by JMH what happens inside one JVM.",
    footer = "benchmarks/run jmh -h tells JMH's own options.")
final class JmhCommand implements Callable<Integer> {
  @Parameters(paramLabel = "REGEX | OPTION", arity = "0..*", description = "What JMH's own command line takes; all benchmarks if nothing.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
