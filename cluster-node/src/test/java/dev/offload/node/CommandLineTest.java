package dev.offload.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.node.NodeProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program says of its options, and how it ends then. */
class CommandLineTest {
  @TempDir
  Path directory;

  @Test
  void help_asked_namesOptionsAndExitCodes() throws Exception {
    Ended ended = NodeProcess.run(directory, "--help");

    assertEquals(0, ended.exitCode());
    for (String option : List.of("--port", "--join", "--slots", "--key-store", "--token-file", "--drain-timeout", "Exit codes:")) {
      assertTrue(ended.output().contains(option), ended.output());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--local-host=192.0.2.7       | --local-host 192.0.2.7 can be reached from other machines, which needs TLS: set --key-store",
      "--join=192.0.2.7:47500       | --join holds 192.0.2.7:47500, on another machine, which needs TLS: set --key-store",
      "--slots=0                    | --slots must be >= 1, was 0",
      "--join-timeout=0s            | --join-timeout must be >= 1 ms, was PT0S",
      "--backend=magic              | --backend must be threads or processes, was magic",
      "--slots=many                 | Invalid value for option '--slots': 'many' is not an int",
      "--token-file=none            | --token-file must be a file that can be read, was none",
      "--trust-store=none           | --trust-store and files with passwords have no meaning without --key-store",
      "--frobnicate                 | Unknown option: '--frobnicate'",
  })
  void option_thatIsWrong_isRefusedInOneLine(String option, String message) throws Exception {
    Ended ended = NodeProcess.run(directory, option);

    assertEquals("cluster-node: " + message + "\n", ended.output());
    assertEquals(2, ended.exitCode());
  }

  @Test
  void token_withoutTls_isRefused() throws Exception {
    Files.writeString(directory.resolve("token"), "open sesame\n");

    Ended ended = NodeProcess.run(directory, "--token-file=token");

    assertEquals("cluster-node: a token is no protection without TLS: set --key-store beside --token-file\n", ended.output());
    assertEquals(2, ended.exitCode());
  }

  @Test
  void start_nobodyToJoin_failsInOneLineAndLeavesNoFile() throws Exception {
    String address = "127.0.0.1:" + Ports.free();

    Ended ended = NodeProcess.run(directory, "--name=lost", "--join=" + address, "--join-timeout=500ms", "--port=" + Ports.free());

    List<String> lines = ended.output().lines().filter(line -> !line.contains(" WARN ")).toList();
    assertEquals(1, lines.size(), ended.output());
    assertTrue(lines.get(0).startsWith("cluster-node: Cluster node \"lost\" did not start: nobody answers at [" + address + "]"),
        ended.output());
    assertEquals(1, ended.exitCode());
    assertEquals(List.of(), filesOfNodes());
  }

  private List<Path> filesOfNodes() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("offload-")).toList();
    }
  }
}
