package dev.offload.cluster.grid;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.ignite.Ignition;

/** The flags without which Ignite does not work on a JVM of 17 or later: it reaches into five packages of the JDK. */
public final class JvmFlags {
  private static final List<String> PACKAGES = List.of("java.nio", "java.util", "java.lang", "java.lang.invoke", "java.io");

  private JvmFlags() {}

  /** The flags that open all five packages, for the command line of a JVM that is to run a node. */
  public static List<String> all() {
    return PACKAGES.stream().map(JvmFlags::flag).toList();
  }

  /** The flags that this JVM was started without; none if a node can be started in it. */
  public static List<String> missing() {
    Module base = Object.class.getModule();
    Module ignite = Ignition.class.getModule();
    return PACKAGES.stream().filter(name -> !base.isOpen(name, ignite)).map(JvmFlags::flag).toList();
  }

  /**
   * Checks that this JVM can run a node.
   *
   * @throws IllegalStateException if it cannot; the message holds the missing flags in a line of their own, to be copied
   */
  public static void ensureOpen() {
    List<String> missing = missing();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("A cluster node needs packages of the JDK that this JVM keeps closed. Start it with\n"
          + String.join(" ", missing)
          + "\n(on the command line, in the environment variable JDK_JAVA_OPTIONS, or as \"Add-Opens: "
          + missingPackages(missing) + "\" in the manifest of the jar that java -jar runs).");
    }
  }

  private static String missingPackages(List<String> missing) {
    return PACKAGES.stream().filter(name -> missing.contains(flag(name))).map(name -> "java.base/" + name).collect(Collectors.joining(" "));
  }

  private static String flag(String name) {
    return "--add-opens=java.base/" + name + "=ALL-UNNAMED";
  }
}
