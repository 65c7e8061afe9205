package dev.offload.examples.programs;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/** The task of the programs that load pages. */
final class Page {
  private Page() {}

  /** The status that a page answers, or an {@link IOException} if it is an error. */
  static int load(URI page) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection(Proxy.NO_PROXY);
    try {
      int status = connection.getResponseCode();
      if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
        throw new IOException(page + " answered " + status);
      }
      return status;
    } finally {
      connection.disconnect();
    }
  }
}
