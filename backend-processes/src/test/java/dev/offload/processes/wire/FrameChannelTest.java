package dev.offload.processes.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameChannelTest {
  private static final int MAX_FRAME_BYTES = 40 << 20;
  private static final int BIG = 32 << 20;

  @TempDir private Path directory;
  private SocketChannel socket;
  private FrameChannel here;
  private FrameChannel there;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocketChannel listener = Endpoint.listen(directory.resolve("socket"))) {
      socket = Endpoint.connect(Endpoint.addressOf(listener));
      there = new FrameChannel(listener.accept(), MAX_FRAME_BYTES);
    }
    here = new FrameChannel(socket, MAX_FRAME_BYTES);
  }

  @AfterEach
  void close() throws IOException {
    thread.shutdownNow();
    here.close();
    there.close();
  }

  @Test
  void frame_sent_arrivesAsItWas() throws IOException {
    here.send(Frame.of(FrameType.RUN_TASK, 42, "head".getBytes(UTF_8), "body".getBytes(UTF_8)));

    Frame frame = assertNotNullFrame(there.receive());
    assertEquals(FrameType.RUN_TASK, frame.type());
    assertEquals(42, frame.id());
    assertArrayEquals("head".getBytes(UTF_8), frame.head());
    assertArrayEquals("body".getBytes(UTF_8), frame.body());
  }

  @Test
  void frames_ofAllSizes_arriveWholeAndInOrder() throws Exception {
    List<Integer> sizes = List.of(0, 1, 65_535, 65_536, 65_537, 131_072, 1_000_000, 0, BIG, 7);
    Random random = new Random(1);
    List<byte[]> bodies = sizes.stream().map(size -> randomBytes(random, size)).toList();
    Future<Frame> pump = pumpHere();

    for (int i = 0; i < bodies.size(); i++) {
      here.send(Frame.withBody(FrameType.TASK_SUCCEEDED, i, bodies.get(i)));
    }

    for (int i = 0; i < bodies.size(); i++) {
      Frame frame = assertNotNullFrame(there.receive());
      assertEquals(i, frame.id());
      assertArrayEquals(bodies.get(i), frame.body());
    }
    there.send(Frame.of(FrameType.STOP, 0));
    assertEquals(FrameType.STOP, assertNotNullFrame(pump.get()).type());
  }

  @Test
  void frames_withSegments_arriveWholeAndInOrder() throws Exception {
    Random random = new Random(2);
    List<List<byte[]>> segments = List.of(List.of(randomBytes(random, 65_536)), List.of(), List.of(randomBytes(random, BIG)),
        List.of(randomBytes(random, 1_000_000), randomBytes(random, 131_072), randomBytes(random, 2_000)), List.of());
    Future<Frame> pump = pumpHere();

    for (int i = 0; i < segments.size(); i++) {
      here.send(Frame.of(FrameType.TASK_SUCCEEDED, i, new byte[8], new byte[i], segments.get(i)));
    }

    for (int i = 0; i < segments.size(); i++) {
      Frame frame = assertNotNullFrame(there.receive());
      assertEquals(i, frame.id());
      assertEquals(i, frame.body().length);
      assertEquals(segments.get(i).size(), frame.segments().size());
      for (int j = 0; j < segments.get(i).size(); j++) {
        assertArrayEquals(segments.get(i).get(j), frame.segments().get(j));
      }
    }
    there.send(Frame.of(FrameType.STOP, 0));
    assertEquals(FrameType.STOP, assertNotNullFrame(pump.get()).type());
  }

  @Test
  void segment_fromOneThatHasSentMuch_isReadIntoItsOnlyArray() throws Exception {
    pumpHere();
    here.send(Frame.of(FrameType.TASK_SUCCEEDED, 1, new byte[8], new byte[2], List.of(new byte[BIG / 4])));
    assertNotNullFrame(there.receive());
    here.send(Frame.of(FrameType.TASK_SUCCEEDED, 2, new byte[8], new byte[2], List.of(new byte[BIG])));

    long before = allocated();
    Frame frame = assertNotNullFrame(there.receive());
    long taken = allocated() - before;

    assertEquals(BIG, frame.segments().get(0).length);
    assertTrue(taken < BIG + (1 << 20), "it took " + taken + " bytes, so it was copied on the way");
  }

  @Test
  void send_toOneThatDoesNotRead_returnsAtOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      here.send(Frame.withBody(FrameType.TASK_SUCCEEDED, i, new byte[1 << 20]));
    }

    Future<Frame> pump = pumpHere();
    for (int i = 0; i < 20; i++) {
      assertEquals(i, assertNotNullFrame(there.receive()).id());
    }
    there.send(Frame.of(FrameType.STOP, 0));
    assertEquals(FrameType.STOP, assertNotNullFrame(pump.get()).type());
  }

  @Test
  void send_byAnInterruptedThread_keepsTheChannelOpen() throws IOException {
    Thread.currentThread().interrupt();
    here.send(Frame.of(FrameType.READY, 1));
    assertTrue(Thread.interrupted(), "the interrupt was lost");

    assertEquals(1, assertNotNullFrame(there.receive()).id());
    here.send(Frame.of(FrameType.READY, 2));
    assertEquals(2, assertNotNullFrame(there.receive()).id());
  }

  @Test
  void receive_whenTheJvmEnds_stillTakesFramesAndWritesWhatIsLeft() throws Exception {
    there.onJvmEnds();
    Future<Frame> late = thread.submit(there::receive);
    here.send(Frame.of(FrameType.CLASS_REPLY, 1));
    assertEquals(1, assertNotNullFrame(late.get()).id());

    there.send(Frame.withBody(FrameType.TASK_SUCCEEDED, 2, new byte[BIG]));
    Future<Frame> end = thread.submit(there::receive);
    assertEquals(BIG, assertNotNullFrame(here.receive()).body().length);
    here.close();

    assertNull(end.get());
  }

  @Test
  void receive_atTheEndOfTheStream_isNull() throws IOException {
    here.close();

    assertNull(there.receive());
  }

  @Test
  void receive_whenTheStreamEndsWithinAFrame_fails() throws IOException {
    socket.write(ByteBuffer.allocate(10).putInt(100).putInt(0).putShort((short) 0).flip());
    here.close();

    assertThrows(WireException.class, () -> there.receive());
  }

  @Test
  void receive_anOversizedFrame_failsBeforeMemoryIsTaken() throws IOException {
    socket.write(ByteBuffer.allocate(17).putInt(Integer.MAX_VALUE).put(new byte[13]).flip());

    WireException e = assertThrows(WireException.class, () -> there.receive());
    assertTrue(e.getMessage().contains("2147483647"), e.getMessage());
  }

  @Test
  void receive_anUnknownType_fails() throws IOException {
    socket.write(ByteBuffer.allocate(17).putInt(13).put((byte) 99).put(new byte[12]).flip());

    WireException e = assertThrows(WireException.class, () -> there.receive());
    assertTrue(e.getMessage().contains("99"), e.getMessage());
  }

  @Test
  void receive_aHeadLongerThanItsFrame_fails() throws IOException {
    socket.write(ByteBuffer.allocate(17).putInt(13).put((byte) 0).putLong(1).putInt(5).flip());

    assertThrows(WireException.class, () -> there.receive());
  }

  @Test
  void receive_aLengthWhoseBytesNeverCome_takesLittleMemory() throws IOException {
    socket.write(ByteBuffer.allocate(1_017).putInt(MAX_FRAME_BYTES).put((byte) 0).putLong(1).putInt(0).clear());
    here.close();

    long before = allocated();
    assertThrows(WireException.class, () -> there.receive());
    long taken = allocated() - before;

    assertTrue(taken < 8 << 20, "a length alone took " + taken + " bytes");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** What the socket does not take at once goes out while this end receives. */
  private Future<Frame> pumpHere() {
    return thread.submit(() -> here.receive());
  }

  private static byte[] randomBytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Frame assertNotNullFrame(Frame frame) {
    assertNotNull(frame, "the stream ended");
    return frame;
  }
}
