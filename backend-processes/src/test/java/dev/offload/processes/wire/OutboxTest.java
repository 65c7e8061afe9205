package dev.offload.processes.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child has said reaches its parent, sent or not. */
class OutboxTest {
  private static final int MAX_FRAME_BYTES = 1 << 20;

  @TempDir private Path directory;
  private SocketChannel childsSocket;
  private FrameChannel child;
  private FrameChannel parent;
  private ByteBuffer memory;

  @BeforeEach
  void connect() throws IOException {
    ClaimBoard board = ClaimBoard.create(directory.resolve("board"));
    ClaimBoard childs = ClaimBoard.open(directory.resolve("board"));
    try (ServerSocketChannel listener = Endpoint.listen(directory.resolve("socket"))) {
      childsSocket = Endpoint.connect(Endpoint.addressOf(listener));
      parent = FrameChannel.toChild(listener.accept(), MAX_FRAME_BYTES, board.outbox());
    }
    child = FrameChannel.toParent(childsSocket, MAX_FRAME_BYTES, childs.outbox());
    memory = ByteBuffer.allocateDirect(Outbox.BYTES);
  }

  @AfterEach
  void close() throws IOException {
    child.close();
    parent.close();
  }

  @Test
  @DisplayName("M4: what was put off reaches the parent though the child dies before it sends it")
  void frames_putOff_reachTheParentOfADeadChild() throws IOException {
    child.send(frame(1, 10));
    child.sendLater(frame(2, 0));
    child.sendLater(frame(3, 1_000));
    assertEquals(1, receive());
    assertNull(parent.poll(), "it was not put off");

    childsSocket.close();

    assertEquals(2, receive());
    assertEquals(3, receive());
    assertNull(parent.receive());
  }

  @Test
  @DisplayName("M4: large arrays of which the end is put off arrive whole though the child dies before it sends that")
  void segments_halfSent_arriveFromADeadChild() throws IOException {
    Frame large = segmented(1, 150_000, 3_000, 250_000);
    child.sendLater(large);
    while (!child.isSafe()) {
      child.wakeUp();
      assertTrue(child.await());
      parent.wakeUp();
      parent.await();
      assertNull(parent.poll(), "it was sent whole");
    }

    childsSocket.close();

    Frame received = parent.receive();
    assertNotNull(received, "the end of the stream");
    assertArrayEquals(large.body(), received.body());
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(large.segments().get(i), received.segments().get(i));
    }
    assertNull(parent.receive());
  }

  @Test
  @DisplayName("M4: a child that is killed with something of its parent unread is heard to its last word")
  void frames_ofAChildThatLeftSomethingUnread_arrive() throws IOException {
    parent.send(frame(7, 100_000));
    child.sendLater(frame(1, 10));

    childsSocket.close();

    assertEquals(1, receive());
    assertNull(parent.receive());
  }

  @Test
  @DisplayName("M4: nothing is lost and nothing comes twice, however much is sent and put off in turn")
  void frames_inRandomOrder_arriveOnce() throws IOException {
    Random random = new Random(42);
    int said = 0;
    int heard = 0;
    for (int i = 0; i < 20_000; i++) {
      Frame frame = switch (random.nextInt(200)) {
        case 0 -> frame(++said, random.nextInt(300_000));
        case 1 -> segmented(++said, 2_000 + random.nextInt(300_000), 2_000);
        default -> frame(++said, random.nextInt(100));
      };
      if (random.nextInt(4) == 0) {
        child.send(frame);
      } else {
        child.sendLater(frame);
      }
      while (!child.isSafe()) {
        // Who reads also writes; the wake-up keeps it from waiting.
        child.wakeUp();
        assertTrue(child.await());
        heard = hear(heard);
      }
      heard = hear(heard);
    }

    childsSocket.close();

    while (heard < said) {
      assertEquals(++heard, receive());
    }
    assertNull(parent.receive());
  }

  @Test
  @DisplayName("M4: outcomes of elements go in one frame, which reaches the parent of a dead child as far as it has grown")
  void outcomes_putOff_reachTheParentOfADeadChild() throws IOException {
    child.sendLater(7, outcome("a"));
    child.sendLater(7, outcome("bc"));
    child.flush();
    assertEquals(List.of("a", "bc"), outcomes(parent.receive(), 7));
    child.sendLater(7, outcome("d"));
    child.sendLater(8, outcome("e"));
    child.sendLater(frame(9, 10));
    child.sendLater(8, outcome("f"));
    child.sendLater(8, outcome("g"));
    assertNull(parent.poll(), "it was not put off");

    childsSocket.close();

    assertEquals(List.of("d"), outcomes(parent.receive(), 7));
    assertEquals(List.of("e"), outcomes(parent.receive(), 8));
    assertEquals(9, receive());
    assertEquals(List.of("f", "g"), outcomes(parent.receive(), 8));
    assertNull(parent.receive());
  }

  @Test
  @DisplayName("M4: an outcome that is too long to be put off goes out by itself, in its place")
  void outcome_thatIsLong_keepsItsPlace() throws IOException {
    String large = "x".repeat(Outbox.CONTENT_BYTES);
    child.sendLater(7, outcome("a"));
    child.sendLater(7, outcome(large));
    while (!child.isSafe()) {
      child.wakeUp();
      assertTrue(child.await());
    }
    child.sendLater(7, outcome("b"));

    assertEquals(List.of("a"), outcomes(parent.receive(), 7));
    assertEquals(List.of(large), outcomes(parent.receive(), 7));
    childsSocket.close();
    assertEquals(List.of("b"), outcomes(parent.receive(), 7));
  }

  @Test
  @DisplayName("M4: a frame that a child was making longer when it died has the length that fits, whatever the child had written of it")
  void frame_thatGrewAtTheMoment_endsWhereTheStreamEnds() throws WireException {
    Outbox outbox = outbox(100, 130);
    memory.putLong(2 * Long.BYTES, 110).order(ByteOrder.BIG_ENDIAN).putInt(3 * Long.BYTES + 10, 999);

    ByteBuffer rest = outbox.after(104);

    assertEquals(26, rest.remaining());
    assertEquals(130 - 110 - Integer.BYTES, rest.getInt(6));
  }

  @Test
  @DisplayName("E6: an outbox that says what cannot be is an exception of the wire")
  void outbox_thatLies_isAWireException() {
    assertThrows(WireException.class, () -> outbox(0, Long.MAX_VALUE).after(0));
    assertThrows(WireException.class, () -> outbox(-1, 10).after(0));
    assertThrows(WireException.class, () -> outbox(5, 10).after(0));
    assertThrows(WireException.class, () -> outbox(Long.MIN_VALUE, 10).after(0));
    assertThrows(WireException.class, () -> outbox(0, Outbox.CONTENT_BYTES + 1L).after(0));
  }

  @Test
  void outbox_ofWhichAllCame_hasNothing() throws WireException {
    assertEquals(0, outbox(0, 10).after(10).remaining());
    assertEquals(0, outbox(10, 5).after(10).remaining());
    assertEquals(3, outbox(4, 13).after(10).remaining());
  }

  private static ElementOutcome outcome(String text) {
    byte[] bytes = ("--" + text + "-").getBytes(StandardCharsets.UTF_8);
    return new ElementOutcome(false, bytes, 2, bytes.length - 3);
  }

  private static List<String> outcomes(Frame frame, long id) throws WireException {
    assertEquals(FrameType.ELEMENTS_ENDED, frame.type());
    assertEquals(id, frame.id());
    List<String> texts = new ArrayList<>();
    for (ByteBuffer body = ByteBuffer.wrap(frame.body()); body.hasRemaining(); ) {
      ElementOutcome outcome = ElementOutcome.from(body);
      texts.add(new String(outcome.bytes(), outcome.offset(), outcome.length(), StandardCharsets.UTF_8));
    }
    assertEquals(texts.size(), ElementOutcome.countIn(frame));
    return texts;
  }

  private Outbox outbox(long begin, long end) {
    memory.order(ByteOrder.nativeOrder()).putLong(0, begin).putLong(Long.BYTES, end)
        .putLong(2 * Long.BYTES, -1);
    return new Outbox(memory);
  }

  /** Takes what has come; returns the number of the last one. */
  private int hear(int before) throws IOException {
    int heard = before;
    parent.wakeUp();
    parent.await();
    for (Frame frame = parent.poll(); frame != null; frame = parent.poll()) {
      assertEquals(++heard, frame.id());
    }
    return heard;
  }

  private long receive() throws IOException {
    Frame frame = parent.receive();
    assertNotNull(frame, "the end of the stream");
    return frame.id();
  }

  private static Frame segmented(long id, int... lengths) {
    List<byte[]> segments = Arrays.stream(lengths).mapToObj(byte[]::new).toList();
    segments.forEach(segment -> new Random(segment.length).nextBytes(segment));
    return Frame.of(FrameType.TASK_SUCCEEDED, id, new byte[8], new byte[20], segments);
  }

  private static Frame frame(long id, int bytes) {
    return Frame.withBody(FrameType.TASK_SUCCEEDED, id, new byte[bytes]);
  }
}
