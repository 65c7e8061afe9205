package dev.offload.conformance;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** An argument or a result that strikes on its way: when it is turned into bytes, or when it is made of them again. */
final class Trap implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Blow blow;
  private final boolean whenRead;

  private Trap(Blow blow, boolean whenRead) {
    this.blow = blow;
    this.whenRead = whenRead;
  }

  static Trap whenWritten(Blow blow) {
    return new Trap(blow, false);
  }

  static Trap whenRead(Blow blow) {
    return new Trap(blow, true);
  }

  /** For a task that has such an argument. */
  static String survive(Trap argument) {
    return Blow.SURVIVED;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    if (!whenRead) {
      blow.strike();
    }
    out.defaultWriteObject();
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    if (whenRead) {
      blow.strike();
    }
  }

  @Override
  public String toString() {
    return Blow.SURVIVED;
  }
}
