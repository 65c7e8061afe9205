package dev.offload.processes.worker;

import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.TaskHead;
import dev.offload.processes.wire.WireException;
import dev.offload.processes.wire.WorkerSetup;
import java.io.IOException;
import java.util.Optional;

/** Reads what the parent sends, in the child's main thread, and hands tasks to the {@link TaskThread}. */
final class WorkerLoop {
  private final FrameChannel channel;
  private final ParentClassLoader classes;
  private final TaskThread tasks;

  WorkerLoop(WorkerSetup setup, FrameChannel channel, ClaimBoard board) {
    this.channel = channel;
    this.classes = new ParentClassLoader(channel);
    CodecOptions options = CodecOptions.defaults().withMaxBytes(setup.maxMessageBytes());
    Codec codec = new Codec(
        setup.allowedClasses().isEmpty() ? options : options.withAllowedClasses(setup.allowedClasses()), classes);
    TaskOutput output = TaskOutput.install(setup.outputMark());
    this.tasks = new TaskThread(new Workplace(setup.workerName(), channel, board, codec, output, heapLimit(setup.maxHeapBytes())));
    tasks.setContextClassLoader(classes);
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

  private void handle(Frame frame) throws WireException {
    switch (frame.type()) {
      case WELCOME -> tasks.begin(frame.body());
      case RUN_TASK -> tasks.add(new TaskOrder(frame.id(), TaskHead.from(frame.head()), frame.body(), frame.lost()));
      case INTERRUPT -> tasks.interrupt(frame.id());
      case STACK_REQUEST -> tasks.tellStack(frame.id());
      case CLASS_REPLY -> classes.onReply(frame);
      case STOP -> stop();
      default -> throw new WireException("a parent does not send " + frame.type());
    }
  }

  /** An orderly end: shutdown hooks run. In a thread of its own, because this one still has to serve them classes. */
  private static void stop() {
    new Thread(() -> System.exit(0), "offload-stop").start();
  }

  /** Only where there is a limit: the classes that know of the heap's parts take their time to load. */
  private static Optional<HeapLimit> heapLimit(long maxHeapBytes) {
    return maxHeapBytes == 0 ? Optional.empty() : Optional.of(new HeapLimit(maxHeapBytes));
  }
}
