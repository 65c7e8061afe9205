package dev.offload.processes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Classes and resources that no file of a class path holds, and which its own come before its parent's. */
final class MemoryLoader extends ClassLoader {
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private boolean secretive;
  private boolean resourcesLast;

  MemoryLoader(String name) {
    super(name, MemoryLoader.class.getClassLoader());
  }

  /** Adds classes, from sources that are each a class of the package {@code user}; {@code scratch} is for the compiler. */
  MemoryLoader compile(Path scratch, Map<String, String> sources) throws IOException {
    Path directory = Files.createTempDirectory(scratch, "sources");
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = directory.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      String[] arguments = Stream.concat(Stream.of("-d", directory.toString()),
          walk.filter(Files::isRegularFile).map(Path::toString)).toArray(String[]::new);
      if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0) {
        throw new IllegalStateException("the sources do not compile");
      }
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.filter(found -> found.toString().endsWith(".class")).toList()) {
        files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return this;
  }

  MemoryLoader add(String resource, byte[] content) {
    files.put(resource, content);
    return this;
  }

  /** Makes it one that gives out no class files. */
  MemoryLoader secretive() {
    secretive = true;
    return this;
  }

  /** Makes it one that looks for resources as class loaders do, although it does not so for classes. */
  MemoryLoader resourcesLast() {
    resourcesLast = true;
    return this;
  }

  @SuppressWarnings("unchecked")
  <T> T make(String className) throws ReflectiveOperationException {
    return (T) loadClass(className).getConstructor().newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      byte[] own = files.get(name.replace('.', '/') + ".class");
      if (known != null || own == null) {
        return known != null ? known : super.loadClass(name, resolve);
      }
      return defineClass(name, own, 0, own.length);
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = resourcesLast ? null : findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  @Override
  protected URL findResource(String name) {
    byte[] content = secretive ? null : files.get(name);
    try {
      return content == null ? null : new URL(null, "memory:/" + getName() + "/" + name.replace(' ', '+'), new Handler(content));
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL own = findResource(name);
    return Collections.enumeration(own == null ? List.of() : List.of(own));
  }

  private static final class Handler extends URLStreamHandler {
    private final byte[] content;

    Handler(byte[] content) {
      this.content = content;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {
          connected = true;
        }

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(content);
        }
      };
    }
  }
}
