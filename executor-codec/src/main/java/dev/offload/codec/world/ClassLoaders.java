package dev.offload.codec.world;

/** The loaders that every JVM has. */
public final class ClassLoaders {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
  private static final ClassLoader APPLICATION = findApplication();

  private ClassLoaders() {}

  /** The one of the class path and the module path; not the system's class loader if that was replaced. */
  public static ClassLoader application() {
    return APPLICATION;
  }

  /** Tells whether a class is the JDK's. */
  public static boolean isOfJdk(Class<?> type) {
    return type.getClassLoader() == null || type.getClassLoader() == PLATFORM;
  }

  private static ClassLoader findApplication() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader.getParent() != null && loader.getParent() != PLATFORM) {
      loader = loader.getParent();
    }
    return loader;
  }
}
