package dev.offload.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.KryoBufferUnderflowException;
import dev.offload.RemoteTaskException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the throwables of a failure again: each as itself if this JVM can, else as a {@link RemoteTaskException} that tells of it. */
final class FailureReader {
  private final CodecContext context;
  private final List<ThrowableNode> nodes;
  private final @Nullable Throwable[] made;
  private final boolean[] inTheMaking;

  private FailureReader(List<ThrowableNode> nodes, CodecContext context) {
    this.nodes = nodes;
    this.context = context;
    this.made = new Throwable[nodes.size()];
    this.inTheMaking = new boolean[nodes.size()];
  }

  /** The throwable of which all the rest of {@code input} tells. */
  static Throwable read(BoundedInput input, CodecContext context) throws IOException, ClassNotFoundException {
    List<ThrowableNode> nodes = readNodes(input, context);
    FailureReader reader = new FailureReader(nodes, context);
    // From the last: causes stand behind what they caused, and made before it they need no nesting, however many there are.
    for (int i = nodes.size() - 1; i > 0; i--) {
      reader.make(i);
    }
    return reader.make(0);
  }

  private static List<ThrowableNode> readNodes(BoundedInput input, CodecContext context) throws IOException, ClassNotFoundException {
    int count = input.readVarInt(true);
    if (count < 1 || count > FailureWriter.MOST_THROWABLES) {
      throw new KryoException("a failure of " + count + " throwables");
    }
    List<ThrowableNode> plain = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      plain.add(readNode(input, count));
    }
    if (input.remaining() == 0) {
      // There was no room for stack traces.
      return plain;
    }
    Object traces = JavaReader.read(input.readBytes(input.remaining()), context, index -> null);
    if (!(traces instanceof StackTraceElement[][] all) || all.length != count) {
      throw new KryoException("no stack traces");
    }
    List<ThrowableNode> nodes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      nodes.add(plain.get(i).withTrace(all[i]));
    }
    return nodes;
  }

  private static ThrowableNode readNode(BoundedInput input, int count) {
    String className = input.readString();
    String message = input.readString();
    int cause = readPlace(input, count + 1) - 1;
    int suppressedCount = readPlace(input, FailureWriter.MOST_THROWABLES + 1);
    List<Integer> suppressed = new ArrayList<>();
    for (int i = 0; i < suppressedCount; i++) {
      suppressed.add(readPlace(input, count));
    }
    int length = input.readVarInt(true);
    byte[] java = length == 0 ? null : input.readBytes(length);
    return new ThrowableNode(String.valueOf(className), message, cause, suppressed, new StackTraceElement[0], java);
  }

  private static int readPlace(BoundedInput input, int end) {
    int place = input.readVarInt(true);
    if (place < 0 || place >= end) {
      throw new KryoBufferUnderflowException("a place of " + place + " of " + end);
    }
    return place;
  }

  private Throwable make(int place) {
    Throwable known = made[place];
    if (known != null) {
      return known;
    }
    ThrowableNode node = nodes.get(place);
    if (inTheMaking[place]) {
      return node.standIn(null);
    }
    inTheMaking[place] = true;
    Throwable throwable = asItself(node);
    if (throwable == null) {
      throwable = standIn(node);
    }
    made[place] = throwable;
    inTheMaking[place] = false;
    return throwable;
  }

  private @Nullable Throwable asItself(ThrowableNode node) {
    byte[] java = node.java();
    if (java == null) {
      return null;
    }
    try {
      Object object = JavaReader.read(java, context, this::make);
      return object instanceof Throwable throwable && Answers.isSound(throwable) ? throwable : null;
    } catch (Throwable e) {
      // Its class is unknown here or its readObject throws: the stand-in tells of the failure itself, which matters more (rule R4).
      return null;
    }
  }

  private RemoteTaskException standIn(ThrowableNode node) {
    RemoteTaskException standIn = node.standIn(node.cause() < 0 ? null : make(node.cause()));
    node.suppressed().forEach(place -> standIn.addSuppressed(make(place)));
    return standIn;
  }
}
