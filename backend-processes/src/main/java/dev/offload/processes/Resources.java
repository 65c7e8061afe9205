package dev.offload.processes;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resources that a class loader of this JVM sees. */
final class Resources {
  private Resources() {}

  /** The locations of all resources of a name, in the order of the loader. */
  static List<String> locationsOf(String name, ClassLoader loader) throws IOException {
    return List.copyOf(find(name, loader).keySet());
  }

  /** The bytes of one of them, and no more than one byte beyond {@code maxBytes}. */
  static byte[] contentOf(String name, int index, ClassLoader loader, int maxBytes) throws IOException {
    URL url = find(name, loader).values().stream().skip(index).findFirst()
        .orElseThrow(() -> new FileNotFoundException(name + " (the parent does not have it any more)"));
    return read(url, maxBytes);
  }

  /** The bytes at a location, and no more than one byte beyond {@code maxBytes}. */
  static byte[] read(URL url, int maxBytes) throws IOException {
    URLConnection connection = url.openConnection();
    // What is cached keeps a jar open that its loader has closed.
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return in.readNBytes((int) Math.min(Integer.MAX_VALUE, maxBytes + 1L));
    }
  }

  private static Map<String, URL> find(String name, ClassLoader loader) throws IOException {
    Map<String, URL> found = new LinkedHashMap<>();
    // What getResource says comes first: some loaders look for one in another order than for all.
    URL first = loader.getResource(name);
    if (first != null) {
      found.put(first.toString(), first);
    }
    Collections.list(loader.getResources(name)).forEach(url -> found.putIfAbsent(url.toString(), url));
    return found;
  }
}
