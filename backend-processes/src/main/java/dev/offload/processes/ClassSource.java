package dev.offload.processes;

import dev.offload.codec.Codec;
import dev.offload.codec.world.ClassLoaders;
import dev.offload.codec.world.ClassWorld;
import dev.offload.codec.world.ClassWorlds;
import dev.offload.processes.wire.ClassAnswer;
import dev.offload.processes.wire.ClassAnswer.Kind;
import dev.offload.processes.wire.ClassQuery;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where children find the classes and resources they lack, and which of several classes of one name is meant: that which the loader of
 * the task's code sees. A class on the child's own class path counts only where it is the parent's too. Called from any thread.
 */
final class ClassSource {
  private final ClassWorlds worlds;
  private final int maxBytes;

  /** A source for what {@code opener} sees, and what tasks from other loaders see. Nothing longer than {@code maxBytes} is sent. */
  ClassSource(ClassLoader opener, Function<ClassLoader, Codec> codecs, int maxBytes) {
    this.worlds = new ClassWorlds(opener, codecs);
    this.maxBytes = maxBytes;
  }

  ClassWorld home() {
    return worlds.home();
  }

  /** Tells whether home is the class path that children have too: then what they find on it is what is meant. */
  boolean isHomeTheClassPath() {
    return home().loader() == ClassLoaders.application();
  }

  /** The world that a task's code is from. */
  ClassWorld worldOf(Class<?> code) {
    return worlds.of(code);
  }

  /**
   * The world of this number.
   *
   * @throws IllegalArgumentException if there is none
   */
  ClassWorld world(int id) {
    return worlds.get(id);
  }

  private ClassWorld worldAskedFor(int id) throws WireException {
    try {
      return world(id);
    } catch (IllegalArgumentException e) {
      throw new WireException("a query for classes of loader " + id + ", which does not exist");
    }
  }

  /** The answer to a child's query. */
  Frame answer(Frame request) throws WireException {
    ClassQuery query = ClassQuery.from(request.head());
    ClassWorld world = worldAskedFor(query.world());
    Answer answer;
    try {
      answer = switch (query.kind()) {
        case MISSING_CLASS -> classFor(query, world, false);
        case CLASS_AT_HAND -> classFor(query, world, true);
        case RESOURCES -> locations(query, world);
        case CONTENT -> content(query, world);
      };
    } catch (IOException | RuntimeException | LinkageError e) {
      // Loaders run code of the user's; what it throws must not end the worker, which only asked.
      answer = Answer.refused("the parent's class loader threw " + e);
    }
    return Frame.of(FrameType.CLASS_REPLY, request.id(), answer.head().toBytes(), answer.body());
  }

  private Answer classFor(ClassQuery query, ClassWorld world, boolean atHand) throws IOException {
    Class<?> type = find(query.name(), world.loader());
    if (type == null) {
      return Answer.of(Kind.NONE);
    }
    boolean onClassPath = type.getClassLoader() == ClassLoaders.application() || Library.shares(type);
    if (ClassLoaders.isOfJdk(type) || onClassPath && atHand) {
      return Answer.of(atHand ? Kind.OWN : Kind.NONE);
    }
    ClassWorld definer = worlds.ofLoader(type.getClassLoader());
    if (definer.id() != world.id()) {
      return new Answer(new ClassAnswer(Kind.OF_WORLD, definer.id(), "", List.of()), new byte[0]);
    }
    return bounded(ClassFiles.headOf(type), ClassFiles.bytesOf(type), query.name());
  }

  private Answer locations(ClassQuery query, ClassWorld world) throws IOException {
    List<String> locations = Resources.locationsOf(query.name(), world.loader());
    byte[] body = String.join("\n", locations).getBytes(StandardCharsets.UTF_8);
    return locations.isEmpty() ? Answer.of(Kind.NONE) : bounded(ClassAnswer.of(Kind.HERE), body, query.name());
  }

  private Answer content(ClassQuery query, ClassWorld world) throws IOException {
    return bounded(ClassAnswer.of(Kind.HERE), Resources.contentOf(query.name(), query.index(), world.loader(), maxBytes), query.name());
  }

  private Answer bounded(ClassAnswer head, byte @Nullable [] body, String name) {
    if (body == null) {
      return Answer.refused("the parent has " + name + ", but its class loader does not give out the file of it");
    }
    return body.length > maxBytes
        ? Answer.refused(name + " is larger than processes.maxMessageMb (" + (maxBytes >> 20) + " MiB)")
        : new Answer(head, body);
  }

  /** What can be no class is not looked for: a task may ask its class loader for anything, and loaders differ in what they make of it. */
  private static @Nullable Class<?> find(String name, ClassLoader loader) {
    if (!ClassFiles.isBinaryName(name)) {
      return null;
    }
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private record Answer(ClassAnswer head, byte[] body) {
    static Answer of(Kind kind) {
      return new Answer(ClassAnswer.of(kind), new byte[0]);
    }

    static Answer refused(String reason) {
      return new Answer(ClassAnswer.refused(reason), new byte[0]);
    }
  }
}
