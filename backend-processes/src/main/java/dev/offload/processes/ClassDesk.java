package dev.offload.processes;

import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.WireException;
import java.util.List;

/** Answers one child's queries for classes and resources, and no more of them than it takes. For the worker's own thread. */
final class ClassDesk {
  /** More than the classes of a large program that are asked for while a batch of tasks is on its way. */
  static final int MAX_UNTAKEN_BYTES = 32 << 20;
  private static final int FRAME_BYTES = 64;

  private final ClassSource classes;
  private final Child child;
  private long untaken;

  ClassDesk(ClassSource classes, Child child) {
    this.classes = classes;
    this.child = child;
  }

  void serve(Frame request) throws WireException {
    if (child.unsentBytes() == 0) {
      untaken = 0;
    }
    if (untaken > MAX_UNTAKEN_BYTES) {
      // A child waits for each class it asks for. One that asks and does not read would fill this JVM's heap with answers.
      throw new WireException("it asks for classes and does not take them: " + untaken + " bytes of answers are waiting");
    }
    Frame answer = classes.answer(request);
    untaken += FRAME_BYTES + answer.body().length;
    child.send(List.of(answer));
  }
}
