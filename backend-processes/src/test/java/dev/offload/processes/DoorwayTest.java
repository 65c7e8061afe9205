package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.processes.wire.Endpoint;
import dev.offload.processes.wire.Hello;
import dev.offload.processes.wire.WireException;
import dev.offload.processes.worker.WorkerMain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorwayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private final byte[] token = Hello.newToken();
  private final List<SocketChannel> opened = new ArrayList<>();
  private Doorway doorway;
  private Process child;

  @BeforeEach
  void open() throws IOException {
    doorway = Doorway.open(directory.resolve("door"));
    // It only has to be alive: a worker that waits for its set-up.
    child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), WorkerMain.class.getName()).start();
  }

  @AfterEach
  void close() throws IOException {
    for (SocketChannel channel : opened) {
      channel.close();
    }
    child.destroyForcibly().onExit().join();
    doorway.close();
  }

  @Test
  void caller_withTheToken_isLetIn() throws IOException {
    SocketChannel caller = call(Hello.bytes(token));

    SocketChannel inside = letIn();
    inside.configureBlocking(true);
    inside.write(ByteBuffer.wrap(new byte[] {7}));
    assertEquals(1, caller.read(ByteBuffer.allocate(1)));
  }

  @Test
  void callers_thatAreSilentOrWrong_holdNobodyUp() throws IOException {
    call(ByteBuffer.allocate(0));
    SocketChannel wrong = call(Hello.bytes(Hello.newToken()));
    SocketChannel rubbish = call(ByteBuffer.allocate(1_000));
    call(Hello.bytes(token));

    letIn();
    assertEquals(-1, readOrEnd(wrong), "the wrong token was not turned away");
    assertEquals(-1, readOrEnd(rubbish), "rubbish was not turned away");
  }

  @Test
  void caller_inPieces_isLetIn() throws Exception {
    ByteBuffer hello = Hello.bytes(token);
    SocketChannel caller = call(hello.slice(0, 10));
    Thread rest = new Thread(() -> write(caller, hello.slice(10, Hello.BYTES - 10)));
    rest.start();

    letIn();
    rest.join();
  }

  @Test
  void caller_ofAnotherVersion_isAnErrorThatSaysSo() throws IOException {
    ByteBuffer hello = Hello.bytes(token);
    hello.putInt(Integer.BYTES, Hello.VERSION + 1);
    call(hello);

    WireException e = assertThrows(WireException.class, () -> doorway.await(token, child, PATIENCE));
    assertTrue(e.getMessage().contains("version " + (Hello.VERSION + 1)), e.getMessage());
  }

  @Test
  void await_whenTheTimeIsUp_isNull() throws IOException {
    assertNull(doorway.await(token, child, Duration.ofMillis(50)));
  }

  @Test
  void caller_thatWasThereInTime_isLetInLate() throws IOException {
    call(ByteBuffer.allocate(0));
    call(Hello.bytes(token));

    SocketChannel inside = doorway.await(token, child, Duration.ZERO);

    assertNotNull(inside, "it was turned away");
    opened.add(inside);
  }

  @Test
  void await_whenTheChildEnds_isNull() throws IOException {
    child.destroyForcibly();

    assertNull(doorway.await(token, child, PATIENCE));
  }

  @Test
  void close_leavesNoSocketFile() throws IOException {
    doorway.close();

    assertFalse(Files.exists(directory.resolve("door")));
  }

  private SocketChannel letIn() throws IOException {
    SocketChannel inside = doorway.await(token, child, PATIENCE);
    assertNotNull(inside, "the child was not let in");
    opened.add(inside);
    return inside;
  }

  private SocketChannel call(ByteBuffer first) throws IOException {
    SocketChannel caller = Endpoint.connect(doorway.address());
    opened.add(caller);
    write(caller, first);
    return caller;
  }

  /** One that is turned away with bytes unread gets a reset instead of an end on some systems. */
  private static int readOrEnd(SocketChannel caller) {
    try {
      return caller.read(ByteBuffer.allocate(1));
    } catch (IOException e) {
      return -1;
    }
  }

  private static void write(SocketChannel caller, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        caller.write(bytes);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the doorway closed too early", e);
    }
  }
}
