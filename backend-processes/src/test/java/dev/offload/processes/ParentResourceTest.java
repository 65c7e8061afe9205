package dev.offload.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskExecutor;
import dev.offload.processes.user.Greeter;
import dev.offload.processes.user.PoliteGreeter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.jar.Attributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else than classes a task finds by its context class loader: what it would find in the parent. */
class ParentResourceTest {
  private static final String SERVICES = "META-INF/services/" + Greeter.class.getName();

  @TempDir private Path directory;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final MemoryLoader loader = new MemoryLoader("memory");

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain.txt", "some/folder/with space.properties", "Büro-Ωμέγα#%41?.txt"})
  @DisplayName("C6: a task reads resources that only a loader of the parent has")
  void resource_onlyTheParentHas_isRead(String name) throws Exception {
    byte[] content = ("content of " + name).getBytes(UTF_8);
    loader.add(name, content);
    try (TaskExecutor executor = openIn(loader)) {
      assertArrayEquals(content, executor.submit(ParentResourceTest::read, name).get());
    }
  }

  @Test
  @DisplayName("C6: a task reads resources from a jar of the parent's, and its classes have their titles and code source")
  void resource_inAJar_isReadFromThere() throws Exception {
    Path jar = UserJars.write(directory.resolve("some.jar"), Map.of(Attributes.Name.IMPLEMENTATION_VERSION.toString(), "1.2.3"),
        UserJars.programEntries());
    try (URLClassLoader ofJar = new URLClassLoader(new URL[] {jar.toUri().toURL()}, foreignTo(Greeter.class));
        TaskExecutor executor = openIn(ofJar)) {
      assertEquals("jar:" + jar.toUri().toURL() + "!/user-resource.txt", executor.submit(() -> context().getResource("user-resource.txt")
          .toString()).get());
      assertEquals("from the user's jar", new String(executor.submit(ParentResourceTest::read, "user-resource.txt").get(), UTF_8));
      assertEquals("1.2.3", executor.submit(() -> greeterThere().getPackage().getImplementationVersion()).get());
      assertEquals(jar.toUri().toURL().toString(),
          executor.submit(() -> greeterThere().getProtectionDomain().getCodeSource().getLocation().toString()).get());
    }
  }

  @Test
  @DisplayName("C6: a task's ServiceLoader finds the services of the parent's loader")
  void services_ofTheParentsLoader_areFound() throws Exception {
    loader.add(SERVICES, (PoliteGreeter.class.getName() + "\nuser.Rude\n").getBytes(UTF_8)).compile(directory, Map.of("user.Rude", """
        package user;
        public class Rude implements dev.offload.processes.user.Greeter { public String greet() { return "what"; } }
        """));
    try (TaskExecutor executor = openIn(loader)) {
      assertEquals(List.of("good day", "what"), executor.submit(() -> ServiceLoader.load(Greeter.class).stream()
          .map(provider -> provider.get().greet()).toList()).get());
    }
  }

  @Test
  @DisplayName("C6: a resource that the loader has ahead of the class path is the loader's, as in the parent")
  void resource_alsoOnTheClassPath_isTheLoadersOwn() throws Exception {
    String name = PoliteGreeter.class.getName().replace('.', '/') + ".class";
    loader.add(name, "of its own".getBytes(UTF_8));
    try (TaskExecutor executor = openIn(loader)) {
      assertEquals("of its own", new String(executor.submit(ParentResourceTest::read, name).get(), UTF_8));
      assertEquals(2, executor.submit(() -> Collections.list(context().getResources(name)).size()).get());
    }
  }

  @Test
  @DisplayName("C6: a resource that nobody has is null, and one of the JDK's is found")
  void resource_nobodyHas_isNull() throws Exception {
    try (TaskExecutor executor = openIn(loader)) {
      assertEquals(true, executor.submit(() -> context().getResource("no/such/thing") == null).get());
      assertEquals(true, executor.submit(() -> context().getResource("java/lang/Object.class") != null).get());
    }
  }

  @Test
  @DisplayName("C5: a resource over maxMessageMb cannot be read, says so, and harms nothing")
  void resource_tooLarge_isAnErrorThatSaysSo() throws Exception {
    loader.add("big", new byte[2 << 20]).add("small", new byte[1]);
    try (TaskExecutor executor = openIn(loader)) {
      ExecutionException e = assertThrows(ExecutionException.class, () -> executor.submit(ParentResourceTest::read, "big").get());

      assertEquals(UncheckedIOException.class, e.getCause().getClass());
      assertTrue(e.getCause().getMessage().contains("processes.maxMessageMb"), e.getCause().getMessage());
      assertEquals(1, executor.submit(ParentResourceTest::read, "small").get().length);
    }
  }

  @Test
  @DisplayName("R3: a loader of the parent that throws fails the task that asked, and not the worker")
  void loader_thatThrows_failsTheTaskOnly() throws Exception {
    ClassLoader broken = new ClassLoader(before) {
      @Override
      protected Class<?> findClass(String name) {
        throw new IllegalStateException("out of order");
      }
    };
    try (TaskExecutor executor = openIn(broken)) {
      long worker = executor.submit(() -> ProcessHandle.current().pid()).get();
      ExecutionException e = assertThrows(ExecutionException.class,
          () -> executor.submit(() -> Class.forName("user.Thing", true, context()).getName()).get());

      assertTrue(e.getCause().getMessage().contains("out of order"), e.getCause().getMessage());
      assertEquals(worker, executor.submit(() -> ProcessHandle.current().pid()).get());
    }
  }

  private static ClassLoader context() {
    return Thread.currentThread().getContextClassLoader();
  }

  private static Class<?> greeterThere() throws ClassNotFoundException {
    return Class.forName(PoliteGreeter.class.getName(), true, context());
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = context().getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** A loader that has all that this test has, but not the package of a class. */
  private static ClassLoader foreignTo(Class<?> hidden) {
    return new ClassLoader(hidden.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(hidden.getPackageName())) {
          throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
      }
    };
  }

  private TaskExecutor openIn(ClassLoader context) {
    Thread.currentThread().setContextClassLoader(context);
    return Processes.open(settings -> settings.option("processes.maxMessageMb", "1"));
  }
}
