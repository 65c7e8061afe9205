package dev.offload.benchmarks.pools;

import dev.offload.ExecutorConfig;
import java.util.concurrent.Executors;
import net.viktorc.pp4j.impl.JavaProcessPoolExecutor;
import net.viktorc.pp4j.impl.SimpleJavaProcessOptions;

/** The makes of pools that are compared. */
public enum PoolKind {
  /** Our backend of child JVMs. */
  PROCESSES("Offload processes") {
    @Override
    public Pool open(int workers) {
      return offload(processes(workers));
    }
  },
  /** Our backend of threads. */
  THREADS("Offload threads") {
    @Override
    public Pool open(int workers) {
      return offload(threads(workers));
    }
  },
  /** Our backend of a cluster, on threads of one node in a JVM of its own, which has as many slots. */
  CLUSTER("Offload cluster") {
    @Override
    public Pool open(int workers) throws Exception {
      ClusterServer server = ClusterServer.start("offload", workers);
      ExecutorConfig config = config("cluster", workers).withOption("cluster.addresses", "127.0.0.1:" + server.port());
      return server.closingOnFailure(() -> new OffloadPool(config, server::close));
    }
  },
  /** The engine below it, used directly, on one node in a JVM of its own with pools as by default. */
  IGNITE("Ignite compute") {
    @Override
    public Pool open(int workers) throws Exception {
      ClusterServer server = ClusterServer.start("ignite", workers);
      return server.closingOnFailure(() -> new IgnitePool(server));
    }
  },
  /** The JDK's pool of threads. */
  JDK("JDK ThreadPoolExecutor") {
    @Override
    public Pool open(int workers) {
      return new JdkPool(Executors.newFixedThreadPool(workers));
    }
  },
  /** A pool of child JVMs that speaks lines of Base64 on standard streams. */
  PP4J("PP4J") {
    @Override
    public Pool open(int workers) throws Exception {
      return new JdkPool(new JavaProcessPoolExecutor(new SimpleJavaProcessOptions(0), workers, workers, 0, null, false));
    }
  },
  /** Child JVMs behind a socket, one for each executor. */
  OUT_PROCESS("out-process") {
    @Override
    public Pool open(int workers) throws Exception {
      return new OutProcessPool(workers);
    }
  },
  /** {@code concurrent.futures.ProcessPoolExecutor}. */
  CPYTHON_EXECUTOR("CPython ProcessPoolExecutor") {
    @Override
    public Pool open(int workers) throws Exception {
      return PythonPool.open("executor", workers);
    }
  },
  /** {@code multiprocessing.Pool}. */
  CPYTHON_POOL("CPython multiprocessing.Pool") {
    @Override
    public Pool open(int workers) throws Exception {
      return PythonPool.open("pool", workers);
    }
  },
  /** {@code concurrent.futures.ThreadPoolExecutor}. */
  CPYTHON_THREADS("CPython ThreadPoolExecutor") {
    @Override
    public Pool open(int workers) throws Exception {
      return PythonPool.open("threads", workers);
    }
  };

  private final String title;

  PoolKind(String title) {
    this.title = title;
  }

  /** How tables and charts call it. */
  public String title() {
    return title;
  }

  /**
   * Opens a pool; its workers may start later.
   *
   * @throws dev.offload.benchmarks.harness.NotRunException if it cannot run here
   */
  public abstract Pool open(int workers) throws Exception;

  /** Opens one of ours with a configuration of its own. */
  public static Pool offload(ExecutorConfig config) {
    return new OffloadPool(config, () -> { });
  }

  /** Our backend of child JVMs, as {@link #PROCESSES} opens it. */
  public static ExecutorConfig processes(int workers) {
    return config("processes", workers);
  }

  /** Our backend of threads, as {@link #THREADS} opens it. */
  public static ExecutorConfig threads(int workers) {
    return config("threads", workers);
  }

  static ExecutorConfig config(String backend, int workers) {
    return ArchiveCache.withoutUnlessIn(ExecutorConfig.load().withBackend(backend).withWorkers(workers));
  }
}
