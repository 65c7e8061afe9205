package dev.offload.codec;

/** Where sessions come from. */
interface Sessions {
  /** A session for one message. */
  KryoSession take();

  /** Takes back a session that ended its message well. */
  void giveBack(KryoSession session);
}
