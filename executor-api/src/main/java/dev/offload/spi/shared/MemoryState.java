package dev.offload.spi.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shared memory where it is made: a file that is mapped, once somebody has asked where it is. */
final class MemoryState implements AutoCloseable {
  private final Host host;
  private final Optional<String> blockName;

  // Guarded by this: it may be made while the executor ends.
  private @Nullable Mapping mapping;
  private boolean closed;

  /** Memory that other programs find by name, or that only this JVM can find, and whoever can read the host's directory. */
  private MemoryState(Host host, Optional<String> blockName) {
    this.host = host;
    this.blockName = blockName;
  }

  private synchronized Place find(long bytes) {
    if (closed) {
      throw Doors.unreachable();
    }
    Mapping known = mapping;
    if (known == null) {
      known = blockName.map(name -> Blocks.create(name, bytes)).orElseGet(() -> create(host.memoryDirectory(), bytes));
      mapping = known;
    }
    return new Place(known.file().toString(), known.bytes());
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (mapping != null) {
      mapping.close();
      if (blockName.isPresent()) {
        Blocks.remove(mapping.file());
      } else {
        Blocks.delete(mapping.file());
      }
      mapping = null;
    }
  }

  private static Mapping create(Optional<Path> directory, long bytes) {
    try {
      String prefix = "offload-memory-";
      Path file = directory.isPresent() ? Files.createTempFile(directory.get(), prefix, "") : Files.createTempFile(prefix, "");
      boolean stays = false;
      try {
        Mapping made = Mapping.ofNew(file, bytes);
        stays = directory.isPresent();
        return made;
      } finally {
        if (!stays) {
          // Whoever needs it has it, and nothing is left whatever becomes of this JVM.
          Blocks.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("shared memory of " + bytes + " bytes cannot be had (" + e.getMessage() + ")", e);
    }
  }

  enum Kind { LONGS, INTS, DOUBLES, BYTES }

  record Maker(Kind kind) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      host.ensureSharesMemory();
      return new MemoryState(host, Optional.empty());
    }
  }

  record BlockMaker(String name) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      host.ensureSharesMemory();
      return new MemoryState(host, Optional.of(name));
    }

    @Override
    public Object identity(String same) {
      return new BlockName(same);
    }
  }

  /** Names of blocks and those of other objects have nothing to do with each other. */
  private record BlockName(String name) {}

  /** Where memory is. */
  record Place(String file, long bytes) {
    Mapping mapping() {
      return Mapping.of(Path.of(file), bytes);
    }
  }

  /** Answers where it is; makes it, of so many bytes, if that was not done yet. It may take its time, as the system does. */
  record Find(long bytes) implements Request<MemoryState, Place> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(MemoryState memory, Call call) {
      return memory.find(bytes);
    }

    @Override
    public boolean isForeign() {
      return true;
    }
  }
}
