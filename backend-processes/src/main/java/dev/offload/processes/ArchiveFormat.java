package dev.offload.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a JVM can start from: its options for making one, and for using it without a word where it does not fit. */
enum ArchiveFormat {
  /** JDK 17 to 23: an archive on top of the JDK's own. */
  DYNAMIC {
    @Override
    List<List<String>> runs(Path configuration, Path archive) {
      return List.of(List.of("-XX:ArchiveClassesAtExit=" + archive, SILENT));
    }

    @Override
    List<String> use(Path archive) {
      return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds*=off");
    }
  },
  /** JDK 24 and up: a cache that stands alone, with classes linked ahead of time. */
  AOT {
    @Override
    List<List<String>> runs(Path configuration, Path archive) {
      String of = "-XX:AOTConfiguration=" + configuration;
      // Without what the JIT has learned: from so few tasks that is the start alone, and each worker would compile it anew.
      List<String> common =
          List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", SILENT);
      return List.of(
          with(common, "-XX:AOTMode=record", of),
          with(common, "-XX:AOTMode=create", of, "-XX:AOTCache=" + archive));
    }

    @Override
    List<String> use(Path archive) {
      return List.of("-XX:AOTCache=" + archive, "-XX:AOTMode=auto", "-Xlog:cds*=off", "-Xlog:aot*=off");
    }
  };

  private static final String SILENT = "-Xlog:disable";
  private static final int FIRST_DYNAMIC = 17;
  private static final int FIRST_AOT = 24;

  private static List<String> with(List<String> common, String... options) {
    return Stream.concat(common.stream(), Stream.of(options)).toList();
  }

  /** The options of the runs that make an archive, one after the other. */
  abstract List<List<String>> runs(Path configuration, Path archive);

  /** The options of a JVM that starts from the archive. */
  abstract List<String> use(Path archive);

  /** The format of a feature release; empty for one that is too old to be a worker. */
  static Optional<ArchiveFormat> of(int feature) {
    if (feature < FIRST_DYNAMIC) {
      return Optional.empty();
    }
    return Optional.of(feature < FIRST_AOT ? DYNAMIC : AOT);
  }
}
