package dev.offload.codec.world;

import dev.offload.codec.Codec;
import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.function.Function;

/**
 * A class loader of the executor's JVM that tasks come from, and the codec that finds classes by it. A worker elsewhere has a loader for
 * each, in which a name means what it means here.
 *
 * @param id its number; 0 for the one the executor was opened with
 */
public record ClassWorld(int id, ClassLoader loader, Codec codec) {
  /** The number of the loader that the executor was opened with. */
  public static final int HOME = 0;

  static ClassWorld home(ClassLoader opener, Function<ClassLoader, Codec> codecs) {
    return new ClassWorld(HOME, opener, codecs.apply(opener));
  }

  /** A world in which what {@code loader} does not have is looked for at home: an argument's class for example. */
  ClassWorld next(int number, ClassLoader own, Function<ClassLoader, Codec> codecs) {
    ClassLoader both = new WithHome(own, loader);
    return new ClassWorld(number, both, codecs.apply(both));
  }

  private static final class WithHome extends ClassLoader {
    private final ClassLoader home;

    WithHome(ClassLoader own, ClassLoader home) {
      super(own);
      this.home = home;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return Class.forName(name, false, home);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
      return home.getResources(name);
    }
  }
}
