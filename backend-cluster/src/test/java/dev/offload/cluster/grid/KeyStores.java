package dev.offload.cluster.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;

/** Key stores with a certificate each, made by the JDK's own tool. */
final class KeyStores {
  static final String PASSWORD = "a password of a test";

  private KeyStores() {}

  static Path make(Path directory, String name) throws IOException, InterruptedException {
    Path file = directory.resolve(name + ".p12");
    Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD,
        "-alias", name, "-dname", "CN=" + name, "-keyalg", "EC", "-validity", "2")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.to(directory.resolve(name + ".log").toFile()))
        .start();
    assertEquals(0, keytool.waitFor());
    return file;
  }
}
