package dev.offload.processes;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file with arguments for the java launcher, which may be longer than a command line. */
final class ArgumentFile {
  private ArgumentFile() {}

  static void write(Path file, List<String> arguments) throws IOException {
    List<String> lines = arguments.stream().map(ArgumentFile::quoted).toList();
    for (String line : lines) {
      ensureCanEncode(line);
    }
    Files.write(file, lines, nativeCharset());
  }

  /** Tells whether an argument arrives as it is. */
  static boolean canEncode(String argument) {
    return nativeCharset().newEncoder().canEncode(argument);
  }

  private static void ensureCanEncode(String argument) {
    if (!canEncode(argument)) {
      throw new IllegalStateException("no worker can be started: this JVM's locale has the encoding " + nativeCharset()
          + ", in which this argument of theirs cannot be written; start this JVM in another locale, for example with LC_ALL=C.UTF-8: "
          + argument);
    }
  }

  /** As the java launcher reads it: in quotes, with backslashes before what would end them. */
  private static String quoted(String argument) {
    return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + "\"";
  }

  /** The launcher reads the file in the system's own encoding, which from JDK 18 on is not the default any more. */
  private static Charset nativeCharset() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
  }
}
