package dev.offload.processes.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What a parent answers to a {@link ClassQuery}. The bytes themselves are the body of the frame.
 *
 * @param kind what it says
 * @param world for {@link Kind#OF_WORLD}: the class loader of the parent that has it
 * @param text the code source of a class, empty if it has none; for {@link Kind#REFUSED} the reason
 * @param titles of a class's package, from its jar's manifest: title, version and vendor of specification and implementation; each may
 *     be empty
 */
public record ClassAnswer(Kind kind, int world, String text, List<String> titles) {
  private static final int MAX_TITLES = 6;
  private static final int MAX_TEXT = 16_000;

  /** What an answer says. */
  public enum Kind {
    /** There is none. */
    NONE,
    /** The child's own is the right one. */
    OWN,
    /** Another class loader of the parent has it, which the child has to ask. */
    OF_WORLD,
    /** Here it is. */
    HERE,
    /** It cannot be told or sent. */
    REFUSED;

    private static final Kind[] BY_NUMBER = values();
  }

  /** An answer that says all by its kind. */
  public static ClassAnswer of(Kind kind) {
    return new ClassAnswer(kind, 0, "", List.of());
  }

  /** An answer that refuses. */
  public static ClassAnswer refused(String reason) {
    return new ClassAnswer(Kind.REFUSED, 0, reason, List.of());
  }

  /** The answer as the head of a frame. */
  public byte[] toBytes() {
    return Heads.write(out -> {
      out.writeByte(kind.ordinal());
      out.writeInt(world);
      out.writeUTF(cut(text));
      out.writeByte(titles.size());
      for (String title : titles) {
        out.writeUTF(cut(title));
      }
    });
  }

  /**
   * The answer from the head of a frame.
   *
   * @throws WireException if it is none
   */
  public static ClassAnswer from(byte[] head) throws WireException {
    return Heads.read(head, in -> {
      int kind = in.readByte();
      int world = in.readInt();
      String text = in.readUTF();
      int count = in.readByte();
      if (kind < 0 || kind >= Kind.BY_NUMBER.length || count < 0 || count > MAX_TITLES) {
        throw new WireException("an answer for classes of kind " + kind + " with " + count + " titles");
      }
      List<String> titles = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        titles.add(in.readUTF());
      }
      return new ClassAnswer(Kind.BY_NUMBER[kind], world, text, titles);
    });
  }

  private static String cut(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }
}
