package dev.offload.shared;

import dev.offload.spi.shared.Mapping;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside of the heaps that the program and its workers have in common: what one writes, the others read, without a copy and without
 * a call. It is zero at first, of up to as many bytes as the machine has, and goes with its executor; after that each access throws
 * {@link IllegalStateException}, as soon as the thread sees it.
 *
 * <p>Plain access is as to an array: other threads and processes see what was written when something orders it, an access with
 * {@code Acquire}, {@code Release} or {@code Volatile} in its name, a lock, a queue, the end of a task. An index out of range throws
 * {@link IndexOutOfBoundsException}.
 */
public abstract class SharedMemory implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long fileBytes;
  private final long length;
  private final int elementShift;
  private transient @Nullable Mapping mapping;

  /** Elements of 2 to the power of {@code elementShift} bytes each. */
  SharedMemory(Mapping mapping, String file, long length, int elementShift) {
    this.mapping = mapping;
    this.file = file;
    this.fileBytes = mapping.bytes();
    this.length = length;
    this.elementShift = elementShift;
  }

  /** How many elements there are. */
  public final long length() {
    return length;
  }

  /**
   * A view of some of the memory, in the order of bytes of this machine.
   *
   * @param from the first byte
   * @param bytes how many, up to the end of the GiB that the first one lies in: no view goes over a multiple of 1 GiB
   */
  public final ByteBuffer buffer(long from, int bytes) {
    Objects.checkFromIndexSize(from, bytes, length << elementShift);
    int start = (int) (from & (1L << Mapping.PIECE_SHIFT) - 1);
    return mapping().piece((int) (from >>> Mapping.PIECE_SHIFT)).slice(start, bytes).order(ByteOrder.nativeOrder());
  }

  /**
   * A view of all of it, in the order of bytes of this machine.
   *
   * @throws IllegalStateException if it has more than 1 GiB
   */
  public final ByteBuffer buffer() {
    long bytes = length << elementShift;
    if (bytes > 1L << Mapping.PIECE_SHIFT) {
      throw new IllegalStateException("memory of " + bytes + " bytes does not fit into one buffer; use buffer(from, bytes)");
    }
    return buffer(0, (int) bytes);
  }

  /** The piece in which the element lies. */
  final ByteBuffer pieceOf(long index) {
    Objects.checkIndex(index, length);
    Mapping known = mapping;
    return (known == null ? mapping() : known).piece((int) (index >>> Mapping.PIECE_SHIFT - elementShift));
  }

  /** Where in its piece the element begins. */
  final int placeOf(long index) {
    return (int) (index << elementShift) & (1 << Mapping.PIECE_SHIFT) - 1;
  }

  final String file() {
    return file;
  }

  final Mapping mapping() {
    Mapping known = mapping;
    if (known == null) {
      known = Mapping.of(Path.of(file), fileBytes);
      mapping = known;
    }
    return known;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other != null && other.getClass() == getClass() && ((SharedMemory) other).file.equals(file);
  }

  @Override
  public final int hashCode() {
    return file.hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + length + "]";
  }
}
