package dev.offload.processes;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parents that are one jar: their children are started from what is in it. */
class FatJarTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
      "spring-boot-loader.jar, org.springframework.boot.loader.launch.JarLauncher",
      "spring-boot-loader-classic.jar, org.springframework.boot.loader.JarLauncher"
  })
  @DisplayName("E5: a program in a jar of Spring Boot runs its tasks, and leaves nothing in the temp directory")
  void tasks_ofAJarWithJarsInIt_run(String loader, String mainClass) throws Exception {
    Path jar = UserJars.springBoot(directory, loader, mainClass);
    Path temp = Temp.make(directory);

    ParentJvm.Ended ended = ParentJvm.java("-Djava.io.tmpdir=" + temp, "-jar", jar.toString()).run();

    ended.assertPrinted(UserJars.ALL_WELL);
    Temp.assertEmpty(temp);
  }

  @Test
  @DisplayName("E5: a program in a shaded jar runs its tasks")
  void tasks_ofAShadedJar_run() throws Exception {
    Path jar = UserJars.shaded(directory);

    ParentJvm.Ended ended = ParentJvm.java("-jar", jar.toString()).run();

    ended.assertPrinted(UserJars.ALL_WELL);
  }
}
