package dev.offload.processes;

/** Whether workers start from an archive of the classes that they load. */
enum ArchiveMode {
  /** They do where there is one for their java and class path; if there is none, one is made in the background. */
  AUTO,
  /** They do not, and none is made. */
  OFF
}
