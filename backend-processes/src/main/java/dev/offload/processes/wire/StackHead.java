package dev.offload.processes.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The stack of a thread, innermost call first; of a deep one the first 1,000 calls, or fewer where their names are very long. */
public record StackHead(List<StackTraceElement> frames) {
  private static final int MAX_FRAMES = 1_000;
  private static final int MAX_TEXT = 2_000;
  // Half of what a head may have.
  private static final int MAX_BYTES = 1 << 19;

  /** The stack of a thread, cut to what a frame takes. */
  public static StackHead of(StackTraceElement[] stack) {
    return new StackHead(Arrays.stream(stack).limit(MAX_FRAMES).toList());
  }

  /** The head as bytes. */
  public byte[] toBytes() {
    return Heads.write(out -> {
      for (StackTraceElement frame : frames) {
        if (out.size() > MAX_BYTES) {
          break;
        }
        out.writeBoolean(true);
        write(frame, out);
      }
      out.writeBoolean(false);
    });
  }

  /**
   * The head from bytes.
   *
   * @throws WireException if they are none
   */
  public static StackHead from(byte[] head) throws WireException {
    return Heads.read(head, in -> {
      List<StackTraceElement> frames = new ArrayList<>();
      while (in.readBoolean()) {
        if (frames.size() == MAX_FRAMES) {
          throw new WireException("a stack of more than " + MAX_FRAMES + " calls");
        }
        frames.add(read(in));
      }
      return new StackHead(List.copyOf(frames));
    });
  }

  private static void write(StackTraceElement frame, DataOutputStream out) throws IOException {
    out.writeUTF(Heads.cut(frame.getClassName(), MAX_TEXT));
    out.writeUTF(Heads.cut(frame.getMethodName(), MAX_TEXT));
    out.writeUTF(frame.getFileName() == null ? "" : Heads.cut(frame.getFileName(), MAX_TEXT));
    out.writeInt(frame.getLineNumber());
  }

  private static StackTraceElement read(DataInputStream in) throws IOException {
    String className = in.readUTF();
    String method = in.readUTF();
    String file = in.readUTF();
    return new StackTraceElement(className, method, file.isEmpty() ? null : file, in.readInt());
  }
}
