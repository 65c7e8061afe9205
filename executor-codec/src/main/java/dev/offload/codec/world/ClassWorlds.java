package dev.offload.codec.world;

import static com.google.common.base.Preconditions.checkArgument;

import dev.offload.codec.Codec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The class loaders that an executor's tasks come from, each found once. Any thread. */
public final class ClassWorlds {
  private final Function<ClassLoader, Codec> codecs;
  private final ClassWorld home;
  private volatile Known lastSeen;

  // Guarded by this.
  private final Map<ClassLoader, ClassWorld> byLoader = new IdentityHashMap<>();
  private final List<ClassWorld> byId = new ArrayList<>();

  private record Known(Class<?> code, ClassWorld world) {}

  /** Begins with the loader that the executor was opened with. */
  public ClassWorlds(ClassLoader opener, Function<ClassLoader, Codec> codecs) {
    this.codecs = codecs;
    this.home = ClassWorld.home(opener, codecs);
    this.lastSeen = new Known(ClassWorlds.class, home);
    byLoader.put(opener, home);
    byId.add(home);
  }

  /** The one of the loader that the executor was opened with. */
  public ClassWorld home() {
    return home;
  }

  /** The one that a task's code is from. */
  public ClassWorld of(Class<?> code) {
    Known known = lastSeen;
    if (known.code() != code) {
      known = new Known(code, isAtHome(code) ? home : ofLoader(code.getClassLoader()));
      // A field of the last class saves the search for the many tasks that are of one class.
      lastSeen = known;
    }
    return known.world();
  }

  /** The one of a loader. */
  public synchronized ClassWorld ofLoader(ClassLoader loader) {
    ClassWorld known = byLoader.get(loader);
    if (known == null) {
      known = home.next(byId.size(), loader, codecs);
      byLoader.put(loader, known);
      byId.add(known);
    }
    return known;
  }

  /**
   * The one of this number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public synchronized ClassWorld get(int id) {
    checkArgument(id >= 0 && id < byId.size(), "there is no class loader %s", id);
    return byId.get(id);
  }

  private boolean isAtHome(Class<?> code) {
    if (ClassLoaders.isOfJdk(code) || code.getClassLoader() == home.loader()) {
      return true;
    }
    // The class of a lambda has no name to be found by; that around it has.
    Class<?> named = code.isHidden() ? code.getNestHost() : code;
    try {
      return Class.forName(named.getName(), false, home.loader()) == named;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
