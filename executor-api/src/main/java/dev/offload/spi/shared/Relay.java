package dev.offload.spi.shared;

import java.util.List;

/**
 * The way to the shared objects of another JVM's executor, for workers that a {@link dev.offload.spi.StandIn} has in JVMs of their own: it
 * carries questions and answers as bytes, and reads none of them. Any thread.
 */
public interface Relay {
  /** What these objects are called in every JVM. */
  long key();

  /** Begins to ask for a JVM that has not asked before; {@code answers} gets what comes back. */
  Asker enter(Answers answers);

  /** Who asks, and owns what it is given. The arrays are lent: they are copied on their way. */
  interface Asker {
    /** Asks something. */
    void ask(long number, byte[] question, byte[] request, List<byte[]> segments);

    /** Says that a question need not be answered any more. */
    void withdraw(long number);

    /** There is nobody any more: what it owned is free. {@code atWork} says that it ended amidst a task. */
    void leave(boolean atWork);
  }

  /** Takes answers. Called by any thread; must not block. */
  interface Answers {
    /** Takes one, and the arrays over. */
    void answer(long number, byte[] kind, byte[] answer, List<byte[]> segments);
  }
}
