package dev.offload.benchmarks.pools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import dev.offload.benchmarks.harness.NotRunException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** From which archives our workers start in a benchmark. */
final class ArchiveCacheTest {
  @Test
  void pool_withoutACacheOfItsOwn_hasNoArchive() {
    ExecutorConfig config = ArchiveCache.withoutUnlessIn(ExecutorConfig.defaults());

    assertEquals("off", config.options().get("processes.classDataArchive"));
  }

  @Test
  void pool_inACache_hasItsArchives_untilThatIsClosed() throws IOException {
    Path directory;
    try (ArchiveCache cache = ArchiveCache.empty()) {
      ExecutorConfig config = ArchiveCache.withoutUnlessIn(cache.in(ExecutorConfig.defaults()));
      directory = Path.of(config.options().get("processes.cacheDirectory"));

      assertFalse(config.options().containsKey("processes.classDataArchive"));
      assertTrue(Files.isDirectory(directory));
      assertEquals("-Doffload.processes.cacheDirectory=" + directory, cache.jvmArgument());
    }

    assertFalse(Files.exists(directory));
  }

  @Test
  void filled_whereTheClassPathBeginsWithADirectory_saysWhyItIsNot() throws Exception {
    if (Files.isDirectory(Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0]))) {
      NotRunException none = assertThrows(NotRunException.class, ArchiveCache::filled);

      assertTrue(none.getMessage().contains("begins with the directory"), none.getMessage());
    } else {
      ArchiveCache.filled().close();
    }
  }
}
