package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parents started in all the ways JVMs are started: their children start too, and tasks do what they always do. */
class ParentLaunchTest {
  @TempDir private static Path packed;
  private static Path program;
  private static List<Path> libraries;

  @TempDir private Path directory;

  @BeforeAll
  static void pack() throws IOException {
    program = UserJars.program(packed);
    libraries = UserJars.libraries(packed.resolve("lib"));
  }

  @Test
  @DisplayName("E5: a parent whose only jar names all others in its manifest, as Surefire does it")
  void parent_withAManifestOnlyJar_runsTasks() throws Exception {
    String all = Stream.concat(Stream.of(program), libraries.stream())
        .map(path -> path.toUri().toString()).collect(Collectors.joining(" "));
    Path jar = UserJars.write(directory.resolve("booter.jar"), Map.of("Class-Path", all), Map.of());

    ParentJvm.java("-cp", jar.toString(), UserJars.MAIN).run().assertPrinted(UserJars.ALL_WELL);
  }

  @Test
  @DisplayName("E5: a parent with an argument file and a class path of 100,000 characters")
  void parent_withALongClassPath_runsTasks() throws Exception {
    String long100 = IntStream.range(0, 1_000).mapToObj(i -> directory.resolve("no-such-entry-" + "x".repeat(80) + i).toString())
        .collect(Collectors.joining(":"));
    Path file = directory.resolve("arguments");
    Files.writeString(file, "-cp \"" + UserJars.classPath(libraries, program) + ":" + long100 + "\"\n" + UserJars.MAIN + "\n");

    assertTrue(Files.size(file) > 100_000);
    ParentJvm.java("@" + file).run().assertPrinted(UserJars.ALL_WELL);
  }

  @Test
  @DisplayName("E5: a parent that is a named module, with the library on the module path")
  void parent_onTheModulePath_runsTasks() throws Exception {
    Path module = UserModule.jar(directory, libraries, program);

    ParentJvm.Ended ended = ParentJvm.java("--module-path", UserJars.classPath(libraries, module), "--add-modules", "ALL-MODULE-PATH",
        "--module", "user.program/" + UserJars.MAIN).run();

    ended.assertPrinted(UserJars.ALL_WELL);
  }

  @Test
  @DisplayName("E5: JShell with the library on its class path")
  void parent_thatIsJShell_runsTasks() throws Exception {
    Path script = Files.writeString(directory.resolve("script.jsh"), """
        import dev.offload.*;
        record Order(String item, int count) {}
        Order twice(Order order) { return new Order(order.item(), 2 * order.count()); }
        try (TaskExecutor executor = TaskExecutor.open(ExecutorConfig.load().withBackend("processes").withWorkers(1))) {
          System.out.println(executor.submit(it -> twice(it), new Order("tea", 21)).get());
        }
        /exit
        """);

    ParentJvm.Ended ended = ParentJvm.of(ParentJvm.tool("jshell"), "-s", "--class-path", UserJars.classPath(libraries), script.toString())
        .run();

    assertEquals("Order[item=tea, count=42]\n", ended.out(), ended.err());
  }

  @Test
  @Tag("full")
  @DisplayName("E5: an agent of the parent's is not its children's, unless processes.jvmArgs says so")
  void parent_withAnAgent_runsTasksWithoutIt() throws Exception {
    Path agent = UserModule.agent(directory);
    Path marks = directory.resolve("marks");
    String[] arguments = {"-javaagent:" + agent + "=" + marks, "-cp", UserJars.classPath(libraries, program), UserJars.MAIN};

    ParentJvm.java(arguments).run().assertPrinted(UserJars.ALL_WELL);
    assertEquals(1, Files.readAllLines(marks).size(), "only the parent has it");
    ParentJvm.java(arguments).with("OFFLOAD_PROCESSES_JVM_ARGS", "-javaagent:" + agent + "=" + marks).run()
        .assertPrinted(UserJars.ALL_WELL);
    assertEquals(3, Files.readAllLines(marks).size(), "the second parent and its child have it");
  }

  @Test
  @Tag("full")
  @DisplayName("E5: children of a parent with a debugger listen on no port and say nothing about it")
  void parent_withADebugger_runsTasksWithout() throws Exception {
    String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    ParentJvm.Ended ended = ParentJvm.java(debugger, "-cp", UserJars.classPath(libraries, program), UserJars.MAIN).run();

    List<String> lines = ended.out().lines().toList();
    assertTrue(lines.get(0).startsWith("Listening for transport dt_socket"), ended.out());
    assertEquals(UserJars.ALL_WELL.lines().toList(), lines.subList(1, lines.size()));
    assertEquals("", ended.err());
  }

  @ParameterizedTest
  @Tag("full")
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  @DisplayName("E5: options from the parent's environment are not its children's")
  void parent_withOptionsInItsEnvironment_keepsThemToItself(String variable) throws Exception {
    ParentJvm.Ended ended = ParentJvm.java("-cp", UserJars.classPath(libraries, program), UserJars.MAIN)
        .with(variable, "-Dsome.option=1").run();

    assertEquals(UserJars.ALL_WELL, ended.out());
    assertTrue(ended.err().lines().allMatch(line -> line.contains(variable) && !line.contains("[worker")), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
  }

  @Test
  @Tag("full")
  @DisplayName("E5: a parent with preview features, whose classes are marked so")
  void parent_withPreviewFeatures_hasThemInItsChildren() throws Exception {
    Path marked = UserModule.preview(directory);

    ParentJvm.java("--enable-preview", "-cp", UserJars.classPath(libraries, marked), UserJars.MAIN).run()
        .assertPrinted(UserJars.ALL_WELL);
  }

  @Test
  @Tag("full")
  @DisplayName("E5: a parent without class data sharing")
  void parent_withoutSharing_runsTasks() throws Exception {
    ParentJvm.java("-Xshare:off", "-cp", UserJars.classPath(libraries, program), UserJars.MAIN).run().assertPrinted(UserJars.ALL_WELL);
  }

  @Test
  @Tag("full")
  @DisplayName("E5: a parent with a relative class path, whose children run elsewhere")
  void parent_withARelativeClassPath_hasChildrenElsewhere() throws Exception {
    String relative = Stream.concat(Stream.of(program), libraries.stream())
        .map(path -> packed.relativize(path).toString()).collect(Collectors.joining(":"));

    ParentJvm.java("-cp", relative, UserJars.MAIN).in(packed).with("OFFLOAD_PROCESSES_WORKING_DIRECTORY", directory.toString()).run()
        .assertPrinted(UserJars.ALL_WELL);
  }

  @Test
  @DisplayName("E5: a parent in a directory that cannot be written")
  void parent_inADirectoryThatCannotBeWritten_runsTasks() throws Exception {
    Path readOnly = ReadOnly.directory();

    ParentJvm.java("-cp", UserJars.classPath(libraries, program), UserJars.MAIN).in(readOnly).run().assertPrinted(UserJars.ALL_WELL);
  }
}
