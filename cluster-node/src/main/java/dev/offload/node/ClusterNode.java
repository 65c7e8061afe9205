package dev.offload.node;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** The program: a node of a cluster, until it is told to end. */
@Command(
    name = "cluster-node",
    mixinStandardHelpOptions = true,
    versionProvider = ClusterNode.Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {"Runs a node of a cluster, on which executors of the backend \"cluster\" run their tasks.", ""},
    footer = {"",
        "SIGTERM and SIGINT make it drain: it takes no new work, lets each task that runs here finish, and leaves. A second one ends it at "
            + "once, and so does the end of --drain-timeout.",
        ""},
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
        "0:it was told to end, and nothing was cut off",
        "1:it could not start or go on, or tasks were cut off",
        "2:its options are wrong"
    })
public final class ClusterNode implements Callable<Integer> {
  @Mixin
  private NodeOptions options = new NodeOptions();

  private ClusterNode() {}

  /** Runs a node; returns when that has left its cluster. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    FailureLines failureLines = new FailureLines();
    return new CommandLine(new ClusterNode())
        .registerConverter(Duration.class, NodeOptions::duration)
        .setParameterExceptionHandler(failureLines)
        .setExecutionExceptionHandler(failureLines);
  }

  @Override
  public Integer call() throws InterruptedException {
    return new NodeLife(options).run();
  }

  /** Reads the manifest: without a jar there is none. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = ClusterNode.class.getPackage().getImplementationVersion();
      return new String[] {"cluster-node " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
