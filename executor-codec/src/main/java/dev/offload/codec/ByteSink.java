package dev.offload.codec;

/** Where encoded bytes go. */
@FunctionalInterface
public interface ByteSink {
  /** Takes these bytes over; the array is used for something else when this returns. */
  void accept(byte[] bytes, int offset, int length);
}
