package dev.offload.node;

import dev.offload.OffloadException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells a person in one line what is wrong: exit code 2 where an option is, 1 where the node cannot start. */
final class FailureLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    return print(failure.getCommandLine(), failure.getMessage(), ExitCode.USAGE);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) throws Exception {
    if (failure instanceof IllegalArgumentException) {
      return print(commandLine, failure.getMessage(), ExitCode.USAGE);
    }
    if (failure instanceof OffloadException || failure instanceof IllegalStateException || failure instanceof UncheckedIOException) {
      return print(commandLine, failure.getMessage(), ExitCode.SOFTWARE);
    }
    throw failure;
  }

  private static int print(CommandLine commandLine, String message, int status) {
    commandLine.getErr().println(commandLine.getCommandName() + ": " + OptionNames.in(message));
    return status;
  }
}
