package dev.offload.processes;

import dev.offload.ExecutorConfig;
import dev.offload.conformance.ContractSubject;
import dev.offload.conformance.FaultContract;
import dev.offload.conformance.StreamContract;
import dev.offload.conformance.TransitContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Nested;

/** The contract where it is hardest to keep: faults at every stage of a task's way. */
class ProcessesFaultTest {
  interface OnConfinedProcesses extends ContractSubject {
    @Override
    default ExecutorConfig config() {
      return ExecutorConfig.defaults().withBackend(ProcessesProvider.NAME).withOption("processes.heapMb", "768");
    }

    @Override
    default ExecutorConfig confinedConfig(Path directory) {
      return config()
          .withOption("processes.heapMb", "128")
          .withOption("processes.java", confinedJava(directory).toString())
          .withOption("processes.jvmArgs",
              "-Xss64m -XX:MaxMetaspaceSize=48m -XX:TieredStopAtLevel=1")
          .withOption("processes.startTimeout", "5s")
          .withOption("processes.workingDirectory", directory.toString())
          // Faults leave many traces on standard error, which are no news here.
          .withOption("processes.output", "discard");
    }

    /** The java of this JVM, with a bound on its address space. */
    private static Path confinedJava(Path directory) {
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      try {
        Path script = directory.resolve("java");
        Files.writeString(script, "#!/bin/sh\nulimit -c 0\nulimit -v 4000000\nexec '" + java + "' \"$@\"\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Nested class EveryStage implements FaultContract, OnConfinedProcesses {}

  @Nested class InTransit implements TransitContract, OnConfinedProcesses {}

  @Nested class Streams implements StreamContract, OnConfinedProcesses {}
}
