package dev.offload.processes;

import dev.offload.processes.wire.Frame;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** Tests whose children are puppets, which say what they are told to. */
abstract class StagedTest {
  @TempDir private Path directory;
  private Stage stage;

  /** What a child says that has been sent a frame. */
  interface Act {
    void play(Puppet puppet, Frame sent) throws Exception;
  }

  @BeforeEach
  void open() throws IOException {
    stage = Stage.in(directory);
  }

  @AfterEach
  void close() throws IOException {
    stage.close();
  }

  final Stage stage() {
    return stage;
  }

  static Arguments lie(String name, Act act, String trouble) {
    return Arguments.of(name, act, trouble);
  }
}
