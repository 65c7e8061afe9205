package dev.offload.cluster.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.BrokenExecutorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ignite.cluster.ClusterNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may join: a cluster with certificates and a token, and one with neither. */
class JoinTest {
  private static final String TOKEN = "open sesame";
  /** Long enough for an answer, because who is refused waits for all of it. */
  private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(3);
  /** Where no answer can be understood. */
  private static final Duration WITHOUT_ANSWER = Duration.ofSeconds(1);

  @TempDir
  static Path directory;
  private static Path members;
  private static Path strangers;
  private static int lockedPort;
  private static int openPort;
  private static Grid locked;
  private static Grid open;

  /** Each way to join. */
  private enum Kind {
    SERVER, CLIENT;

    GridSettings.Builder at(int port) {
      List<String> addresses = List.of("127.0.0.1:" + port);
      return this == CLIENT
          ? GridSettings.client("joining", addresses)
          : GridSettings.server("joining").ports(Ports.free(), 0).addresses(addresses);
    }
  }

  @BeforeAll
  static void startClusters() throws Exception {
    members = KeyStores.make(directory, "member");
    strangers = KeyStores.make(directory, "stranger");
    lockedPort = Ports.free();
    openPort = Ports.free();
    locked = Grid.start(GridSettings.server("locked").ports(lockedPort, 0).tls(member()).token(TOKEN).build(), configuration -> { });
    open = Grid.start(GridSettings.server("open").ports(openPort, 0).build(), configuration -> { });
  }

  @AfterAll
  static void stopClusters() {
    open.close();
    locked.close();
  }

  @ParameterizedTest
  @EnumSource
  void join_withCertificateAndToken_isTakenIn(Kind kind) {
    try (Grid joining = start(kind.at(lockedPort).tls(member()).token(TOKEN))) {
      assertEquals(2, joining.ignite().cluster().nodes().size());
      assertEquals(2, locked.ignite().cluster().nodes().size());
      joining.ignite().compute().broadcast(() -> { });
    }
  }

  @ParameterizedTest
  @EnumSource
  void join_withToken_showsItToNobody(Kind kind) {
    try (Grid joining = start(kind.at(lockedPort).tls(member()).token(TOKEN))) {
      Stream<ClusterNode> seen = Stream.of(joining, locked).flatMap(grid -> grid.ignite().cluster().nodes().stream());

      assertEquals(List.of(), seen.filter(node -> node.attributes().toString().contains(TOKEN)).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void join_withWrongToken_isRefused(Kind kind) {
    String refusal = refusalOf(kind.at(lockedPort).tls(member()).token("open barley"), UNTIL_ANSWERED);

    assertTrue(refusal.endsWith("refused it, because its cluster.token is wrong"), refusal);
  }

  @ParameterizedTest
  @EnumSource
  void join_withoutToken_isRefused(Kind kind) {
    String refusal = refusalOf(kind.at(lockedPort).tls(member()), UNTIL_ANSWERED);

    assertTrue(refusal.endsWith("refused it, because its cluster.token is missing"), refusal);
  }

  @ParameterizedTest
  @EnumSource
  void join_withCertificateOfAStranger_isRefused(Kind kind) {
    String refusal = refusalOf(kind.at(lockedPort).tls(Tls.of(strangers, KeyStores.PASSWORD)).token(TOKEN));

    assertTrue(refusal.contains("cluster.tls.keyStore"), refusal);
  }

  @ParameterizedTest
  @EnumSource
  void join_withCertificateOfAStrangerWhoTrustsTheMembers_isRefused(Kind kind) {
    Tls stranger = new Tls(strangers, KeyStores.PASSWORD, Optional.of(members), Optional.empty(), Tls.DEFAULT_PROTOCOL);

    String refusal = refusalOf(kind.at(lockedPort).tls(stranger).token(TOKEN));

    assertTrue(refusal.contains("TLS"), refusal);
  }

  @ParameterizedTest
  @EnumSource
  void join_inPlainTextWhereTlsIsSpoken_isRefused(Kind kind) {
    String refusal = refusalOf(kind.at(lockedPort));

    assertTrue(refusal.contains("TLS"), refusal);
  }

  @ParameterizedTest
  @EnumSource
  void join_withTlsWherePlainTextIsSpoken_isRefused(Kind kind) {
    String refusal = refusalOf(kind.at(openPort).tls(member()));

    assertTrue(refusal.contains("TLS"), refusal);
  }

  private static Tls member() {
    return Tls.of(members, KeyStores.PASSWORD);
  }

  private static Grid start(GridSettings.Builder settings) {
    return Grid.start(settings.build(), configuration -> { });
  }

  private static String refusalOf(GridSettings.Builder settings) {
    return refusalOf(settings, WITHOUT_ANSWER);
  }

  private static String refusalOf(GridSettings.Builder settings, Duration patience) {
    String refusal = assertThrows(BrokenExecutorException.class, () -> start(settings.joinTimeout(patience))).getMessage();
    assertEquals(1, refusal.lines().count(), refusal);
    assertFalse(refusal.contains(TOKEN), refusal);
    assertEquals(1, locked.ignite().cluster().nodes().size());
    assertEquals(1, open.ignite().cluster().nodes().size());
    return refusal;
  }
}
