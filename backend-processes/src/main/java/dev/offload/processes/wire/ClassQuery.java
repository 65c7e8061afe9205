package dev.offload.processes.wire;

/**
 * What a child asks of its parent about a class or a resource.
 *
 * @param kind what is asked
 * @param world the class loader of the parent that is asked: 0 for the one the executor was opened with
 * @param name of the class, as in {@code Class.forName}, or of the resource, as in {@code ClassLoader.getResource}
 * @param index which of the resources of that name; 0 for classes
 */
public record ClassQuery(Kind kind, int world, String name, int index) {
  /** The longest name that is asked for. */
  public static final int MAX_NAME = 16_000;

  /** What is asked. */
  public enum Kind {
    /** A class that the child has none of. */
    MISSING_CLASS,
    /** A class of which the child has one of the same name on its own class path. */
    CLASS_AT_HAND,
    /** The locations of all resources of a name. */
    RESOURCES,
    /** The bytes of one of them. */
    CONTENT;

    private static final Kind[] BY_NUMBER = values();
  }

  /** The query as the head of a frame. */
  public byte[] toBytes() {
    return Heads.write(out -> {
      out.writeByte(kind.ordinal());
      out.writeInt(world);
      out.writeInt(index);
      out.writeUTF(name);
    });
  }

  /**
   * The query from the head of a frame.
   *
   * @throws WireException if it is none
   */
  public static ClassQuery from(byte[] head) throws WireException {
    return Heads.read(head, in -> {
      int kind = in.readByte();
      if (kind < 0 || kind >= Kind.BY_NUMBER.length) {
        throw new WireException("unknown kind " + kind + " of a query for classes");
      }
      int world = in.readInt();
      int index = in.readInt();
      return new ClassQuery(Kind.BY_NUMBER[kind], world, in.readUTF(), index);
    });
  }
}
