package dev.offload.codec;

import com.esotericsoftware.kryo.io.Output;
import dev.offload.RemoteTaskException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Throwables to bytes. Each one, with its causes and suppressed ones, goes twice: in plain words that every JVM can read, and by Java
 * serialization if it can be had so. They go apart from one another, so that one that cannot travel or arrive takes no other along.
 */
final class FailureWriter {
  static final int MOST_THROWABLES = 100;
  private static final List<Detail> DETAILS = List.of(new Detail(MOST_THROWABLES, 1024, 1 << 16, true),
      new Detail(MOST_THROWABLES, 1024, 1 << 16, false), new Detail(20, 100, 2000, false), new Detail(4, 10, 200, false),
      new Detail(1, 0, 60, false));

  private final Detail detail;
  private final ClassGate gate;
  private final int limit;
  private final List<Throwable> throwables = new ArrayList<>();
  private final Map<Throwable, Integer> places = new IdentityHashMap<>();

  /** How much is told; the less, the less space it takes. */
  private record Detail(int throwables, int frames, int chars, boolean java) {}

  private FailureWriter(Detail detail, ClassGate gate, int limit) {
    this.detail = detail;
    this.gate = gate;
    this.limit = limit;
  }

  /** The bytes of {@code failure}: all of it if that takes no more than {@code limit} bytes, else as much as does. */
  static byte[] write(Throwable failure, ClassGate gate, int limit) throws IOException {
    byte[] bytes = {};
    for (Detail detail : DETAILS) {
      bytes = new FailureWriter(detail, gate, limit).write(failure);
      if (bytes.length <= limit) {
        return bytes;
      }
    }
    return bytes;
  }

  /** The least that can be told, for when there is no memory to tell more. */
  static byte[] nameOnly(Throwable failure) {
    String name = failure.getClass().getName();
    try (Output output = new Output(64, -1)) {
      output.writeVarInt(1, true);
      writeNode(output, new ThrowableNode(name, null, -1, List.of(), new StackTraceElement[0], null));
      return output.toBytes();
    }
  }

  private byte[] write(Throwable failure) throws IOException {
    add(failure);
    List<ThrowableNode> nodes = new ArrayList<>();
    for (int i = 0; i < throwables.size(); i++) {
      nodes.add(describe(throwables.get(i)));
    }
    if (detail.java()) {
      addJava(nodes);
    }
    try (Output output = new Output(4096, -1)) {
      output.writeVarInt(nodes.size(), true);
      nodes.forEach(node -> writeNode(output, node));
      if (detail.frames() > 0) {
        output.writeBytes(JavaWriter.write(nodes.stream().map(ThrowableNode::trace).toArray(StackTraceElement[][]::new),
            Integer.MAX_VALUE, part -> part));
      }
      return output.toBytes();
    }
  }

  /** The place of a throwable among those told; -1 where there is none, or no room for it. */
  private int add(@Nullable Throwable throwable) {
    if (throwable == null) {
      return -1;
    }
    Integer known = places.get(throwable);
    if (known != null) {
      return known;
    }
    if (throwables.size() == detail.throwables()) {
      return -1;
    }
    places.put(throwable, throwables.size());
    throwables.add(throwable);
    return throwables.size() - 1;
  }

  private ThrowableNode describe(Throwable throwable) {
    Answers answers = new Answers(throwable);
    int cause = add(answers.cause());
    List<Integer> suppressed = answers.suppressed().stream().map(this::add).filter(place -> place >= 0).toList();
    StackTraceElement[] trace = answers.trace();
    return new ThrowableNode(String.valueOf(shortened(throwable.getClass().getName())), shortened(answers.message()), cause, suppressed,
        trace.length > detail.frames() ? Arrays.copyOf(trace, detail.frames()) : trace, null);
  }

  private void addJava(List<ThrowableNode> nodes) {
    // Held apart, throwables that are causes of one another could not be put together again: such a knot goes whole, by its root.
    boolean knotted = new Knots(nodes).exist();
    for (int i = 0; i < (knotted ? 1 : nodes.size()); i++) {
      nodes.set(i, nodes.get(i).withJava(toJava(throwables.get(i), knotted)));
    }
  }

  private byte @Nullable [] toJava(Throwable throwable, boolean whole) {
    if (!gate.allows(throwable.getClass()) || !Answers.isSound(throwable)) {
      return null;
    }
    try {
      return JavaWriter.write(throwable, limit, part -> whole ? part : replace(part));
    } catch (Throwable e) {
      // It cannot travel as itself (something in it is not Serializable, say); the plain words stand for it (rule R4).
      return null;
    }
  }

  private Object replace(Object part) {
    if (!(part instanceof Throwable other)) {
      return part;
    }
    Integer place = places.get(other);
    if (place != null) {
      return new Held(place);
    }
    // Beyond the most throwables told, a chain of any length might follow.
    return throwables.size() < detail.throwables() ? part : new RemoteTaskException(other.getClass().getName(),
        "(left out: more than " + detail.throwables() + " causes and suppressed exceptions)", null);
  }

  private @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= detail.chars() ? text : text.substring(0, detail.chars()) + "\u2026";
  }

  private static void writeNode(Output output, ThrowableNode node) {
    output.writeString(node.className());
    output.writeString(node.message());
    output.writeVarInt(node.cause() + 1, true);
    output.writeVarInt(node.suppressed().size(), true);
    node.suppressed().forEach(place -> output.writeVarInt(place, true));
    byte[] java = node.java();
    output.writeVarInt(java == null ? 0 : java.length, true);
    if (java != null) {
      output.writeBytes(java);
    }
  }
}
