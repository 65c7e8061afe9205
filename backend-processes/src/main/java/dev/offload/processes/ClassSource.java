package dev.offload.processes;

import dev.offload.spi.Backends;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Where the parent finds the class files that its children lack: in the loader the executor was opened with, and in those of the tasks
 * it has seen. Called from any thread.
 */
final class ClassSource {
  private final ClassLoader opener = Backends.classLoader();
  private final Set<ClassLoader> ofTasks = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private volatile WeakReference<Class<?>> lastSeen = new WeakReference<>(null);

  /** Remembers the loader of a task's code. */
  void sees(Class<?> code) {
    // A field of the last class saves the map for the many tasks that are of one class.
    if (!lastSeen.refersTo(code)) {
      ClassLoader loader = code.getClassLoader();
      if (loader != null && loader != opener) {
        ofTasks.add(loader);
      }
      lastSeen = new WeakReference<>(code);
    }
  }

  /** The bytes of a class file; empty if no loader has one of that name. */
  byte[] classFile(String className) {
    String resource = className.replace('.', '/') + ".class";
    for (ClassLoader loader : loaders()) {
      try (InputStream in = loader.getResourceAsStream(resource)) {
        if (in != null) {
          return in.readAllBytes();
        }
      } catch (IOException | RuntimeException e) {
        // A loader that cannot read its own class file is as good as one that has none: the next may.
        continue;
      }
    }
    return new byte[0];
  }

  private List<ClassLoader> loaders() {
    List<ClassLoader> loaders = new ArrayList<>();
    loaders.add(opener);
    synchronized (ofTasks) {
      loaders.addAll(ofTasks);
    }
    return loaders;
  }
}
