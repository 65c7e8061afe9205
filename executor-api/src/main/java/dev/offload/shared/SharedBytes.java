package dev.offload.shared;

import dev.offload.spi.shared.Blocks;
import dev.offload.spi.shared.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Shared memory as an array of bytes, and as what else lies in it. Atomic access is through its views. */
public final class SharedBytes extends SharedMemory {
  private static final long serialVersionUID = 1L;

  /** For executors: the first so many elements of a mapped file. */
  public SharedBytes(Mapping mapping, String file, long length) {
    super(mapping, file, length, 0);
  }

  /**
   * The block that another program of this user on this machine, or another executor, has made by {@link SharedObjects#block}. Once
   * that executor has ended nobody finds it any more. What was attached in another program before can be used on; in the program of that
   * executor it is gone.
   *
   * @throws java.util.NoSuchElementException if no executor that lives has a block of this name
   */
  public static SharedBytes attach(String blockName) {
    Path file = Blocks.find(blockName);
    try {
      long length = Files.size(file);
      return new SharedBytes(Mapping.of(file, length), file.toString(), length);
    } catch (IOException e) {
      throw new UncheckedIOException("the block of memory \"" + blockName + "\" cannot be read", e);
    }
  }

  /** Reads a byte. */
  public byte get(long index) {
    return pieceOf(index).get(placeOf(index));
  }

  /** Writes a byte. */
  public void set(long index, byte value) {
    pieceOf(index).put(placeOf(index), value);
  }

  /** Reads bytes, from {@code index} on, into a part of an array. */
  public void get(long index, byte[] into, int from, int count) {
    Objects.checkFromIndexSize(index, count, length());
    Objects.checkFromIndexSize(from, count, into.length);
    for (int done = 0; done < count; ) {
      int part = partAt(index + done, count - done);
      pieceOf(index + done).get(placeOf(index + done), into, from + done, part);
      done += part;
    }
  }

  /** Writes a part of an array, from {@code index} on. */
  public void set(long index, byte[] source, int from, int count) {
    Objects.checkFromIndexSize(index, count, length());
    Objects.checkFromIndexSize(from, count, source.length);
    for (int done = 0; done < count; ) {
      int part = partAt(index + done, count - done);
      pieceOf(index + done).put(placeOf(index + done), source, from + done, part);
      done += part;
    }
  }

  /** The same memory as longs; what is left over at the end is not in it. */
  public SharedLongs asLongs() {
    return new SharedLongs(mapping(), file(), length() >> SharedLongs.SHIFT);
  }

  /** The same memory as ints; what is left over at the end is not in it. */
  public SharedInts asInts() {
    return new SharedInts(mapping(), file(), length() >> SharedInts.SHIFT);
  }

  /** The same memory as doubles; what is left over at the end is not in it. */
  public SharedDoubles asDoubles() {
    return new SharedDoubles(mapping(), file(), length() >> SharedDoubles.SHIFT);
  }

  private static int partAt(long index, int most) {
    long pieceEnd = ((index >>> Mapping.PIECE_SHIFT) + 1) << Mapping.PIECE_SHIFT;
    return (int) Math.min(most, pieceEnd - index);
  }
}
