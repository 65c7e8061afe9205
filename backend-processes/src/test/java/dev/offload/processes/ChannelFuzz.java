package dev.offload.processes;

import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.Mutation;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What the children of one fuzz share: the frames of real ones, the counts, and what went wrong. Any thread. */
final class ChannelFuzz {
  static final int MAX_FRAME_BYTES = 257 << 20;
  private static final String EXPECTED = "dev.offload.processes.wire.WireException";

  private final Stage stage;
  private final Map<FrameType, List<Frame>> recorded = new EnumMap<>(FrameType.class);
  private final AtomicLong mutated = new AtomicLong();
  private final AtomicLong sessions = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong mostAllocated = new AtomicLong();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final Queue<ClaimBoard> boards = new ConcurrentLinkedQueue<>();
  private final AtomicLong boardsMade = new AtomicLong();
  private volatile boolean honest;

  ChannelFuzz(Stage stage, List<Frame> frames) {
    this.stage = stage;
    frames.forEach(frame -> recorded.computeIfAbsent(frame.type(), type -> new ArrayList<>()).add(frame));
  }

  SocketChannel[] connect() throws IOException {
    return stage.connect();
  }

  /** A claim board, perhaps used before: both sides of it are here. */
  ClaimBoard takeBoard() throws IOException {
    ClaimBoard used = boards.poll();
    return used != null ? used : ClaimBoard.create(stage.directory().resolve("board-" + boardsMade.incrementAndGet()));
  }

  void giveBack(ClaimBoard board) {
    boards.add(board);
  }

  /** From now on nothing goes wrong any more. */
  void endMutations() {
    honest = true;
  }

  /** What a child says of a task, with some talk that fits anywhere. */
  List<Frame> conversation(long id, Random random) {
    List<Frame> frames = new ArrayList<>();
    frames.add(any(FrameType.TASK_STARTED, id, random));
    if (!honest && random.nextInt(3) == 0) {
      FrameType[] talk = {FrameType.TASK_PROGRESS, FrameType.CLASS_REQUEST, FrameType.STACK_REPLY, FrameType.TASK_SKIPPED,
          FrameType.INITIALIZER_FAILED, FrameType.ELEMENTS_ENDED, FrameType.ELEMENT_SUCCEEDED, FrameType.CHUNK_ENDED,
          FrameType.SHARED_CALL, FrameType.SHARED_CALL, FrameType.SHARED_WITHDRAWAL};
      frames.add(any(talk[random.nextInt(talk.length)], id, random));
    }
    frames.add(any(honest || random.nextBoolean() ? FrameType.TASK_SUCCEEDED : FrameType.TASK_FAILED, id, random));
    return frames;
  }

  Mutation mutate(Frame frame, Random random) {
    if (honest || random.nextInt(3) > 0) {
      return Mutation.none(frame);
    }
    mutated.incrementAndGet();
    FrameType[] types = recorded.keySet().toArray(FrameType[]::new);
    return Mutation.of(frame, any(types[random.nextInt(types.length)], frame.id(), random), random);
  }

  void onEnd(String trouble, long allocated) {
    sessions.incrementAndGet();
    mostAllocated.accumulateAndGet(allocated, Math::max);
    if (trouble.startsWith(EXPECTED)) {
      refused.incrementAndGet();
    } else if (!trouble.isEmpty()) {
      surprises.add(trouble);
    }
  }

  long mutated() {
    return mutated.get();
  }

  long sessions() {
    return sessions.get();
  }

  long refused() {
    return refused.get();
  }

  long mostAllocated() {
    return mostAllocated.get();
  }

  /** How children ended otherwise than at their own will or by an exception of the wire. */
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  private Frame any(FrameType type, long id, Random random) {
    List<Frame> choice = recorded.get(type);
    Frame frame = choice.get(random.nextInt(choice.size()));
    return Frame.of(type, id, frame.head(), frame.body(), frame.segments());
  }
}
