package dev.offload.cluster.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything starts. */
class GridSettingsTest {
  private static final List<String> HERE = List.of("127.0.0.1:47500");
  /** Of the block that is kept for documentation. */
  private static final String ELSEWHERE = "192.0.2.7";

  @TempDir
  Path directory;
  private Tls tls;

  @BeforeEach
  void makeFile() throws Exception {
    tls = Tls.of(Files.createFile(directory.resolve("keys.p12")), "secret password");
  }

  @Test
  void build_listensElsewhereWithoutTls_isRefused() {
    GridSettings.Builder settings = GridSettings.server("node").localHost(ELSEWHERE);

    assertEquals("cluster.localHost 192.0.2.7 can be reached from other machines, which needs TLS: set cluster.tls.keyStore",
        refusalOf(settings));
    assertEquals(ELSEWHERE, settings.tls(tls).build().localHost());
  }

  @Test
  void build_listensEverywhereWithoutTls_isRefused() {
    assertTrue(refusalOf(GridSettings.server("node").localHost("0.0.0.0")).contains("cluster.tls.keyStore"));
  }

  @Test
  void build_connectsElsewhereWithoutTls_isRefused() {
    GridSettings.Builder settings = GridSettings.client("node", List.of("127.0.0.1:1", ELSEWHERE + ":47500..47510"));

    assertEquals("cluster.addresses holds 192.0.2.7:47500..47510, on another machine, which needs TLS: set cluster.tls.keyStore",
        refusalOf(settings));
    assertTrue(refusalOf(settings.tls(tls)).contains("cannot be reached from cluster.localHost 127.0.0.1"));
    assertEquals(ELSEWHERE, settings.localHost(ELSEWHERE).build().localHost());
  }

  @Test
  void build_tokenWithoutTls_isRefused() {
    GridSettings.Builder settings = GridSettings.client("node", HERE).token("open sesame");

    assertTrue(refusalOf(settings).startsWith("a token is no protection without TLS"), refusalOf(settings));
    assertTrue(settings.tls(tls).build().token().isPresent());
  }

  @Test
  void build_loopbackInAnyForm_isTaken() {
    GridSettings.client("node", List.of("127.0.0.1:1", "127.1.2.3:47500..47510", "localhost:5", "[::1]:6")).build();
  }

  @Test
  void build_addressWithoutPort_isRefused() {
    assertEquals("cluster.addresses must be host:port or host:first..last, was 127.0.0.1",
        refusalOf(GridSettings.client("node", List.of("127.0.0.1"))));
  }

  @Test
  void build_clientWithoutAddresses_isRefused() {
    assertTrue(refusalOf(GridSettings.client("node", List.of())).startsWith("cluster.addresses"));
  }

  @Test
  void build_numbersOutOfRange_areRefused() {
    assertTrue(refusalOf(GridSettings.server("node").ports(0, 0)).startsWith("cluster.port"));
    assertTrue(refusalOf(GridSettings.server("node").ports(65_530, 10)).startsWith("cluster.port"));
    assertTrue(refusalOf(GridSettings.server("node").communicationPort(65_500)).startsWith("cluster.communicationPort"));
    assertTrue(refusalOf(GridSettings.server("node").failureDetection(Duration.ZERO)).startsWith("cluster.failureDetection"));
    assertTrue(refusalOf(GridSettings.server("node").joinTimeout(Duration.ZERO)).startsWith("cluster.joinTimeout"));
  }

  @Test
  void tls_fileThatIsNotThere_isRefused() {
    Exception refusal = assertThrows(IllegalArgumentException.class, () -> Tls.of(directory.resolve("none"), ""));

    assertTrue(refusal.getMessage().startsWith("cluster.tls.keyStore must be a file that can be read"), refusal.getMessage());
  }

  @Test
  void tls_fileThatIsNoKeyStore_isRefusedAtTheStart() {
    GridSettings settings = GridSettings.server("node").tls(tls).directory(directory).build();

    Exception refusal = assertThrows(IllegalArgumentException.class, () -> Grid.start(settings, configuration -> { }));

    assertTrue(refusal.getMessage().contains("keys.p12"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("secret password"), refusal.getMessage());
  }

  @Test
  void toString_ofSettings_holdsNoSecret() {
    String text = GridSettings.server("node").tls(tls).token("open sesame").build().toString();

    assertFalse(text.contains("secret password"), text);
    assertFalse(text.contains("open sesame"), text);
  }

  private static String refusalOf(GridSettings.Builder settings) {
    return assertThrows(IllegalArgumentException.class, settings::build).getMessage();
  }
}
