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
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorwayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private final byte[] token = Hello.newToken();
  private final List<SocketChannel> opened = new CopyOnWriteArrayList<>();
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

  static Stream<Arguments> intruders() {
    byte[] oversize = ByteBuffer.allocate(64).putInt(Integer.MAX_VALUE).array();
    return Stream.of("unix", "tcp").flatMap(transport -> Stream.of(
        Arguments.of(transport, "silent", new byte[0]),
        Arguments.of(transport, "a trickle", new byte[] {0x4F}),
        Arguments.of(transport, "all but the last byte of a wrong token", Arrays.copyOf(rubbish(), Hello.BYTES - 1)),
        Arguments.of(transport, "a wrong token", Hello.bytes(Hello.newToken()).array()),
        Arguments.of(transport, "rubbish", rubbish()),
        Arguments.of(transport, "an oversize frame", oversize)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("intruders")
  @DisplayName("E6: 200 intruders that come first keep nobody out and get nothing")
  void callers_inCrowds_keepNobodyOut(String transport, String name, byte[] words) throws Exception {
    openOver(transport);
    String address = doorway.address();
    Thread crowd = new Thread(() -> {
      for (int i = 0; i < 200; i++) {
        callAt(address, ByteBuffer.wrap(words));
      }
      callAt(address, Hello.bytes(token));
    });
    crowd.start();

    SocketChannel inside = doorway.await(token, child, PATIENCE);
    crowd.join();

    assertNotNull(inside, "the child was kept out");
    inside.close();
    doorway.close();
    for (SocketChannel intruder : opened) {
      assertEquals(-1, readOrEnd(intruder), "an intruder got an answer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "tcp"})
  @DisplayName("E6: a token is good for one caller, and not after the child is in")
  void token_usedAgain_opensNothing(String transport) throws Exception {
    openOver(transport);
    String address = doorway.address();
    SocketChannel child1 = callAt(address, Hello.bytes(token));
    SocketChannel replay = callAt(address, Hello.bytes(token));
    SocketChannel inside = doorway.await(token, child, PATIENCE);
    assertNotNull(inside);
    doorway.close();

    inside.configureBlocking(true);
    inside.write(ByteBuffer.wrap(new byte[] {7}));
    assertEquals(1, List.of(child1, replay).stream().filter(caller -> readOrEnd(caller) == 1).count(), "one caller is the child");
    assertThrows(IOException.class, () -> Endpoint.connect(address), "the door is still open");
    inside.close();
  }

  @Test
  @DisplayName("E6: who has waited silently the longest makes room, and who is turned away gets an end and no word")
  void caller_thatWaitsSilently_makesRoom() throws Exception {
    SocketChannel first = call(ByteBuffer.allocate(0));
    Thread more = new Thread(() -> {
      for (int i = 0; i < 64; i++) {
        callAt(address(), ByteBuffer.allocate(0));
      }
      readOrEnd(first);
      callAt(address(), Hello.bytes(token));
    });
    more.start();

    letIn();
    more.join();
    assertEquals(-1, readOrEnd(first));
  }

  private static byte[] rubbish() {
    byte[] bytes = new byte[1_000];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  /** A path too long for a socket makes the doorway take a port. */
  private void openOver(String transport) throws IOException {
    doorway.close();
    doorway = Doorway.open(directory.resolve(transport.equals("unix") ? "second" : "x".repeat(120)));
    assertTrue(doorway.address().startsWith(transport + ":"), doorway.address());
  }

  private String address() {
    try {
      return doorway.address();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SocketChannel callAt(String address, ByteBuffer first) {
    try {
      SocketChannel caller = Endpoint.connect(address);
      opened.add(caller);
      while (first.hasRemaining()) {
        caller.write(first);
      }
      return caller;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
