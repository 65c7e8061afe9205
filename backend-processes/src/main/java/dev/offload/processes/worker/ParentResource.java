package dev.offload.processes.worker;

import dev.offload.processes.wire.ClassAnswer.Kind;
import dev.offload.processes.wire.ClassQuery;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resources of the parent. One in a file or a jar is read from there, as it would be in the parent; any other has a location
 * {@code offload:/loader/index/name}, whose stream asks the parent.
 */
final class ParentResource extends URLStreamHandler {
  private static final Pattern READABLE = Pattern.compile("file:.*|jrt:.*|jar:file:((?!!/).)*!/((?!!/).)*");
  private static final Pattern PATH = Pattern.compile("/(\\d+)/(\\d+)/(.+)", Pattern.DOTALL);

  private final ParentClasses classes;

  private ParentResource(ParentClasses classes) {
    this.classes = classes;
  }

  /** All resources of a name; empty if the parent has none, or does not tell. */
  static List<URL> locations(ParentClasses classes, int world, String name) {
    try {
      ParentClasses.Answer answer = classes.ask(new ClassQuery(ClassQuery.Kind.RESOURCES, world, name, 0));
      List<URL> found = new ArrayList<>();
      if (answer.head().kind() == Kind.HERE) {
        for (String text : new String(answer.body(), StandardCharsets.UTF_8).split("\n")) {
          found.add(READABLE.matcher(text).matches() ? new URL(text) : at(classes, world, found.size(), name));
        }
      }
      return found;
    } catch (IOException e) {
      // By its contract a search for resources does not fail: it finds nothing.
      return List.of();
    }
  }

  private static URL at(ParentClasses classes, int world, int index, String name) throws MalformedURLException {
    try {
      String text = new URI("offload", null, "/" + world + "/" + index + "/" + name, null).toString();
      return new URL(null, text, new ParentResource(classes));
    } catch (URISyntaxException e) {
      throw new MalformedURLException(e.getMessage());
    }
  }

  @Override
  protected URLConnection openConnection(URL url) throws IOException {
    Matcher path = PATH.matcher(URI.create(url.toString()).getPath());
    if (!path.matches()) {
      throw new MalformedURLException(url + " is no resource of the parent");
    }
    return new Connection(url, new ClassQuery(ClassQuery.Kind.CONTENT,
        Integer.parseInt(path.group(1)), path.group(3), Integer.parseInt(path.group(2))));
  }

  private final class Connection extends URLConnection {
    private final ClassQuery query;
    private byte[] content = new byte[0];

    Connection(URL url, ClassQuery query) {
      super(url);
      this.query = query;
    }

    @Override
    public void connect() throws IOException {
      if (connected) {
        return;
      }
      ParentClasses.Answer answer = classes.ask(query);
      if (answer.head().kind() != Kind.HERE) {
        throw new FileNotFoundException(url + ": " + answer.head().text());
      }
      content = answer.body();
      connected = true;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      connect();
      return new ByteArrayInputStream(content);
    }

    @Override
    public long getContentLengthLong() {
      return connected ? content.length : -1;
    }
  }
}
