package dev.offload.processes.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Decides, between parent and child, whether a task that was sent begins or is recalled: a page of memory that both have mapped, with
 * one word per task. Whoever changes the word first has decided, without a message and for good, also if the other one is frozen or
 * dead. So a task that was cancelled while PENDING never runs (rule K1), and after a crash it is known what had begun (rule E3). For a
 * task that is many elements a second word says how many have begun, and how many may. Behind the words lie the child's {@link Vitals}
 * and its {@link Outbox}.
 *
 * <pre>
 *   offer (parent)  --tryBegin (child)---&gt;  begun    --tryBeginElement (child)*, takeBackElements (parent)*
 *                   --tryRecall (parent)-&gt;  recalled
 * </pre>
 */
public final class ClaimBoard {
  /** How many tasks can be with one worker at once. */
  public static final int SLOTS = 512;

  private static final VarHandle WORDS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int OFFERED = 1;
  private static final int BEGUN = 2;
  private static final int RECALLED = 3;
  private static final int CLAIM_BYTES = SLOTS * Long.BYTES;
  /** Where the outbox begins: pages of its own, so that what the child says does not slow down what both look at. */
  private static final int OUTBOX = 3 * CLAIM_BYTES;
  /** Where the words of elements begin. */
  private static final int ELEMENTS = 2 * CLAIM_BYTES;
  private static final int NONE = -1;
  private static final int BYTES = OUTBOX + Outbox.BYTES;

  private final ByteBuffer words;
  private final Vitals vitals;
  private final Outbox outbox;

  private ClaimBoard(ByteBuffer memory) {
    this.words = memory;
    this.vitals = new Vitals(memory.slice(CLAIM_BYTES, Vitals.BYTES));
    this.outbox = new Outbox(memory.slice(OUTBOX, Outbox.BYTES));
  }

  /** Makes the file and maps it. It is written in full first, so that a full disk is an exception here and no crash later. */
  public static ClaimBoard create(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(
        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(BYTES);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      return map(channel);
    }
  }

  /** Maps the file that the parent made. */
  public static ClaimBoard open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return map(channel);
    }
  }

  /** Parent: the task may begin. */
  public void offer(long id) {
    WORDS.setVolatile(words, index(id), word(id, OFFERED));
  }

  /** Parent: the task may begin, and then so many elements of it. */
  public void offer(long id, int elements) {
    WORDS.setVolatile(words, elementsIndex(id), elementsWord(0, elements));
    offer(id);
  }

  /**
   * Child: begins the next element of a task that it has begun.
   *
   * @return how many have begun before it; -1 if there is none left
   */
  public int tryBeginElement(long id) {
    while (true) {
      long word = elementsWord(id);
      if (begun(word) >= limit(word)) {
        return NONE;
      }
      if (WORDS.compareAndSet(words, elementsIndex(id), word, word + 1)) {
        return begun(word);
      }
    }
  }

  /** Parent: no more elements of the task may begin. Returns how many have. Saying it twice changes nothing. */
  public int takeBackElements(long id) {
    while (true) {
      long word = elementsWord(id);
      if (WORDS.compareAndSet(words, elementsIndex(id), word, elementsWord(begun(word), begun(word)))) {
        return begun(word);
      }
    }
  }

  /** How many elements of the task have begun, as the child shows. */
  public int elementsBegun(long id) {
    return begun(elementsWord(id));
  }

  /** Child: begins the task, unless it was recalled. */
  public boolean tryBegin(long id) {
    return WORDS.compareAndSet(words, index(id), word(id, OFFERED), word(id, BEGUN));
  }

  /** Parent: recalls the task, unless it has begun. Saying it twice changes nothing. */
  public boolean tryRecall(long id) {
    return WORDS.compareAndSet(words, index(id), word(id, OFFERED), word(id, RECALLED))
        || (long) WORDS.getVolatile(words, index(id)) == word(id, RECALLED);
  }

  /** Tells whether the child has begun the task. */
  public boolean hasBegun(long id) {
    return (long) WORDS.getVolatile(words, index(id)) == word(id, BEGUN);
  }

  /** The slot of a task that was offered with the number {@code id}. */
  public static int slotOf(long id) {
    return (int) (id & SLOTS - 1);
  }

  /** What the child has said and may not have sent. */
  public Outbox outbox() {
    return outbox;
  }

  /** The child's reports of itself. */
  public Vitals vitals() {
    return vitals;
  }

  private static ClaimBoard map(FileChannel channel) throws IOException {
    return new ClaimBoard(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
  }

  private static int index(long id) {
    return slotOf(id) * Long.BYTES;
  }

  private static int elementsIndex(long id) {
    return ELEMENTS + index(id);
  }

  private long elementsWord(long id) {
    return (long) WORDS.getVolatile(words, elementsIndex(id));
  }

  private static long elementsWord(int begun, int limit) {
    return (long) limit << Integer.SIZE | begun;
  }

  private static int begun(long elementsWord) {
    return (int) elementsWord;
  }

  private static int limit(long elementsWord) {
    return (int) (elementsWord >>> Integer.SIZE);
  }

  private static long word(long id, int claim) {
    return id << 2 | claim;
  }
}
