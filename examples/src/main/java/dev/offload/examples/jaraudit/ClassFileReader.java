package dev.offload.examples.jaraudit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/** Reads class files one after the other, in constant memory. For one thread. */
final class ClassFileReader {
  private static final int HEADER_BYTES = 8;
  private static final int MAGIC = 0xCAFEBABE;
  private static final int MAJOR_VERSION_OF_RELEASE_0 = 44;

  private final MessageDigest sha256 = sha256();
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[16 * 1024];

  /**
   * Reads to the end of the stream.
   *
   * @throws IOException if the stream cannot be read, holds no class file, or not the bytes that belong to the checksum
   */
  ClassFile read(InputStream in, long expectedCrc) throws IOException {
    sha256.reset();
    crc.reset();
    int length = in.readNBytes(buffer, 0, HEADER_BYTES);
    int release = releaseInHeader(length);
    while (length > 0) {
      sha256.update(buffer, 0, length);
      crc.update(buffer, 0, length);
      length = in.read(buffer);
    }
    if (expectedCrc != -1 && crc.getValue() != expectedCrc) {
      throw new IOException("its checksum is wrong");
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
    return new ClassFile(release, new ClassHash(digest.getLong(), digest.getLong()));
  }

  private int releaseInHeader(int length) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(buffer, 0, HEADER_BYTES);
    int release = header.getShort(HEADER_BYTES - Short.BYTES) - MAJOR_VERSION_OF_RELEASE_0;
    if (length < HEADER_BYTES || header.getInt(0) != MAGIC || release < 1) {
      throw new IOException("it is no class file");
    }
    return release;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
