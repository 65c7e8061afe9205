package dev.offload.shared;

/** A task that is submitted when its time has come. */
public interface SharedTimer {
  /** Keeps it from being submitted; false if it has been, or was cancelled before. */
  boolean cancel();

  /** Tells whether its time is still to come. */
  boolean isPending();
}
