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

  static <T> T read(byte[] head, Reading<T> reading) throws WireException {
    try {
      return reading.from(new DataInputStream(new ByteArrayInputStream(head)));
    } catch (IOException e) {
      throw new WireException("a frame's head of " + head.length + " bytes makes no sense: " + e);
    }
  }
}
