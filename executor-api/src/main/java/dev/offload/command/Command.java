package dev.offload.command;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.offload.Task;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program to run, or several of which each reads what the one before prints. Cannot be changed; each method gives another one. It is a
 * task, so that any executor runs it, and can be run here:
 *
 * <pre>{@code
 * CommandResult listing = Command.of("ls", "-l").in(Path.of("/tmp")).check().run();
 * TaskFuture<CommandResult> found = executor.submit(Command.of("df", "-h").pipe(Command.of("grep", "Data")));
 * }</pre>
 *
 * <p>The program is started as it is named, without a shell. A task that is cancelled, or a thread that is interrupted, ends the program
 * and all that it has started.
 */
public final class Command implements Task<CommandResult> {
  private static final long serialVersionUID = 1L;
  private static final int QUOTED_CHARS = 2_000;

  /** What programs of this system read and print: that of its locale, and where that knows no more than ASCII, UTF-8. */
  static final Charset SYSTEM_CHARSET = systemCharset(System.getProperty("native.encoding", ""));

  // One that List.copyOf made, which can be serialised.
  @SuppressWarnings("serial")
  private final List<Stage> stages;
  private final Options options;

  /** One program of a pipeline. */
  record Stage(List<String> args, @Nullable String directory, Map<String, String> environment) implements Serializable {
    private static final long serialVersionUID = 1L;

    Stage {
      args = List.copyOf(args);
      environment = Map.copyOf(environment);
    }

    ProcessBuilder builder() {
      ProcessBuilder builder = new ProcessBuilder(args);
      if (directory != null) {
        builder.directory(Path.of(directory).toFile());
      }
      builder.environment().putAll(environment);
      return builder;
    }
  }

  /** What holds for all programs together. */
  record Options(byte[] input, @Nullable Duration timeout, boolean checked, boolean merged, @Nullable LineListener listener)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private Command(List<Stage> stages, Options options) {
    this.stages = List.copyOf(stages);
    this.options = options;
  }

  /** A program and its arguments. */
  public static Command of(String program, String... arguments) {
    checkArgument(!program.isEmpty(), "program must not be empty");
    Stage stage = new Stage(ImmutableList.<String>builder().add(program).add(arguments).build(), null, Map.of());
    return new Command(List.of(stage), new Options(new byte[0], null, false, false, null));
  }

  /** In a directory; by default that of the JVM that runs it. Of a pipeline the last program. */
  public Command in(Path directory) {
    return withLast(new Stage(last().args(), directory.toString(), last().environment()));
  }

  /** With a variable in its environment, beside those of the JVM that runs it. Of a pipeline the last program. */
  public Command env(String name, String value) {
    ImmutableMap<String, String> more =
        ImmutableMap.<String, String>builder().putAll(last().environment()).put(name, value).buildKeepingLast();
    return withLast(new Stage(last().args(), last().directory(), more));
  }

  /** With what it reads from standard input, in the charset of {@link CommandResult#stdout}; by default that is empty. */
  public Command input(String text) {
    return input(text.getBytes(SYSTEM_CHARSET));
  }

  /** With the bytes that it reads from standard input. */
  public Command input(byte[] bytes) {
    return with(new Options(bytes.clone(), options.timeout(), options.checked(), options.merged(), options.listener()));
  }

  /**
   * With a time, more than 0, after which it is ended with all that it has started; by default it has all the time.
   *
   * @see CommandTimeoutException
   */
  public Command timeout(Duration timeout) {
    checkArgument(!timeout.isNegative() && !timeout.isZero(), "timeout must be > 0, was %s", timeout);
    return with(new Options(options.input(), timeout, options.checked(), options.merged(), options.listener()));
  }

  /**
   * Another exit code than 0 is a failure.
   *
   * @see CommandFailedException
   */
  public Command check() {
    return with(new Options(options.input(), options.timeout(), true, options.merged(), options.listener()));
  }

  /** What it prints on standard error goes to standard output, in the order in which it is printed. */
  public Command mergeStderr() {
    return with(new Options(options.input(), options.timeout(), options.checked(), true, options.listener()));
  }

  /** Passes what it prints on standard output to a listener, line by line, instead of keeping it. */
  public Command streamTo(LineListener listener) {
    Objects.requireNonNull(listener, "listener");
    return with(new Options(options.input(), options.timeout(), options.checked(), options.merged(), listener));
  }

  /** Another program reads what this one prints. Input, time and the like are this one's. */
  public Command pipe(Command next) {
    return new Command(ImmutableList.<Stage>builder().addAll(stages).addAll(next.stages).build(), options);
  }

  /**
   * Runs it to its end.
   *
   * @throws IOException if it cannot be started; the text says what was to be
   * @throws InterruptedException if the thread is interrupted; the program has ended then
   * @throws CommandTimeoutException if it takes too long
   * @throws CommandFailedException if it is to be checked and fails
   */
  public CommandResult run() throws IOException, InterruptedException {
    return start().communicate();
  }

  /** As {@link #run}. */
  @Override
  public CommandResult call() throws IOException, InterruptedException {
    return run();
  }

  /**
   * Starts it.
   *
   * @throws IOException if that cannot be done; the text says what was to be started
   */
  public RunningCommand start() throws IOException {
    return RunningCommand.start(stages, options);
  }

  @Override
  public String toString() {
    return describe(stages);
  }

  /** For messages. */
  static String describe(List<Stage> stages) {
    return stages.stream().map(stage -> String.join(" ", stage.args())).collect(Collectors.joining(" | ", "\"", "\""));
  }

  /** The end of what a program has printed, for messages. */
  static String quoteEnd(String text) {
    String trimmed = text.strip();
    return trimmed.isEmpty() ? "" : ": " + trimmed.substring(Math.max(0, trimmed.length() - QUOTED_CHARS));
  }

  private static Charset systemCharset(String ofLocale) {
    Charset known = !ofLocale.isEmpty() && Charset.isSupported(ofLocale) ? Charset.forName(ofLocale) : StandardCharsets.UTF_8;
    return known.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : known;
  }

  private Stage last() {
    return stages.get(stages.size() - 1);
  }

  private Command withLast(Stage stage) {
    return new Command(
        ImmutableList.<Stage>builder().addAll(stages.subList(0, stages.size() - 1)).add(stage).build(), options);
  }

  private Command with(Options others) {
    return new Command(stages, others);
  }
}
