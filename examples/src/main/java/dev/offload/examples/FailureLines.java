package dev.offload.examples;

import dev.offload.OffloadException;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person in one line what is wrong: exit status 2 where the input is, 1 where the run failed. */
final class FailureLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine commandLine = failure.getCommandLine();
    return print(commandLine, unknownExample(failure).orElseGet(failure::getMessage), ExitCode.USAGE);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) throws Exception {
    if (failure instanceof IllegalArgumentException) {
      return print(commandLine, failure.getMessage(), ExitCode.USAGE);
    }
    if (failure instanceof OffloadException || failure instanceof UnsupportedOperationException && failure.getMessage() != null) {
      return print(commandLine, failure.getMessage(), ExitCode.SOFTWARE);
    }
    if (failure instanceof IOException) {
      // With its class: the message alone is often no more than a path.
      return print(commandLine, failure.toString(), ExitCode.SOFTWARE);
    }
    throw failure;
  }

  private static Optional<String> unknownExample(ParameterException failure) {
    CommandLine commandLine = failure.getCommandLine();
    if (commandLine.getParent() != null || !(failure instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    return Optional.of("unknown example \"" + unmatched.getUnmatched().get(0) + "\"; known are "
        + String.join(", ", commandLine.getSubcommands().keySet()));
  }

  private static int print(CommandLine commandLine, String message, int status) {
    commandLine.getErr().println(commandLine.getCommandSpec().qualifiedName() + ": " + message);
    return status;
  }
}
