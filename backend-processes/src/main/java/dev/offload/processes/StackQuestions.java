package dev.offload.processes;

import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.StackHead;
import dev.offload.processes.wire.WireException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who waits to be told the stack of a task of one child. Called from any thread. */
final class StackQuestions {
  private final Child child;
  private final Map<Long, Consumer<StackTraceElement[]>> asking = new ConcurrentHashMap<>();

  StackQuestions(Child child) {
    this.child = child;
  }

  void ask(long id, Consumer<StackTraceElement[]> answer) {
    asking.put(id, answer);
    child.send(List.of(Frame.of(FrameType.STACK_REQUEST, id)));
  }

  /** One that nobody asked for is dropped. */
  void answer(Frame reply) throws WireException {
    Consumer<StackTraceElement[]> answer = asking.remove(reply.id());
    if (answer != null) {
      answer.accept(StackHead.from(reply.head()).frames().toArray(StackTraceElement[]::new));
    }
  }
}
