package dev.offload.cluster.grid;

import java.util.List;

/** A program with a server and a client of its own: it closes them or forgets to, or finds that its JVM cannot run them. */
final class GridProgram {
  private GridProgram() {}

  @SuppressWarnings("resource")
  public static void main(String[] arguments) {
    if (arguments[0].equals("check")) {
      try {
        JvmFlags.ensureOpen();
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
      return;
    }
    int port = Ports.free();
    Grid server = Grid.start(GridSettings.server("server").ports(port, 0).build(), configuration -> { });
    Grid client = Grid.start(GridSettings.client("client", List.of("127.0.0.1:" + port)).build(), configuration -> { });
    client.ignite().compute().run(() -> { });
    if (arguments[0].equals("close")) {
      client.close();
      server.close();
    }
  }
}
