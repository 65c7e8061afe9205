package dev.offload.processes;

import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers one child's requests for class files, and no more of them than it takes. For the worker's own thread. */
final class ClassDesk {
  /** More than the classes of a large program that are asked for while a batch of tasks is on its way. */
  static final int MAX_UNTAKEN_BYTES = 32 << 20;
  private static final int MAX_NAME_BYTES = 65_535;
  private static final int FRAME_BYTES = 64;

  private final ClassSource classes;
  private final Child child;
  private long untaken;

  ClassDesk(ClassSource classes, Child child) {
    this.classes = classes;
    this.child = child;
  }

  void serve(Frame request) throws WireException {
    if (!child.hasUnsent()) {
      untaken = 0;
    }
    if (untaken > MAX_UNTAKEN_BYTES) {
      // A child waits for each class it asks for. One that asks and does not read would fill this JVM's heap with answers.
      throw new WireException("it asks for classes and does not take them: " + untaken + " bytes of answers are waiting");
    }
    byte[] classFile = classFile(request.head());
    untaken += FRAME_BYTES + classFile.length;
    byte[] found = {(byte) (classFile.length > 0 ? 1 : 0)};
    child.send(List.of(Frame.of(FrameType.CLASS_REPLY, request.id(), found, classFile)));
  }

  /** What can be no class is not looked for: a task may ask its class loader for anything, and loaders differ in what they make of it. */
  private byte[] classFile(byte[] head) {
    String name = new String(head, StandardCharsets.UTF_8);
    return head.length <= MAX_NAME_BYTES && isBinaryName(name) ? classes.classFile(name) : new byte[0];
  }

  /** As the JVM has it, less what file systems read otherwise. Its dots part packages, so none leads out of a class path. */
  private static boolean isBinaryName(String name) {
    char before = '.';
    for (int i = 0; i < name.length(); i++) {
      char at = name.charAt(i);
      if (at == '.' && before == '.' || at < ' ' || "/\\;[:".indexOf(at) >= 0) {
        return false;
      }
      before = at;
    }
    return before != '.';
  }
}
