package dev.offload.cluster.grid;

import java.util.List;
import org.apache.ignite.IgniteLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what Ignite logs to SLF4J. What it calls INFO is a page for each start of a node, so it is DEBUG there, and its DEBUG is TRACE.
 * DEBUG are also the warnings that it gives at every start, about what is chosen here on purpose, or when a program ends that has work
 * elsewhere, and the failures to start, which are thrown.
 */
final class GridLogger implements IgniteLogger {
  private static final List<String> USUAL_WARNINGS = List.of(
      "Peer class loading is enabled",
      "Please set system property '-Djava.net.preferIPv4Stack=true'",
      "Initial heap size is ",
      "Message queue limit is set to 0",
      "Network timeout is too low",
      "Deployment mode for cache is not CONTINUOUS or SHARED",
      "Persistence store directory is in the temp directory",
      "Received state finish message with unexpected ID",
      // Of TLS: the other side has gone without a word, as it may.
      "Failed to shutdown socket: closing inbound before receiving peer's close_notify",
      "Failed to reply to sender node because it left grid",
      "Will cancel unfinished tasks due to stopping of the grid",
      "Received job execution response while stopping grid",
      "Attempt to cancel task while stopping grid");
  private static final List<String> THROWN_ERRORS = List.of("Failed to start manager: ", "Got exception while starting");

  private final Logger logger;

  private GridLogger(Logger logger) {
    this.logger = logger;
  }

  static GridLogger create() {
    return new GridLogger(LoggerFactory.getLogger("org.apache.ignite"));
  }

  @Override
  public IgniteLogger getLogger(@Nullable Object category) {
    if (category == null) {
      return create();
    }
    return new GridLogger(LoggerFactory.getLogger(category instanceof Class<?> type ? type.getName() : category.toString()));
  }

  @Override
  public void trace(String message) {
    logger.trace(message);
  }

  @Override
  public void debug(String message) {
    logger.trace(message);
  }

  @Override
  public void info(String message) {
    logger.debug(message);
  }

  @Override
  public void warning(String message, @Nullable Throwable cause) {
    if (isOneOf(USUAL_WARNINGS, message)) {
      logger.debug(message, cause);
    } else {
      logger.warn(message, cause);
    }
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    if (isOneOf(THROWN_ERRORS, message)) {
      logger.debug(message, cause);
    } else {
      logger.error(message, cause);
    }
  }

  private static boolean isOneOf(List<String> beginnings, String message) {
    return beginnings.stream().anyMatch(message::startsWith);
  }

  @Override
  public boolean isTraceEnabled() {
    return logger.isTraceEnabled();
  }

  @Override
  public boolean isDebugEnabled() {
    return logger.isTraceEnabled();
  }

  @Override
  public boolean isInfoEnabled() {
    return logger.isDebugEnabled();
  }

  /** Never: a quiet logger is Ignite's word for one beside which it prints to the console itself. */
  @Override
  public boolean isQuiet() {
    return false;
  }

  @Override
  public @Nullable String fileName() {
    return null;
  }
}
