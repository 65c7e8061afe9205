package dev.offload.examples.jaraudit;

import dev.offload.RemoteTaskException;
import dev.offload.WorkerLostException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** Puts failures into words that are the same on every machine and backend: no paths, process ids or numbers of tasks. */
final class Problem {
  private Problem() {}

  /** Why a jar could not be read. */
  static String ofJar(IOException failure) {
    if (failure instanceof ZipException) {
      return "not a readable jar: " + failure.getMessage();
    }
    if (failure instanceof NoSuchFileException) {
      return "cannot be read: no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "cannot be read: access denied";
    }
    if (failure instanceof FileSystemException of && of.getReason() != null) {
      return "cannot be read: " + of.getReason();
    }
    return "cannot be read: " + failure.getClass().getSimpleName();
  }

  /** Why a task could not tell what it found. */
  static String ofTask(Throwable failure) {
    if (failure instanceof WorkerLostException) {
      return "its worker died while it audited this jar";
    }
    String name = failure instanceof RemoteTaskException remote ? remote.originalClassName() : failure.getClass().getName();
    return "the audit of this jar failed: " + name;
  }
}
