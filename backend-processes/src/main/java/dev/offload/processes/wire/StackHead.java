package dev.offload.processes.wire;

import java.util.Arrays;
import java.util.List;

/** The stack of a thread, innermost call first; of a deep one the first 1,000 calls. */
public record StackHead(List<StackTraceElement> frames) {
  private static final int MAX_FRAMES = 1_000;

  /** The stack of a thread, cut to what a frame takes. */
  public static StackHead of(StackTraceElement[] stack) {
    return new StackHead(Arrays.stream(stack).limit(MAX_FRAMES).toList());
  }

  /** The head as bytes. */
  public byte[] toBytes() {
    return Heads.write(out -> {
      out.writeInt(frames.size());
      for (StackTraceElement frame : frames) {
        out.writeUTF(frame.getClassName());
        out.writeUTF(frame.getMethodName());
        out.writeUTF(frame.getFileName() == null ? "" : frame.getFileName());
        out.writeInt(frame.getLineNumber());
      }
    });
  }

  /**
   * The head from bytes.
   *
   * @throws WireException if they are none
   */
  public static StackHead from(byte[] head) throws WireException {
    return Heads.read(head, in -> {
      StackTraceElement[] frames = new StackTraceElement[Math.min(MAX_FRAMES, in.readInt())];
      for (int i = 0; i < frames.length; i++) {
        String className = in.readUTF();
        String method = in.readUTF();
        String file = in.readUTF();
        frames[i] = new StackTraceElement(className, method, file.isEmpty() ? null : file, in.readInt());
      }
      return new StackHead(List.of(frames));
    });
  }
}
