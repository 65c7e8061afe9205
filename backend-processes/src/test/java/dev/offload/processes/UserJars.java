package dev.offload.processes;

import dev.offload.processes.user.UserProgram;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** Packs {@link UserProgram} and what it needs from the test class path, in the ways programs are packed. */
final class UserJars {
  static final String MAIN = UserProgram.class.getName();

  /** What the program prints where all is well. */
  static final String ALL_WELL = """
      Order[item=tea, count=42]
      in a child: true
      resource: from the user's jar
      services: [good day]
      logger of the library: org.slf4j.helpers
      """;
  private static final Map<String, String> MODULES = Map.of("executor-api.jar", "dev.offload", "executor-codec.jar", "dev.offload.codec",
      "backend-processes.jar", "dev.offload.processes");
  private static final List<String> NEEDED = List.of("executor-api", "executor-codec", "backend-processes", "guava", "failureaccess",
      "kryo", "reflectasm", "objenesis", "minlog", "slf4j-api", "slf4j-nop", "jspecify");

  private UserJars() {}

  /** A jar of the program alone. */
  static Path program(Path directory) throws IOException {
    return write(directory.resolve("user.jar"), Map.of(), programEntries());
  }

  /** What the program needs, as jars, classes of the modules under test packed into such. */
  static List<Path> libraries(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      boolean isClasses = Files.isDirectory(path) && path.endsWith(Path.of("target", "classes"));
      String name = isClasses ? path.getParent().getParent().getFileName() + ".jar" : path.getFileName().toString();
      if (NEEDED.stream().noneMatch(needed -> name.matches(needed + "(-\\d.*)?\\.jar"))) {
        continue;
      }
      if (isClasses) {
        write(directory.resolve(name), Map.of("Automatic-Module-Name", MODULES.get(name)), entriesOf(path));
      } else {
        Files.copy(path, directory.resolve(name));
      }
    }
    try (Stream<Path> jars = Files.list(directory)) {
      return jars.sorted().toList();
    }
  }

  /** All in one jar, every class unpacked into it. */
  static Path shaded(Path directory) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (Path jar : libraries(directory.resolve("lib"))) {
      readJar(Files.newInputStream(jar)).forEach(all::putIfAbsent);
    }
    all.putAll(programEntries());
    all.keySet().removeIf(name -> name.equals("META-INF/MANIFEST.MF") || name.endsWith("module-info.class"));
    return write(directory.resolve("shaded.jar"), Map.of("Main-Class", MAIN), all);
  }

  /** As Spring Boot packs it, with its own loader: classes and jars within the jar. */
  static Path springBoot(Path directory, String loader, String mainClass) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    try (InputStream in = UserJars.class.getResourceAsStream("/META-INF/loader/" + loader)) {
      all.putAll(readJar(in));
    }
    all.remove("META-INF/MANIFEST.MF");
    List.of("BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/lib/").forEach(folder -> all.put(folder, new byte[0]));
    programEntries().forEach((name, bytes) -> all.put("BOOT-INF/classes/" + name, bytes));
    for (Path jar : libraries(directory.resolve("lib"))) {
      all.put("BOOT-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
    }
    return write(directory.resolve("app.jar"), Map.of("Main-Class", mainClass, "Start-Class", MAIN,
        "Spring-Boot-Classes", "BOOT-INF/classes/", "Spring-Boot-Lib", "BOOT-INF/lib/", "Implementation-Title", "the user's program"), all);
  }

  /** Writes a jar, with a manifest of these attributes. */
  static Path write(Path jar, Map<String, String> attributes, Map<String, byte[]> entries) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        JarEntry header = new JarEntry(entry.getKey());
        if (entry.getKey().startsWith("BOOT-INF/lib/")) {
          store(header, entry.getValue());
        }
        out.putNextEntry(header);
        out.write(entry.getValue());
      }
    }
    return jar;
  }

  /** Classes, resource and service of the program. */
  static Map<String, byte[]> programEntries() throws IOException {
    Path classes = Path.of(URI.create(UserProgram.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    Map<String, byte[]> entries = new LinkedHashMap<>(entriesOf(classes));
    entries.keySet().removeIf(name -> !name.startsWith(UserProgram.class.getPackageName().replace('.', '/')));
    entries.put("user-resource.txt", "from the user's jar".getBytes(StandardCharsets.UTF_8));
    entries.put("META-INF/services/dev.offload.processes.user.Greeter",
        "dev.offload.processes.user.PoliteGreeter\n".getBytes(StandardCharsets.UTF_8));
    return entries;
  }

  /** The entries as a class path. */
  static String classPath(List<Path> libraries, Path... more) {
    return String.join(File.pathSeparator,
        Stream.concat(Arrays.stream(more), libraries.stream()).map(Path::toString).toList());
  }

  private static Map<String, byte[]> entriesOf(Path classes) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        entries.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return entries;
  }

  private static Map<String, byte[]> readJar(InputStream stream) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (JarInputStream in = new JarInputStream(stream)) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  /** Not compressed: a loader that reads jars within the jar needs them so. */
  private static void store(JarEntry header, byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    header.setMethod(ZipEntry.STORED);
    header.setSize(bytes.length);
    header.setCrc(sum.getValue());
  }
}
