package dev.offload.spi.shared;

import com.google.common.collect.MapMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A file as memory of this JVM, in pieces of 1 GiB, because one buffer has at most 2. There is one of each file, for as long as anybody has
 * it. Any thread.
 */
public final class Mapping {
  /** The bytes of a piece are 2 to the power of this. */
  public static final int PIECE_SHIFT = 30;

  private static final long PIECE_BYTES = 1L << PIECE_SHIFT;
  private static final ConcurrentMap<Path, Mapping> OPEN = new MapMaker().weakValues().makeMap();

  private final Path file;
  private final long bytes;
  /** Tells the file from others of the same name; null where the system keeps a file as long as it is mapped. */
  private final @Nullable Object key;
  // All null once it is closed. Not volatile: that would keep loops over the memory from being as fast as over an array. Who sees the end
  // late still has the memory, and nobody else has.
  private final @Nullable ByteBuffer[] pieces;

  private Mapping(Path file, ByteBuffer[] pieces, long bytes) {
    this.file = file;
    this.key = keyOf(file);
    this.pieces = pieces;
    this.bytes = bytes;
  }

  /** The mapping of a file, which becomes as long as that; or the one there is, also if the file has been removed since. */
  public static Mapping of(Path file, long bytes) {
    Object key = keyOf(file);
    return OPEN.compute(file, (path, known) ->
        known != null && (key == null || key.equals(known.key)) ? known : open(path, bytes));
  }

  /** The mapping of a file that was made just now; that of one which had its name before is of no use any more. */
  static Mapping ofNew(Path file, long bytes) {
    Mapping made = open(file, bytes);
    OPEN.put(file, made);
    return made;
  }

  Path file() {
    return file;
  }

  /** How many bytes there are. */
  public long bytes() {
    return bytes;
  }

  /**
   * A piece; each has 2 to the power of {@link #PIECE_SHIFT} bytes but the last.
   *
   * @throws IllegalStateException if the memory is gone with its executor
   */
  public ByteBuffer piece(int number) {
    ByteBuffer piece = pieces[number];
    if (piece == null) {
      throw Doors.unreachable();
    }
    return piece;
  }

  /** From now on it is gone, as soon as a thread sees it. The system takes the memory back when no buffer of it is left. */
  void close() {
    Arrays.fill(pieces, null);
    OPEN.remove(file, this);
  }

  private static @Nullable Object keyOf(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      // It is gone; who has a mapping of it goes on with that.
      return null;
    }
  }

  private static Mapping open(Path file, long bytes) {
    try {
      return Uninterrupted.call(() -> map(file, bytes));
    } catch (NoSuchFileException e) {
      throw Doors.unreachable();
    } catch (IOException e) {
      throw new UncheckedIOException("shared memory of " + bytes + " bytes cannot be had at " + file + " (" + e.getMessage() + ")", e);
    }
  }

  private static Mapping map(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ensureRoom(file, channel.size(), bytes);
      int count = (int) Math.max(1, (bytes + PIECE_BYTES - 1) >> PIECE_SHIFT);
      ByteBuffer[] pieces = new ByteBuffer[count];
      for (int i = 0; i < count; i++) {
        long start = (long) i << PIECE_SHIFT;
        pieces[i] = channel.map(FileChannel.MapMode.READ_WRITE, start, Math.min(PIECE_BYTES, bytes - start)).order(ByteOrder.nativeOrder());
      }
      return new Mapping(file, pieces, bytes);
    }
  }

  /** A file may have holes, and where the disk is full access to one of them is an error of the machine. */
  private static void ensureRoom(Path file, long has, long wanted) throws IOException {
    long room = has >= wanted ? Long.MAX_VALUE : Files.getFileStore(file).getUsableSpace();
    if (room < wanted) {
      throw new IOException("there is room for " + room + " bytes");
    }
  }
}
