package dev.offload.processes.worker;

import dev.offload.processes.wire.ClassAnswer;
import dev.offload.processes.wire.ClassQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A class loader of the parent, as the child has it. Each name is asked of the parent once: what the parent has on its class path comes
 * from this JVM's own, which is the same; all else is sent. So tasks from fat jars, containers, test runners and JShell run without
 * configuration, and a name means here what it means there, even where the class path has another class of that name. Where the parent's
 * loader is that of the class path, what is on it need not be asked for: a parent that is busy decoding would let the task wait.
 */
final class ParentClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ParentClasses classes;
  private final int world;
  private final Map<String, ProtectionDomain> domains = new ConcurrentHashMap<>();

  ParentClassLoader(ParentClasses classes, int world) {
    super("offload-parent-" + world, ClassLoader.getSystemClassLoader());
    this.classes = classes;
    this.world = world;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? load(name) : known;
    }
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    if (name.length() > ClassQuery.MAX_NAME) {
      throw new ClassNotFoundException("a name of " + name.length() + " characters");
    }
    Class<?> own = onClassPath(name);
    if (own != null && classes.isClassPath(world)) {
      return own;
    }
    ParentClasses.Answer answer = askFor(name, own != null);
    ClassAnswer head = answer.head();
    return switch (head.kind()) {
      case HERE -> define(name, head, answer.body());
      case OF_WORLD -> classes.world(head.world()).loader().loadClass(name);
      // Not a ClassNotFoundException: the class is there, and to look for it elsewhere would find a wrong one.
      case REFUSED -> throw new LinkageError("class " + name + " cannot be had from the parent: " + head.text());
      default -> {
        if (own == null) {
          throw new ClassNotFoundException(name + " (not on the worker's class path, and the parent has no class file of it)");
        }
        yield own;
      }
    };
  }

  private @Nullable Class<?> onClassPath(String name) {
    try {
      return getParent().loadClass(name);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private ParentClasses.Answer askFor(String name, boolean atHand) throws ClassNotFoundException {
    try {
      return classes.ask(new ClassQuery(
          atHand ? ClassQuery.Kind.CLASS_AT_HAND : ClassQuery.Kind.MISSING_CLASS, world, name, 0));
    } catch (IOException e) {
      throw new ClassNotFoundException(e.getMessage(), e);
    }
  }

  private Class<?> define(String name, ClassAnswer head, byte[] bytes) {
    int dot = name.lastIndexOf('.');
    if (dot > 0 && getDefinedPackage(name.substring(0, dot)) == null) {
      definePackage(name.substring(0, dot), head.titles());
    }
    return defineClass(name, bytes, 0, bytes.length, domainOf(head.text()));
  }

  private void definePackage(String name, List<String> titles) {
    @Nullable String[] its = new String[6];
    for (int i = 0; i < titles.size(); i++) {
      its[i] = titles.get(i).isEmpty() ? null : titles.get(i);
    }
    try {
      definePackage(name, its[0], its[1], its[2], its[3], its[4], its[5], null);
    } catch (IllegalArgumentException e) {
      // Another thread was faster.
      return;
    }
  }

  /** Null for the domain of all that has no code source, also where this JVM has no handler for such a location. */
  private @Nullable ProtectionDomain domainOf(String codeSource) {
    if (codeSource.isEmpty()) {
      return null;
    }
    try {
      URL location = new URL(codeSource);
      return domains.computeIfAbsent(codeSource, key -> new ProtectionDomain(
          new CodeSource(location, (Certificate[]) null), null, this, null));
    } catch (MalformedURLException e) {
      return null;
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = classes.isClassPath(world) ? super.getResource(name) : null;
    if (own != null) {
      return own;
    }
    List<URL> found = locations(name);
    return found.isEmpty() ? super.getResource(name) : found.get(0);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (classes.isClassPath(world)) {
      Enumeration<URL> own = super.getResources(name);
      if (own.hasMoreElements()) {
        return own;
      }
    }
    List<URL> found = locations(name);
    return found.isEmpty() ? super.getResources(name) : Collections.enumeration(found);
  }

  /** Throws where a resource is there and cannot be read: null would say that there is none. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    URL location = getResource(name);
    try {
      return location == null ? null : location.openStream();
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + name + " of the parent cannot be read: " + e.getMessage(), e);
    }
  }

  private List<URL> locations(String name) {
    return name.length() > ClassQuery.MAX_NAME ? List.of() : ParentResource.locations(classes, world, name);
  }

  /** For the message of whoever finds such a loader in a stack trace or a heap dump. */
  @Override
  public String toString() {
    return getName() + " (a class loader of the parent)";
  }
}
