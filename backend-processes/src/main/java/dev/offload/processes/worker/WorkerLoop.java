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

/** Reads what the parent sends, in the child's main thread, and hands tasks to the {@link TaskThread}. */
final class WorkerLoop {
  private final FrameChannel channel;
  private final ParentClasses classes;
  private final TaskThread tasks;

  WorkerLoop(WorkerSetup setup, FrameChannel channel, ClaimBoard board) {
    this.channel = channel;
    CodecOptions all = CodecOptions.defaults().withMaxBytes(setup.maxMessageBytes());
    CodecOptions options = setup.allowedClasses().isEmpty() ? all : all.withAllowedClasses(setup.allowedClasses());
    this.classes = new ParentClasses(channel, loader -> new Codec(options, loader));
    TaskOutput output = TaskOutput.install(setup.outputMark());
    this.tasks = new TaskThread(setup.workerName(), channel, board, classes, output);
  }

  /** Returns when the parent has closed the channel; a stop from the parent ends the JVM from within. */
  void run() throws IOException {
    for (Frame frame = channel.receive(); frame != null; frame = channel.receive()) {
      handle(frame);
    }
  }

  private void handle(Frame frame) throws WireException {
    switch (frame.type()) {
      case WELCOME -> tasks.begin((int) frame.id(), frame.body());
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

  static Frame failureFrame(Codec codec, FrameType type, long id, Throwable failure) {
    return Frame.withBody(type, id, codec.encodeFailure(failure));
  }
}
