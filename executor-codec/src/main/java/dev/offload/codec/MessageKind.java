package dev.offload.codec;

import dev.offload.TaskTransferException;
import dev.offload.spi.TaskCall;
import java.util.List;

/** What a message is, told by its first byte, and what its parts are called in errors. */
enum MessageKind {
  CALLABLE("task"),
  ACTION("task"),
  FUNCTION("task", "task.argument"),
  BI_FUNCTION("task", "task.first", "task.second"),
  RESULT("result"),
  FAILURE("failure");

  private static final MessageKind[] KINDS = values();
  // Away from zero, so that bytes of something else are found out early.
  private static final int FIRST_CODE = 0x51;

  private final List<String> parts;

  MessageKind(String... parts) {
    this.parts = List.of(parts);
  }

  byte code() {
    return (byte) (FIRST_CODE + ordinal());
  }

  int partCount() {
    return parts.size();
  }

  String part(int index) {
    return parts.get(index);
  }

  /** How the part is called at the beginning of a sentence. */
  String subject(int index) {
    return index > 0 ? "The argument" : "The " + parts.get(0);
  }

  boolean begins(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == code();
  }

  static MessageKind of(TaskCall<?> call) {
    if (call instanceof TaskCall.OfFunction<?, ?>) {
      return FUNCTION;
    }
    if (call instanceof TaskCall.OfBiFunction<?, ?, ?>) {
      return BI_FUNCTION;
    }
    return call instanceof TaskCall.OfAction ? ACTION : CALLABLE;
  }

  static MessageKind ofCall(byte[] bytes) {
    for (MessageKind kind : KINDS) {
      if (kind.begins(bytes) && kind.part(0).equals("task")) {
        return kind;
      }
    }
    throw new TaskTransferException("The task cannot be decoded: the bytes (" + bytes.length + ") are no task", null);
  }
}
