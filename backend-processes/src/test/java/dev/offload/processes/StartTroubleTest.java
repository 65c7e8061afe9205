package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is missing where a worker has to start: an error at once that names it and says what to do. */
class StartTroubleTest {
  @TempDir private static Path packed;
  private static String classPath;

  @TempDir private Path directory;

  @BeforeAll
  static void pack() throws IOException {
    classPath = UserJars.classPath(UserJars.libraries(packed.resolve("lib")), UserJars.program(packed));
  }

  @Test
  @DisplayName("E6: a temp directory that does not exist fails open")
  void tempDirectory_thatIsMissing_failsOpen() throws Exception {
    parent("-Djava.io.tmpdir=/nowhere/temp").run()
        .assertFailedWith("UncheckedIOException: no directory for the workers' channels", "/nowhere/temp", "set java.io.tmpdir");
  }

  @Test
  @DisplayName("E6: a temp directory that cannot be written fails open")
  void tempDirectory_thatCannotBeWritten_failsOpen() throws Exception {
    parent("-Djava.io.tmpdir=" + ReadOnly.directory()).run()
        .assertFailedWith("UncheckedIOException: no directory for the workers' channels", "/proc", "set java.io.tmpdir");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  @DisplayName("E6: a full temp directory fails open, or the tasks, with the reason, and nothing is left in it")
  void tempDirectory_thatIsFull_isAClearError(int freeKib) throws Exception {
    Path full = Files.createDirectory(directory.resolve("full"));
    int mounted = shell("mount -t tmpfs -o size=16k tmpfs '" + full + "'").run().code();
    assumeTrue(mounted == 0, "this user may not mount a small file system to fill");
    try {
      shell("head -c " + (16 - freeKib) + "K /dev/zero > '" + full + "/other'").run();

      ParentJvm.Ended ended = parent("-Djava.io.tmpdir=" + full).run();

      ended.assertFailedWith("No space left on device", "java.io.tmpdir");
      assertTrue(shell("ls '" + full + "'").run().out().equals("other\n"), "something is left");
    } finally {
      shell("umount '" + full + "'").run();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 40, 32})
  @DisplayName("E6: with few file handles tasks run, or fail with a reason, and nothing hangs")
  void parent_withFewFileHandles_runsTasksOrSaysWhy(int handles) throws Exception {
    String java = "exec '" + ParentJvm.tool("java") + "' -cp \"$0\" " + UserJars.MAIN;

    ParentJvm.Ended ended = ParentJvm.of("sh", "-c", "ulimit -n " + handles + "; " + java, classPath).run();

    if (handles == 64 || ended.out().equals(UserJars.ALL_WELL)) {
      ended.assertPrinted(UserJars.ALL_WELL);
    } else {
      assertTrue((ended.out() + ended.err()).contains("Too many open files"), ended.out() + ended.err());
    }
  }

  @ParameterizedTest
  @CsvSource({
      "/nowhere/java, No such file or directory",
      "/etc/passwd, Permission denied",
      "/bin/true, is it a java of version 17 or later?",
      "/bin/cat, is it a java of version 17 or later?"
  })
  @DisplayName("E6: an executable that is missing, or no java, breaks the executor with its name")
  void executable_thatIsNoJava_isNamed(String executable, String reason) throws Exception {
    parent("-Doffload.processes.java=" + executable, "-Doffload.processes.output=discard").run()
        .assertFailedWith("BrokenExecutorException", executable, reason);
  }

  @Test
  @DisplayName("E6: a library that is neither in a file nor in a jar within a jar fails open with its place")
  void library_thatIsNoFile_failsOpen() throws Exception {
    Path jar = UserJars.write(directory.resolve("odd.jar"), Map.of(), UserModule.oddLauncher(directory));

    ParentJvm.java("-cp", jar.toString(), "OddLauncher", classPath, UserJars.MAIN).run()
        .assertFailedWith("IllegalStateException: no worker can be started", "an unknown place", "on the class path");
  }

  @Test
  @DisplayName("E6: a java that hangs is ended when startTimeout is up")
  void executable_thatHangs_isEndedInTime() throws Exception {
    Path script = Files.writeString(directory.resolve("java"), "#!/bin/sh\nexec sleep 1000\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

    parent("-Doffload.processes.java=" + script, "-Doffload.processes.startTimeout=200ms").run()
        .assertFailedWith("BrokenExecutorException", "did not connect within 200 ms");
  }

  private static ParentJvm parent(String... options) {
    String[] arguments = Arrays.copyOf(options, options.length + 3);
    arguments[options.length] = "-cp";
    arguments[options.length + 1] = classPath;
    arguments[options.length + 2] = UserJars.MAIN;
    return ParentJvm.java(arguments);
  }

  private static ParentJvm shell(String line) {
    return ParentJvm.of("sh", "-c", line);
  }
}
