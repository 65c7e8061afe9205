package dev.offload.processes.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** The first bytes a child sends on its channel: the protocol's version, and the token that proves it is the child. */
public final class Hello {
  /** The version of the frames and their order. Both ends are of one build, so another version means a mixed class path. */
  public static final int VERSION = 2;

  /** Length of a token. */
  public static final int TOKEN_BYTES = 32;

  /** Length of the whole. */
  public static final int BYTES = 2 * Integer.BYTES + TOKEN_BYTES;

  private static final int MAGIC = 0x4F46_4C44;

  private Hello() {}

  /** A token that nobody can guess. */
  public static byte[] newToken() {
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    return token;
  }

  /** What the child sends. */
  public static ByteBuffer bytes(byte[] token) {
    return ByteBuffer.allocate(BYTES).putInt(MAGIC).putInt(VERSION).put(token).flip();
  }

  /**
   * Tells whether {@code hello} is from the holder of {@code token}; takes the same time wherever they differ.
   *
   * @throws WireException if the token is right and the version is not
   */
  public static boolean isFrom(byte[] token, ByteBuffer hello) throws WireException {
    int magic = hello.getInt();
    int version = hello.getInt();
    byte[] given = new byte[TOKEN_BYTES];
    hello.get(given);
    if (!MessageDigest.isEqual(token, given) || magic != MAGIC) {
      return false;
    }
    if (version != VERSION) {
      throw new WireException("the worker speaks version " + version + " of the protocol, this is version " + VERSION
          + ": two versions of backend-processes are on the class path");
    }
    return true;
  }
}
