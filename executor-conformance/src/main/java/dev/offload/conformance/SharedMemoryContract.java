package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.shared.SharedBytes;
import dev.offload.shared.SharedDoubles;
import dev.offload.shared.SharedInts;
import dev.offload.shared.SharedLongs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Memory outside of the heaps: rule H8. */
public interface SharedMemoryContract extends ContractSubject {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("H8: what a task writes the program reads, and the other way round")
  default void memory_writtenByATask_isReadByTheProgram() {
    requires(Capability.SHARES_MEMORY);
    try (TaskExecutor executor = open(2)) {
      SharedLongs longs = executor.shared().longs(1_000);
      SharedInts ints = executor.shared().ints(3);
      SharedDoubles doubles = executor.shared().doubles(1);
      assertEquals(0, longs.get(999));

      valueOf(executor.submit(() -> {
        for (int i = 0; i < 1_000; i++) {
          longs.set(i, i * i);
        }
        ints.set(2, -7);
        doubles.set(0, 3.1415927);
      }));
      longs.set(0, 42);

      assertEquals(999 * 999, longs.get(999));
      assertEquals(-7, ints.get(2));
      assertEquals(3.1415927, doubles.get(0));
      assertEquals(42, valueOf(executor.submit(() -> longs.get(0))));
      assertEquals(1_000, longs.length());
    }
  }

  @Test
  @DisplayName("H8: additions of many tasks lose nothing")
  default void memory_addedToByMany_losesNothing() {
    requires(Capability.SHARES_MEMORY);
    try (TaskExecutor executor = open(2)) {
      SharedLongs longs = executor.shared().longs(1);
      SharedInts ints = executor.shared().ints(1);
      SharedDoubles doubles = executor.shared().doubles(1);

      valuesOf(IntStream.range(0, 4).mapToObj(number -> executor.submit(() -> {
        for (int i = 0; i < 10_000; i++) {
          longs.getAndAdd(0, 1);
          ints.getAndAdd(0, 1);
          doubles.getAndAdd(0, 0.5);
        }
      })).toList());

      assertEquals(40_000, longs.getVolatile(0));
      assertEquals(40_000, ints.getVolatile(0));
      assertEquals(20_000, doubles.getVolatile(0));
    }
  }

  @Test
  @DisplayName("H8: memory has atomic and ordered access")
  default void memory_hasAtomicAndOrderedAccess() {
    requires(Capability.SHARES_MEMORY);
    try (TaskExecutor executor = open(1)) {
      SharedLongs longs = executor.shared().longs(2);
      SharedDoubles doubles = executor.shared().doubles(1);

      longs.setRelease(1, 5);
      assertEquals(5, longs.getAcquire(1));
      assertTrue(longs.compareAndSet(1, 5, 6));
      assertFalse(longs.compareAndSet(1, 5, 7));
      assertEquals(6, longs.getAndSet(1, 8));
      longs.setVolatile(1, 9);
      assertEquals(9, valueOf(executor.submit(() -> longs.getAndAdd(1, 1))));
      assertEquals(10, longs.get(1));
      assertTrue(doubles.compareAndSet(0, 0.0, -0.0));
      assertFalse(doubles.compareAndSet(0, 0.0, 1.0), "bit for bit");
    }
  }

  @Test
  @DisplayName("H8: the same bytes are an array, a buffer and numbers")
  default void bytes_haveViews() {
    requires(Capability.SHARES_MEMORY);
    try (TaskExecutor executor = open(1)) {
      SharedBytes bytes = executor.shared().bytes(20);

      valueOf(executor.submit(() -> {
        bytes.asLongs().set(1, 0x0102030405060708L);
        bytes.set(16, new byte[] {9, 9, 1, 2, 3, 4, 9}, 2, 4);
      }));

      assertEquals(2, bytes.asLongs().length());
      assertEquals(5, bytes.asInts().length());
      ByteBuffer buffer = bytes.buffer();
      assertEquals(20, buffer.remaining());
      assertEquals(0x0102030405060708L, buffer.getLong(8));
      byte[] tail = new byte[4];
      bytes.get(16, tail, 0, 4);
      assertArrayEquals(new byte[] {1, 2, 3, 4}, tail);
      assertEquals(3, bytes.get(18));
      bytes.buffer(18, 2).put(0, (byte) 7);
      assertEquals(7, bytes.get(18));
      assertEquals(bytes.asInts(), bytes.asInts());
      assertNotEquals(bytes, executor.shared().bytes(20));
    }
  }

  @Test
  @DisplayName("H8: an index out of range is refused, and so is a length of nothing")
  default void memory_outOfRange_isRefused() {
    requires(Capability.SHARES_MEMORY);
    try (TaskExecutor executor = open(1)) {
      SharedLongs longs = executor.shared().longs(2);

      assertThrows(IndexOutOfBoundsException.class, () -> longs.get(2));
      assertThrows(IndexOutOfBoundsException.class, () -> longs.set(-1, 0));
      assertThrows(IndexOutOfBoundsException.class, () -> longs.buffer(9, 8));
      assertThrows(IllegalArgumentException.class, () -> executor.shared().longs(0));
    }
  }

  @Test
  @DisplayName("H8: memory of more than 2 GiB, of which only what is used takes any")
  default void memory_beyondAnInt_isReached() throws IOException {
    requires(Capability.SHARES_MEMORY);
    long room = Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir"))).getUsableSpace();
    assumeTrue(room > 4L << 30, () -> "the temporary directory has room for " + room + " bytes only");
    try (TaskExecutor executor = open(1)) {
      SharedLongs longs = executor.shared().longs((3L << 30) / Long.BYTES);
      long last = longs.length() - 1;

      valueOf(executor.submit(() -> longs.set(last, 7)));

      assertEquals(7, longs.get(last));
      assertEquals(7, longs.buffer((last << 3) & -4096, 4096).getLong(4088));
      assertThrows(IllegalStateException.class, longs::buffer);
    }
  }

  @Test
  @DisplayName("H8: a block is found by its name, from any program, as long as its executor lives")
  default void block_isFoundByItsName() {
    requires(Capability.SHARES_MEMORY);
    String name = "offload-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    SharedBytes found;
    try (TaskExecutor executor = open(1); TaskExecutor other = open(1)) {
      SharedBytes block = executor.shared().block(name, 100);
      block.set(99, (byte) 7);

      assertEquals(7, valueOf(other.submit(() -> {
        SharedBytes attached = SharedBytes.attach(name);
        attached.set(0, (byte) 5);
        return attached.length() == 100 ? attached.get(99) : -1;
      })).intValue());
      assertEquals(5, block.get(0));
      found = SharedBytes.attach(name);
      assertEquals(block, found);
      assertEquals(block, executor.shared().block(name, 100), "the same executor's is the same");
      assertThrows(IllegalArgumentException.class, () -> executor.shared().block(name, 1));
      assertThrows(IllegalArgumentException.class, () -> other.shared().block(name, 100));
      assertThrows(IllegalArgumentException.class, () -> executor.shared().block("no/such", 100));
    }

    assertThrows(NoSuchElementException.class, () -> SharedBytes.attach(name));
    assertThrows(IllegalStateException.class, () -> found.get(0));
  }

  @Test
  @DisplayName("H8: memory is gone with its executor, and says so")
  default void memory_ofAClosedExecutor_isGone() {
    requires(Capability.SHARES_MEMORY);
    SharedLongs longs;
    SharedLongs named;
    try (TaskExecutor executor = open(1)) {
      longs = executor.shared().longs(2);
      named = executor.shared().named("table").longs(2);
      named.set(1, 5);
      assertEquals(5, executor.shared().named("table").longs(2).get(1), "a name is the same memory");
      assertThrows(IllegalArgumentException.class, () -> executor.shared().named("table").longs(9));
      assertThrows(IllegalArgumentException.class, () -> executor.shared().named("table").doubles(2));
      valueOf(executor.submit(() -> longs.set(0, 1)));
    }

    assertThrows(IllegalStateException.class, () -> longs.get(0));
    assertThrows(IllegalStateException.class, () -> named.set(0, 1));
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("H8: where workers may be on other machines, memory is refused, and the refusal says why")
  default void memory_ofABackendThatSharesNone_isRefused() {
    requiresNo(Capability.SHARES_MEMORY);
    try (TaskExecutor executor = open(1)) {
      List<Executable> wishes = List.of(() -> executor.shared().longs(1), () -> executor.shared().bytes(1),
          () -> executor.shared().block("refused", 1));

      for (Executable wish : wishes) {
        assertMentions(assertThrows(UnsupportedOperationException.class, wish).getMessage(), Capability.SHARES_MEMORY.name());
      }
    }
  }
}
