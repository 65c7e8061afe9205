package dev.offload.processes.worker;

import dev.offload.TaskTransferException;
import dev.offload.codec.Codec;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.StackHead;
import dev.offload.spi.TaskCall;
import dev.offload.spi.TaskScope;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of this JVM, one after another. The other methods are for the thread that reads the channel. */
class TaskThread extends Thread {
  private final Workplace workplace;
  private final FrameChannel channel;
  private final TaskOutput output;
  private final BlockingQueue<TaskOrder> orders = new LinkedBlockingQueue<>();
  private byte[] initializer = new byte[0];
  private int initializerWorld;

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
  void begin(int world, byte[] encodedInitializer) {
    initializerWorld = world;
    initializer = encodedInitializer;
    start();
  }

  void add(TaskOrder order) {
    orders.add(order);
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
    if (initializer.length == 0) {
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
    if (!workplace.board().tryBegin(order.head().slot(), order.id())) {
      ends();
      channel.send(Frame.of(FrameType.TASK_SKIPPED, order.id()));
      return;
    }
    channel.send(Frame.of(FrameType.TASK_STARTED, order.id()));
    Reply reply = call(order, task);
    // A JVM that ran out of memory takes no more tasks: what it left undone anywhere cannot be known (rule R8).
    channel.send(reply.frame());
    // What this task returned must not be lost with the next one (rule M4), nor pile up here while the parent is slow to read.
    channel.awaitWritten();
    if (reply.outOfMemory()) {
      drainThenEnd(WorkerExitCode.OUT_OF_MEMORY);
    }
  }

  private Reply call(TaskOrder order, RunningTask task) {
    Codec codec = enter(order.head().world());
    try {
      output.task(order.name());
      Object result = TaskScope.call(task, () -> decode(order, codec).call());
      return new Reply(Frame.withBody(FrameType.TASK_SUCCEEDED, order.id(), codec.encodeResult(result)), false);
    } catch (Throwable e) {
      // Rule R3: whatever a task throws ends in its future.
      return new Reply(failureFrame(codec, FrameType.TASK_FAILED, order.id(), e), ranOutOfMemory(e));
    } finally {
      ends();
      output.task("");
    }
  }

  private static Frame failureFrame(Codec codec, FrameType type, long id, Throwable failure) {
    return Frame.withBody(type, id, codec.encodeFailure(failure));
  }

  private void askForReliefIfLeaking() {
    if (workplace.heapLimit().map(HeapLimit::isExceeded).orElse(false)) {
      channel.send(Frame.of(FrameType.HEAP_EXCEEDED, 0));
    }
  }

  private static boolean ranOutOfMemory(Throwable failure) {
    return failure instanceof OutOfMemoryError
        || failure instanceof TaskTransferException && failure.getCause() instanceof OutOfMemoryError;
  }

  /** Makes the loader of a task's code the one in whose context it runs, as it may have been in the parent. */
  private Codec enter(int world) {
    ParentClasses.World entered = workplace.classes().world(world);
    setContextClassLoader(entered.loader());
    return entered.codec();
  }

  private static TaskCall<?> decode(TaskOrder order, Codec codec) {
    if (order.lost()) {
      throw new TaskTransferException("the task's bytes do not fit into the worker's heap of "
          + (Runtime.getRuntime().maxMemory() >> 20) + " MiB; raise processes.heapMb", null);
    }
    return codec.decodeCall(order.call());
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
    channel.drain();
    endJvm(code);
  }

  /** Does not return. */
  void endJvm(WorkerExitCode code) {
    ParentWatch.end(code);
  }

  private record Reply(Frame frame, boolean outOfMemory) {}
}
