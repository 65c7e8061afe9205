package dev.offload.examples;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command line did.
 *
 * @param status its exit status
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
public record CommandRun(int status, String out, String err) {
  /** Runs the examples' command line in this JVM. */
  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = execute(out, err, arguments);
    return new CommandRun(status, out.toString(), err.toString());
  }

  /** Runs it so that another thread can read meanwhile what it prints, on either stream; its exit status. */
  public static int printingTo(StringWriter written, String... arguments) {
    return execute(written, written, arguments);
  }

  private static int execute(StringWriter out, StringWriter err, String... arguments) {
    return Examples.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }
}
