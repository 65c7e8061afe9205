package dev.offload.codec;

import com.esotericsoftware.kryo.KryoException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error on its way up through the serializers. Each one that it passes adds the step it was at, so that at the root the path to
 * the culprit is complete and the way without errors pays nothing for it.
 */
final class TransferFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_AT_EACH_END = 8;

  private final transient Refusal refusal;
  private final transient List<String> stepsFromCulprit = new ArrayList<>();
  private final @Nullable String culprit;

  TransferFailure(Refusal refusal, @Nullable String culprit, @Nullable Throwable cause) {
    super(refusal.problem(), cause, false, false);
    this.refusal = refusal;
    this.culprit = culprit;
  }

  /** The failure of which {@code thrown} tells, seen from the owner of {@code child}, which is one step up. */
  static TransferFailure at(Throwable thrown, String step, @Nullable Object child) {
    return atType(thrown, step, child == null ? null : child.getClass());
  }

  /** As {@link #at}, where only the type of the child is known. */
  static TransferFailure atType(Throwable thrown, String step, @Nullable Class<?> childType) {
    TransferFailure failure = of(thrown, childType);
    if (!step.isEmpty()) {
      failure.stepsFromCulprit.add(step);
    }
    return failure;
  }

  private static TransferFailure of(Throwable thrown, @Nullable Class<?> culpritType) {
    TransferFailure known = known(thrown);
    if (known == null) {
      return new TransferFailure(Explanation.of(thrown), nameOf(culpritType), Explanation.causeOf(thrown));
    }
    // With a step taken the owner's type is no longer that of the culprit.
    boolean named = known.culprit != null || !known.stepsFromCulprit.isEmpty() || culpritType == null;
    return named ? known : new TransferFailure(known.refusal, nameOf(culpritType), known.getCause());
  }

  private static @Nullable TransferFailure known(Throwable thrown) {
    Throwable inner = thrown;
    while (inner instanceof KryoException && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner instanceof TransferFailure failure ? failure : null;
  }

  private static @Nullable String nameOf(@Nullable Class<?> type) {
    boolean tellsNothing = type == null || type == JavaSerializer.class || type == LambdaSerializer.class;
    return tellsNothing ? null : type.getTypeName();
  }

  Refusal refusal() {
    return refusal;
  }

  /** {@code root} with all steps and the culprit's class; the middle of a very long way is left out. */
  String path(String root) {
    StringBuilder path = new StringBuilder(root);
    int count = stepsFromCulprit.size();
    for (int i = 0; i < count; i++) {
      if (i == SHOWN_AT_EACH_END && count > 2 * SHOWN_AT_EACH_END) {
        int leftOut = count - 2 * SHOWN_AT_EACH_END;
        path.append("\u2026(").append(leftOut).append(" more)\u2026");
        i += leftOut;
      }
      path.append(stepsFromCulprit.get(count - 1 - i));
    }
    return culprit == null ? path.toString() : path.append(" : ").append(culprit).toString();
  }
}
