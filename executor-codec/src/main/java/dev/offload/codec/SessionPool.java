package dev.offload.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** Idle sessions, a few more than there are processors. Lock-free; a thread alone finds the first place right each time. */
final class SessionPool implements Sessions {
  private static final int SPARE = 2;

  private final AtomicReferenceArray<KryoSession> idle;
  private final Supplier<KryoSession> maker;

  SessionPool(Supplier<KryoSession> maker) {
    this.maker = maker;
    this.idle = new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors() + SPARE);
  }

  @Override
  public KryoSession take() {
    for (int i = 0; i < idle.length(); i++) {
      if (idle.getPlain(i) != null) {
        KryoSession session = idle.getAndSet(i, null);
        if (session != null) {
          return session;
        }
      }
    }
    return maker.get();
  }

  /** Takes back a session that ended its message well; one too many is dropped. */
  @Override
  public void giveBack(KryoSession session) {
    session.release();
    for (int i = 0; i < idle.length(); i++) {
      if (idle.getPlain(i) == null && idle.compareAndSet(i, null, session)) {
        return;
      }
    }
  }
}
