package dev.offload.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The other JVM: reads the name of a kind and an object of it, answers with what it sees of the object and the object again. */
final class EchoChild {
  private EchoChild() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, Kind> kinds = KindsTest.kinds().collect(Collectors.toMap(Kind::name, Function.identity()));
    ByteCodec codec = new ByteCodec(CodecOptions.defaults(), EchoChild.class.getClassLoader());
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
    while (in.readBoolean()) {
      Kind kind = kinds.get(in.readUTF());
      Object object = codec.decodeResult(in.readNBytes(in.readInt()));
      out.writeUTF(kind.view().apply(object));
      byte[] echo = codec.encodeResult(object);
      out.writeInt(echo.length);
      out.write(echo);
      out.flush();
    }
  }
}
