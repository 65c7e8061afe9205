package dev.offload.processes.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a child is told on its standard input before anything else, where nobody but its parent can write.
 *
 * @param token proves to the parent that a connection is this child's
 * @param address where the parent listens, for {@link Endpoint#connect}
 * @param claimBoard the path of the claim board's file
 * @param workerName for example {@code worker-3}
 * @param parentPid the parent's process id
 * @param parentStartMillis when the parent started, since the epoch; 0 if unknown. Tells it from a later process of the same id
 * @param outputMark goes ahead of a task's name in its output; empty if output is not marked
 * @param maxMessageBytes the longest encoded task, result or failure
 * @param maxHeapBytes how much of the heap may be in use after a collection; 0 for no limit
 * @param sharedKey what the child has to call the shared objects of its executor
 * @param allowedClasses the classes that may travel; empty for all
 */
public record WorkerSetup(
    byte[] token,
    String address,
    String claimBoard,
    String workerName,
    long parentPid,
    long parentStartMillis,
    String outputMark,
    int maxMessageBytes,
    long maxHeapBytes,
    long sharedKey,
    List<String> allowedClasses) {
  private static final int FRAME_OVERHEAD_BYTES = 1 << 20;

  /** The longest frame: a message of the greatest length, and what goes ahead of it. */
  public int maxFrameBytes() {
    return (int) Math.min(Integer.MAX_VALUE, (long) maxMessageBytes + FRAME_OVERHEAD_BYTES);
  }

  /** Writes it. */
  public void writeTo(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.write(token);
    out.writeUTF(address);
    out.writeUTF(claimBoard);
    out.writeUTF(workerName);
    out.writeLong(parentPid);
    out.writeLong(parentStartMillis);
    out.writeUTF(outputMark);
    out.writeInt(maxMessageBytes);
    out.writeLong(maxHeapBytes);
    out.writeLong(sharedKey);
    out.writeInt(allowedClasses.size());
    for (String allowed : allowedClasses) {
      out.writeUTF(allowed);
    }
    out.flush();
  }

  /** Reads it. */
  public static WorkerSetup readFrom(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    byte[] token = new byte[Hello.TOKEN_BYTES];
    in.readFully(token);
    String address = in.readUTF();
    String claimBoard = in.readUTF();
    String workerName = in.readUTF();
    long parentPid = in.readLong();
    long parentStartMillis = in.readLong();
    String outputMark = in.readUTF();
    int maxMessageBytes = in.readInt();
    long maxHeapBytes = in.readLong();
    long sharedKey = in.readLong();
    int count = in.readInt();
    if (count < 0) {
      throw new WireException("a set-up with " + count + " allowed classes");
    }
    List<String> allowed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      allowed.add(in.readUTF());
    }
    return new WorkerSetup(token, address, claimBoard, workerName, parentPid, parentStartMillis, outputMark, maxMessageBytes,
        maxHeapBytes, sharedKey, allowed);
  }
}
