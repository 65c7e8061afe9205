package dev.offload.threads;

import dev.offload.spi.OptionReader;
import java.util.Set;

/**
 * The options of this backend.
 *
 * @param virtual {@code threads.virtual}: workers are virtual threads; needs JDK 21 or later; default false
 * @param isolateArguments {@code threads.isolateArguments}: tasks, results and failures make the round trip through the codec that
 *     they make on processes, so that what cannot travel is found here; default false (rule C6)
 */
record ThreadsOptions(boolean virtual, boolean isolateArguments) {
  static final Set<String> KEYS = Set.of("virtual", "isolateArguments");
  private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;

  ThreadsOptions {
    int jdk = Runtime.version().feature();
    if (virtual && jdk < FIRST_JDK_WITH_VIRTUAL_THREADS) {
      throw new IllegalArgumentException("threads.virtual must be false before JDK " + FIRST_JDK_WITH_VIRTUAL_THREADS
          + ", was true on JDK " + jdk);
    }
  }

  static ThreadsOptions from(OptionReader options) {
    return new ThreadsOptions(options.flag("virtual"), options.flag("isolateArguments"));
  }
}
