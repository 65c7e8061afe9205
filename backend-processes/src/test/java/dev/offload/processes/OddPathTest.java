package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths as people have them, of the class path, the working directory and the temp directory at once. */
class OddPathTest {
  private static final String UTF_8_LOCALE = "C.UTF-8";

  @TempDir private Path directory;

  @BeforeEach
  void checkLocale() {
    assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode("Büro Ωμέγα"),
        "the tests run in a locale in which a path cannot have such names; set LC_ALL=C.UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "with space", "Büro Ωμέγα 日本", "#1 100% a+b@c*d", "it's \"quoted\" \\ and $HOME `so` &;|<>", "%20%C3%BC!not a jar", "*"
  })
  @DisplayName("E5: children start whatever characters are in the paths of class path, working directory and temp directory")
  void paths_withOddCharacters_work(String name) throws Exception {
    Path odd = Files.createDirectory(directory.resolve(name));
    Path program = UserJars.program(odd);
    List<Path> libraries = UserJars.libraries(odd.resolve("lib " + name));
    Path temp = Temp.make(odd);

    ParentJvm.Ended ended = ParentJvm.java("-Djava.io.tmpdir=" + temp, "-cp", UserJars.classPath(libraries, program), UserJars.MAIN)
        .with("LC_ALL", UTF_8_LOCALE).with("OFFLOAD_PROCESSES_WORKING_DIRECTORY", odd.toString()).in(odd).run();

    ended.assertPrinted(UserJars.ALL_WELL);
    Temp.assertEmpty(temp);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring-boot-loader.jar", "spring-boot-loader-classic.jar"})
  @DisplayName("E5: a jar with jars in it works wherever it lies")
  void fatJar_inAnOddDirectory_works(String loader) throws Exception {
    Path odd = Files.createDirectory(directory.resolve("Büro #1 a+b 100"));
    boolean classic = loader.contains("classic");
    Path jar = UserJars.springBoot(odd, loader, "org.springframework.boot.loader." + (classic ? "" : "launch.") + "JarLauncher");

    ParentJvm.java("-jar", jar.toString()).with("LC_ALL", UTF_8_LOCALE).run().assertPrinted(UserJars.ALL_WELL);
  }

  @Test
  @DisplayName("E5: a temp directory whose path is too long for a socket")
  void tempDirectory_ofALongPath_works() throws Exception {
    Path temp = Temp.make(Files.createDirectories(directory.resolve("l".repeat(200)).resolve("o".repeat(200))));

    run("C.UTF-8", "-Djava.io.tmpdir=" + temp).assertPrinted(UserJars.ALL_WELL);
    Temp.assertEmpty(temp);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX"})
  @DisplayName("E5: in a locale without the characters of an argument open fails, and says what to do")
  void argument_theLocaleCannotWrite_isAClearErrorAtOpen(String locale) throws Exception {
    Path odd = Files.createDirectory(directory.resolve("ascii"));
    Path program = UserJars.program(odd);
    Files.writeString(odd.resolve("offload.properties"), "processes.jvmArgs=-Dplace=B\\u00fcro\n");

    ParentJvm.Ended ended = ParentJvm.java("-cp",
        UserJars.classPath(UserJars.libraries(odd.resolve("lib")), program, odd), UserJars.MAIN).with("LC_ALL", locale).run();

    ended.assertFailedWith("IllegalStateException", "no worker can be started", "LC_ALL=C.UTF-8", "-Dplace=");
    assertEquals("", ended.err());
  }

  @Test
  @DisplayName("E5: in a locale without the characters of the temp directory open fails, and names the directory")
  void tempDirectory_theLocaleCannotWrite_isAClearErrorAtOpen() throws Exception {
    Path temp = Temp.make(Files.createDirectory(directory.resolve("Büro")));

    ParentJvm.Ended ended = run("C", "-Djava.io.tmpdir=" + temp);

    ended.assertFailedWith("no directory for the workers' channels can be made under", "java.io.tmpdir");
    assertTrue(ended.out().contains("temp"), ended.out());
  }

  private ParentJvm.Ended run(String locale, String option) throws IOException, InterruptedException {
    Path ascii = Files.createDirectory(directory.resolve("ascii"));
    return ParentJvm.java(option, "-cp", UserJars.classPath(UserJars.libraries(ascii.resolve("lib")), UserJars.program(ascii)),
        UserJars.MAIN).with("LC_ALL", locale).run();
  }
}
