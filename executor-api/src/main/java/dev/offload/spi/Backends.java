package dev.offload.spi;

import dev.offload.ExecutorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds backends on the class path (rule E8). */
public final class Backends {
  private Backends() {}

  /**
   * The backend that {@code config} names, or the only one there is.
   *
   * @throws IllegalArgumentException if none or several fit, or an option's key is unknown; the message lists what was found
   */
  public static BackendProvider find(ExecutorConfig config) {
    List<BackendProvider> all = providers();
    checkOptionKeys(config);
    List<BackendProvider> fitting = all.stream()
        .filter(provider -> config.backend().map(provider.name()::equals).orElse(true))
        .toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    String wanted = config.backend().map(name -> "backend \"" + name + "\"").orElse("a backend");
    if (all.isEmpty()) {
      throw new IllegalArgumentException(wanted
          + " was asked for, but there is none on the class path; add backend-threads or backend-processes to it");
    }
    if (fitting.isEmpty()) {
      throw new IllegalArgumentException(wanted + " is not on the class path; found: " + describe(all));
    }
    throw new IllegalArgumentException(config.backend().isPresent()
        ? "several backends are named \"" + config.backend().get() + "\": " + describe(fitting)
        : "several backends are on the class path and none is chosen; set backend (offload.backend, OFFLOAD_BACKEND) to one of: "
            + describe(fitting));
  }

  /** The keys of all backends' options, each with its backend's name in front. */
  public static List<String> optionKeys() {
    TreeSet<String> keys = new TreeSet<>();
    for (BackendProvider provider : providers()) {
      provider.optionKeys().forEach(key -> keys.add(provider.name() + "." + key));
    }
    return List.copyOf(keys);
  }

  /** Tells whether {@code key} is {@code known}, or falls under it where it ends in {@code .*}. */
  public static boolean matches(String known, String key) {
    return known.endsWith(".*")
        ? key.length() >= known.length() && key.startsWith(known.substring(0, known.length() - 1))
        : known.equals(key);
  }

  /** Where backends and configuration files are looked for: the thread's context class loader, or this library's. */
  public static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null || !sees(context) ? Backends.class.getClassLoader() : context;
  }

  private static boolean sees(ClassLoader loader) {
    try {
      return loader.loadClass(BackendProvider.class.getName()) == BackendProvider.class;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void checkOptionKeys(ExecutorConfig config) {
    List<String> known = optionKeys();
    for (String key : config.options().keySet()) {
      if (known.stream().noneMatch(candidate -> matches(candidate, key))) {
        throw new IllegalArgumentException("unknown option " + key + "; known are " + String.join(", ", known));
      }
    }
  }

  private static List<BackendProvider> providers() {
    List<BackendProvider> providers = new ArrayList<>();
    try {
      ServiceLoader.load(BackendProvider.class, classLoader()).forEach(providers::add);
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException("a backend on the class path cannot be loaded: " + e.getMessage(), e);
    }
    return providers;
  }

  private static String describe(List<BackendProvider> providers) {
    return providers.stream()
        .map(provider -> provider.name() + " (" + provider.getClass().getName() + ")")
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
