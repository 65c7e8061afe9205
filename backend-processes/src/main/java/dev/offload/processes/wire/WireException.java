package dev.offload.processes.wire;

import java.io.IOException;

/** The bytes on a channel are not what they should be: the channel is closed. */
public final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Makes one that says what is wrong with the bytes. */
  public WireException(String message) {
    super(message);
  }
}
