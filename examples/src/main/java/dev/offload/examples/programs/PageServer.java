package dev.offload.examples.programs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the pages {@code /0} to {@code /3} on loopback, later ones sooner, and answers 404 to anything else. */
final class PageServer implements AutoCloseable {
  static final int PAGES = 4;
  private static final long STEP_MILLIS = 40;

  private final ExecutorService threads = Executors.newFixedThreadPool(PAGES);
  private final HttpServer server;

  private PageServer(HttpServer server) {
    this.server = server;
  }

  static PageServer start() throws IOException {
    PageServer pages = new PageServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    pages.server.setExecutor(pages.threads);
    pages.server.createContext("/", exchange -> answer(exchange, 404));
    for (int page = 0; page < PAGES; page++) {
      long delayMillis = (PAGES - page) * STEP_MILLIS;
      pages.server.createContext("/" + page, exchange -> answerAfter(delayMillis, exchange));
    }
    pages.server.start();
    return pages;
  }

  URI page(String path) {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/" + path);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answerAfter(long delayMillis, HttpExchange exchange) throws IOException {
    try {
      Thread.sleep(delayMillis);
      answer(exchange, 200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    byte[] body = ("status " + status + "\n").getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
