package dev.offload;

/**
 * Thrown where a function that was to be applied to a shared object threw a checked exception, which is the cause; unchecked ones come as
 * they are. Nothing was changed.
 */
public class UpdateFailedException extends OffloadException {
  private static final long serialVersionUID = 1L;

  /** Makes one whose cause is what the function threw. */
  public UpdateFailedException(Throwable cause) {
    super("the function that was to be applied to a shared object threw " + cause, cause);
  }
}
