package dev.offload.examples.jaraudit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes small jars; a class is its header and some bytes, which is all that an audit looks at. */
final class TestJar {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  static byte[] classBytes(int release, String body) {
    byte[] rest = body.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + rest.length).putInt(0xCAFEBABE).putInt(44 + release).put(rest).array();
  }

  TestJar with(String entry, byte[] bytes) {
    entries.put(entry, bytes);
    return this;
  }

  TestJar withClass(String entry, int release) {
    return with(entry, classBytes(release, entry));
  }

  TestJar withManifest(String... lines) {
    String text = "Manifest-Version: 1.0\n" + String.join("\n", lines) + "\n";
    return with("META-INF/MANIFEST.MF", text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setTime(0);
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes());
  }
}
