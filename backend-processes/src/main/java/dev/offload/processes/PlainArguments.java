package dev.offload.processes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which of the user's JVM arguments a JVM may have that only makes an archive. One that loads agents, or that says itself what classes are
 * shared or where they come from, gets no archive. Those by which it would write files, or listen on a port that a worker needs, are left
 * out.
 */
final class PlainArguments {
  private static final Pattern PLAIN = Pattern.compile(
      "-D(?!java\\.system\\.class\\.loader|com\\.sun\\.management\\.|jdk\\.module\\.|java\\.class\\.path).*"
      + "|-X(mx|ms|mn|ss|int|mixed|comp)\\w*|-XX:[+-](?!\\w*Shared|AOT|Record|Dump|AllowArchiving)\\w+"
      + "|-XX:(?!.*(File|Path|Archive|AOT|Options|Flags|OnError|OnOutOfMemoryError|Flight))\\w+=\\w+"
      + "|-(ea|da|esa|dsa|enableassertions|disableassertions)(:.*)?"
      + "|--(enable-preview|(add-opens|add-exports|add-reads|add-modules|enable-native-access)=.*)");
  private static final Pattern WITHOUT_EFFECT = Pattern.compile(
      "-Dcom\\.sun\\.management\\..*|-Xlog(:.*)?|-Xloggc:.*|-verbose.*|-XX:(HeapDumpPath|ErrorFile|OnError|OnOutOfMemoryError)=.*");

  private PlainArguments() {}

  /** The arguments but those that have no effect on an archive; empty if with one of them there can be none. */
  static Optional<List<String>> of(List<String> arguments) {
    List<String> plain = new ArrayList<>();
    for (String argument : arguments) {
      if (PLAIN.matcher(argument).matches()) {
        plain.add(argument);
      } else if (!WITHOUT_EFFECT.matcher(argument).matches()) {
        return Optional.empty();
      }
    }
    return Optional.of(plain);
  }
}
