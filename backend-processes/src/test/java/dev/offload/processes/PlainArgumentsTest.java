package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the user's JVM arguments go with an archive. */
class PlainArgumentsTest {
  @ParameterizedTest
  @ValueSource(strings = {"-Dkey=value with space", "-Xmx1g", "-Xss512k", "-XX:+UseParallelGC", "-XX:-UseSerialGC",
      "-XX:MaxMetaspaceSize=64m",
      "-ea", "-ea:com.acme...", "--enable-preview", "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-modules=java.sql"})
  void argument_withoutOtherEffects_isTaken(String argument) {
    assertEquals(Optional.of(List.of(argument)), PlainArguments.of(List.of(argument)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xlog:gc:file=gc.log", "-Xlog:gc", "-verbose:class", "-XX:HeapDumpPath=/tmp/dumps", "-XX:ErrorFile=error.log",
      "-XX:OnOutOfMemoryError=kill -9 %p", "-Dcom.sun.management.jmxremote.port=9010"})
  void argument_thatOnlyWritesOrListens_isLeftOut(String argument) {
    assertEquals(Optional.of(List.of("-Da=1")), PlainArguments.of(List.of("-Da=1", argument)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-javaagent:agent.jar", "-agentlib:jdwp=transport=dt_socket", "-agentpath:/lib/agent.so", "-Xshare:off",
      "-XX:SharedArchiveFile=mine.jsa", "-XX:ArchiveClassesAtExit=mine.jsa", "-XX:+AutoCreateSharedArchive", "-XX:-UseSharedSpaces",
      "-XX:AOTCache=mine.aot", "-XX:AOTMode=off", "-XX:StartFlightRecording=filename=a.jfr", "-XX:Flags=flags",
      "-Djava.system.class.loader=Mine", "--patch-module=java.base=x", "-Xbootclasspath/a:more.jar", "@file"})
  void argument_withItsOwnIdeaOfClasses_meansNoArchive(String argument) {
    assertEquals(Optional.empty(), PlainArguments.of(List.of("-Da=1", argument)));
  }

  @Test
  void noArguments_areNone() {
    assertEquals(Optional.of(List.of()), PlainArguments.of(List.of()));
  }
}
