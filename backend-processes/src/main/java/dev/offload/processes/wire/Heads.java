package dev.offload.processes.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes and reads the short structured part of a frame. */
final class Heads {
  private Heads() {}

  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  static byte[] write(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("memory refused to be written", e);
    }
    return bytes.toByteArray();
  }

  /** A text that {@link DataOutputStream#writeUTF} takes: up to 65,535 bytes, of which a character may need three. */
  static String cut(String text, int maxChars) {
    return text.length() > maxChars ? text.substring(0, maxChars) : text;
  }

  /** Reads a head to its last byte; what {@code reading} refuses, and what is left over, makes no sense. */
  static <T> T read(byte[] head, Reading<T> reading) throws WireException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(head);
    try {
      T read = reading.from(new DataInputStream(bytes));
      if (bytes.available() > 0) {
        throw new WireException(bytes.available() + " bytes too many");
      }
      return read;
    } catch (IOException | IllegalArgumentException e) {
      throw new WireException("a frame's head of " + head.length + " bytes makes no sense: " + e);
    }
  }
}
