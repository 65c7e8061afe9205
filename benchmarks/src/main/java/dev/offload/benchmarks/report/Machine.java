package dev.offload.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the figures were measured on.
 *
 * @param os name, version and architecture of the system
 * @param cpu the processor's model; "unknown" where the system does not tell it in {@code /proc/cpuinfo}
 * @param cores processors that this JVM may use
 * @param memoryMib of the whole machine
 * @param jdk vendor and version of the Java that ran all JVMs
 * @param load how many threads the machine was running before the first bar, on average over a minute; negative if unknown
 */
public record Machine(String os, String cpu, int cores, long memoryMib, String jdk, double load) {
  private static final int MIB = 1 << 20;

  /** This machine, now. */
  public static Machine here() {
    return new Machine(
        property("os.name") + " " + property("os.version") + " " + property("os.arch"),
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        system().getTotalMemorySize() / MIB,
        property("java.vendor") + " " + property("java.vm.version"),
        system().getSystemLoadAverage());
  }

  /** How much memory new processes may have: what is free, or is only a copy of what is on disk. */
  public static long freeMemoryMib() throws IOException {
    Path meminfo = Path.of("/proc/meminfo");
    if (Files.exists(meminfo)) {
      for (String line : Files.readAllLines(meminfo)) {
        if (line.startsWith("MemAvailable:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    }
    return system().getFreeMemorySize() / MIB;
  }

  /** The machine in one line. */
  public String describe() {
    return cores + " cores (" + cpu + "), " + Math.round(memoryMib / 1024.0) + " GiB, " + os + ", " + jdk;
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String cpuModel() {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (!Files.exists(cpuinfo)) {
      return "unknown";
    }
    try {
      return Files.readAllLines(cpuinfo).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      // Only a word of the report is lost.
      return "unknown";
    }
  }
}
