package dev.offload.processes;

import java.util.Locale;

/** Whether workers start from an archive of the classes that they load. */
enum ArchiveMode {
  /** They do where there is one for their java and class path; if there is none, one is made in the background. */
  AUTO,
  /** They do not, and none is made. */
  OFF;

  static ArchiveMode parse(String text) {
    for (ArchiveMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("processes.classDataArchive must be auto or off, was " + text);
  }
}
