package dev.offload.processes.worker;

import dev.offload.TaskTransferException;
import dev.offload.codec.Codec;
import dev.offload.codec.Encoded;
import dev.offload.processes.wire.EndHead;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.StackHead;
import dev.offload.spi.TaskScope;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of this JVM, one after another, and reads the channel while it has none. The other methods are for the thread that reads
 * the channel meanwhile.
 */
class TaskThread extends Thread {
  /** For how long a reply may wait for the next one: what the parent sends next should be here before this thread is out of work. */
  private static final long LATER_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final Workplace workplace;
  private final FrameChannel channel;
  private final TaskOutput output;
  private final BlockingQueue<TaskOrder> orders = new LinkedBlockingQueue<>();
  private final AtomicLong begun = new AtomicLong();
  private volatile boolean atWork = true;
  private @Nullable Instructions instructions;
  private Encoded initializer = Encoded.of(new byte[0]);
  private int initializerWorld;
  private long clockNanos;
  private long sentNanos;

  // Guarded by this: an interrupt must reach the task it is meant for, and no other.
  private @Nullable RunningTask running;

  TaskThread(Workplace workplace) {
    super("offload-task");
    this.workplace = workplace;
    this.channel = workplace.channel();
    this.output = workplace.output();
    setDaemon(true);
  }

  /** Starts it; the first thing it does is to run the initializer, if there are bytes of one. */
  void begin(Instructions from, int world, Encoded encodedInitializer) {
    instructions = from;
    initializerWorld = world;
    initializer = encodedInitializer;
    start();
  }

  void add(TaskOrder order) {
    orders.add(order);
  }

  /** How many tasks have begun. */
  long begun() {
    return begun.get();
  }

  /** Tells whether it has a task, or the initializer, so that it does not read the channel. */
  boolean isAtWork() {
    return atWork;
  }

  /** Tells the parent of the task that runs, and all else that has waited for more to be told. */
  void tellStarted() {
    synchronized (this) {
      if (running != null) {
        running.tellStarted();
      }
    }
    channel.flush();
  }

  synchronized void interrupt(long id) {
    if (running != null && running.id() == id) {
      running.cancel();
      interrupt();
    }
  }

  void tellStack(long id) {
    StackTraceElement[] stack = getStackTrace();
    boolean meant;
    synchronized (this) {
      meant = running != null && running.id() == id;
    }
    channel.send(Frame.withHead(
        FrameType.STACK_REPLY, id, StackHead.of(meant ? stack : new StackTraceElement[0]).toBytes()));
  }

  @Override
  public void run() {
    try {
      initialize();
      channel.send(Frame.of(FrameType.READY, 0));
      while (true) {
        perform(next());
        askForReliefIfLeaking();
      }
    } catch (Throwable e) {
      // Without this thread the JVM would take tasks and run none: it ends, so that its parent gets to know (rule E6).
      System.err.println("worker: the task thread failed: " + e);
      drainThenEnd(WorkerExitCode.TASK_THREAD_FAILED);
    }
  }

  private TaskOrder next() {
    TaskOrder order = orders.poll();
    if (order == null) {
      order = readNext();
      clockNanos = System.nanoTime();
    }
    return order;
  }

  private TaskOrder readNext() {
    TaskOrder order = null;
    atWork = false;
    while (order == null) {
      if (instructions.haveEnded()) {
        order = takeLast();
      } else {
        instructions.readUnless(() -> !orders.isEmpty());
        order = orders.poll();
      }
    }
    atWork = true;
    workplace.turn().onWork();
    return order;
  }

  /** The channel has ended, and this JVM with it as soon as the listener has seen that. */
  private TaskOrder takeLast() {
    while (true) {
      try {
        return orders.take();
      } catch (InterruptedException e) {
        // From a thread that a task left behind; it means nothing to the next task.
        continue;
      }
    }
  }

  private void initialize() {
    if (initializer.length() == 0) {
      return;
    }
    Codec codec = enter(initializerWorld);
    try {
      codec.decodeCall(initializer).call();
    } catch (Throwable e) {
      channel.send(failureFrame(codec, FrameType.INITIALIZER_FAILED, 0, e));
      drainThenEnd(WorkerExitCode.INITIALIZER_FAILED);
    } finally {
      interrupted();
      output.flush();
    }
  }

  private void perform(TaskOrder order) {
    RunningTask task = new RunningTask(order, workplace.workerName(), channel);
    // Ahead of the claim: from that on an interrupt may come, and must find its task.
    begins(task);
    if (!workplace.board().tryBegin(order.id())) {
      ends();
      reply(Frame.of(FrameType.TASK_SKIPPED, order.id()));
      return;
    }
    countBegun();
    // Ahead of the look at the listener: either this thread tells that it has begun, or that one does.
    task.begins();
    if (workplace.turn().isListening()) {
      tellStarted();
    }
    Reply reply = order.isChunk() ? callEach(order, task) : call(order, task);
    // A JVM that ran out of memory takes no more tasks: what it left undone anywhere cannot be known (rule R8).
    reply(reply.frame());
    if (reply.outOfMemory()) {
      drainThenEnd(WorkerExitCode.OUT_OF_MEMORY);
    }
  }

  /** Replies, at once or with the next reply. What a task returned must not be lost with the next task (rule M4): it is in the outbox. */
  private void reply(Frame frame) {
    channel.sendLater(frame);
    if (orders.isEmpty() || workplace.turn().isListening() || clockNanos - sentNanos > LATER_NANOS) {
      channel.flush();
      sentNanos = clockNanos;
    }
    makeSafe();
  }

  private void makeSafe() {
    while (!channel.isSafe()) {
      // It is long, and has to be written by who reads. Nor may replies pile up here while the parent is slow to read.
      if (workplace.turn().isListening() || instructions.haveEnded()) {
        channel.awaitSafe();
      } else {
        instructions.readUnless(channel::isSafe);
      }
    }
  }

  private Reply call(TaskOrder order, RunningTask task) {
    Codec codec = enter(order.head().world());
    try {
      output.task(order.head().name());
      Object result = TaskScope.call(task, () -> codec.decodeCall(order.ensureMessage()).call());
      // The result is sent before anything else runs here that could change it: no need for a snapshot.
      Encoded encoded = codec.encodeLentResult(result);
      return new Reply(Frame.of(FrameType.TASK_SUCCEEDED, order.id(), ran(), encoded.inline(), encoded.segments()), false);
    } catch (Throwable e) {
      // Rule R3: whatever a task throws ends in its future.
      byte[] encoded = codec.encodeFailure(e);
      return new Reply(Frame.of(FrameType.TASK_FAILED, order.id(), ran(), encoded), ranOutOfMemory(e));
    } finally {
      ends();
      output.task("");
    }
  }

  private Reply callEach(TaskOrder order, RunningTask task) {
    ElementRun run = new ElementRun(workplace, enter(order.head().world()), order, task);
    try {
      if (!run.run(this::countBegun, this::makeSafe)) {
        drainThenEnd(WorkerExitCode.OUT_OF_MEMORY);
      }
      return new Reply(Frame.withHead(FrameType.CHUNK_ENDED, order.id(), ran()), false);
    } finally {
      ends();
      output.task("");
    }
  }

  private void countBegun() {
    begun.lazySet(begun.get() + 1);
  }

  /** How long it is since the task before ended, or this one came. */
  private byte[] ran() {
    long now = System.nanoTime();
    byte[] head = new EndHead(Math.max(0, now - clockNanos)).toBytes();
    clockNanos = now;
    return head;
  }

  private static Frame failureFrame(Codec codec, FrameType type, long id, Throwable failure) {
    return Frame.withBody(type, id, codec.encodeFailure(failure));
  }

  private void askForReliefIfLeaking() {
    if (workplace.heapLimit().map(HeapLimit::isExceeded).orElse(false)) {
      channel.send(Frame.of(FrameType.HEAP_EXCEEDED, 0));
    }
  }

  static boolean ranOutOfMemory(Throwable failure) {
    return failure instanceof OutOfMemoryError
        || failure instanceof TaskTransferException && failure.getCause() instanceof OutOfMemoryError;
  }

  /** Makes the loader of a task's code the one in whose context it runs, as it may have been in the parent. */
  private Codec enter(int world) {
    ParentClasses.World entered = workplace.classes().enter(world);
    setContextClassLoader(entered.loader());
    return entered.codec();
  }

  private synchronized void begins(RunningTask task) {
    running = task;
  }

  /** From here on no interrupt comes, and one that came is forgotten. */
  private synchronized void ends() {
    running = null;
    interrupted();
  }

  private void drainThenEnd(WorkerExitCode code) {
    channel.onJvmEnds();
    channel.drain();
    endJvm(code);
  }

  /** Does not return. */
  void endJvm(WorkerExitCode code) {
    ParentWatch.end(code);
  }

  private record Reply(Frame frame, boolean outOfMemory) {}
}
