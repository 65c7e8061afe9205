package dev.offload.processes.worker;

import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.TaskHead;
import dev.offload.processes.wire.WireException;
import dev.offload.processes.wire.WorkerSetup;
import java.io.IOException;
import java.util.Optional;

/** Reads what the parent sends, in the child's main thread, and hands tasks to the {@link TaskThread}. */
class WorkerLoop {
  private final FrameChannel channel;
  private final ParentClasses classes;
  private final TaskThread tasks;
  private boolean welcomed;
  private boolean stopping;

  WorkerLoop(FrameChannel channel, ParentClasses classes, TaskThread tasks) {
    this.channel = channel;
    this.classes = classes;
    this.tasks = tasks;
  }

  static WorkerLoop of(WorkerSetup setup, FrameChannel channel, ClaimBoard board) {
    CodecOptions all = CodecOptions.defaults().withMaxBytes(setup.maxMessageBytes());
    CodecOptions options = setup.allowedClasses().isEmpty() ? all : all.withAllowedClasses(setup.allowedClasses());
    ParentClasses classes = new ParentClasses(channel, loader -> new Codec(options, loader));
    TaskOutput output = TaskOutput.install(setup.outputMark());
    TaskThread tasks =
        new TaskThread(new Workplace(setup.workerName(), channel, board, classes, output, heapLimit(setup.maxHeapBytes())));
    return new WorkerLoop(channel, classes, tasks);
  }

  /** Returns when the parent has closed the channel; a stop from the parent ends the JVM from within. */
  void run() throws IOException {
    while (tryHandleNext()) {
      // Each turn is a method of its own, so that no reference to a frame outlives it (rule R7).
    }
  }

  private boolean tryHandleNext() throws IOException {
    Frame frame = channel.receive();
    if (frame != null) {
      handle(frame);
    }
    return frame != null;
  }

  /** An orderly end: shutdown hooks run. In a thread of its own, because this one still has to serve them classes. */
  void stop() {
    new Thread(() -> System.exit(0), "offload-stop").start();
  }

  private void handle(Frame frame) throws WireException {
    if (welcomed == (frame.type() == FrameType.WELCOME)) {
      throw new WireException(welcomed ? "a parent welcomes once" : "a parent begins with a welcome and not with " + frame.type());
    }
    switch (frame.type()) {
      case WELCOME -> welcome(frame);
      case RUN_TASK -> tasks.add(new TaskOrder(frame.id(), TaskHead.from(frame.head()), frame.body(), frame.lost()));
      case INTERRUPT -> tasks.interrupt(frame.id());
      case STACK_REQUEST -> tasks.tellStack(frame.id());
      case CLASS_REPLY -> classes.onReply(frame);
      case STOP -> stopOnce();
      default -> throw new WireException("a parent does not send " + frame.type());
    }
  }

  private void welcome(Frame frame) throws WireException {
    if (frame.lost()) {
      // Without its bytes it would be taken for none, and tasks would run in a worker that is not prepared for them.
      throw new WireException("the initializer does not fit into the worker's heap; raise processes.heapMb");
    }
    welcomed = true;
    classes.homeIsClassPath(frame.head().length == 1 && frame.head()[0] == 1);
    tasks.begin((int) frame.id(), frame.body());
  }

  private void stopOnce() {
    if (!stopping) {
      stopping = true;
      stop();
    }
  }

  /** Only where there is a limit: the classes that know of the heap's parts take their time to load. */
  private static Optional<HeapLimit> heapLimit(long maxHeapBytes) {
    return maxHeapBytes == 0 ? Optional.empty() : Optional.of(new HeapLimit(maxHeapBytes));
  }
}
