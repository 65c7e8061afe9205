package dev.offload.examples.jaraudit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads one jar, and goes on past entries that are broken. For one thread and one call. */
final class JarReader {
  private static final Pattern MANIFEST = Pattern.compile("META-INF/MANIFEST\\.MF", Pattern.CASE_INSENSITIVE);
  private static final Pattern SIGNATURE_FILE = Pattern.compile("META-INF/[^/]+\\.SF", Pattern.CASE_INSENSITIVE);
  private static final Pattern SIGNATURE_BLOCK = Pattern.compile("META-INF/[^/]+\\.(RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

  private final ZipFile zip;
  private final int release;
  private final ClassFileReader classFiles = new ClassFileReader();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> classNames = new HashSet<>();
  private final SortedMap<String, LayeredClass> loaded = new TreeMap<>();
  private int newestRelease;
  private @Nullable ModuleName described;

  private record LayeredClass(int layer, ClassFile file) {}

  JarReader(ZipFile zip, int release) {
    this.zip = zip;
    this.release = release;
  }

  JarContents read() {
    List<ZipEntry> entries = zip.stream().filter(entry -> !entry.isDirectory())
        .map(ZipEntry.class::cast).sorted(Comparator.comparing(ZipEntry::getName)).toList();
    Attributes manifest = manifest(entries);
    boolean multiRelease = "true".equalsIgnoreCase(manifest.getValue("Multi-Release"));
    for (ZipEntry entry : entries) {
      ClassEntry.parse(entry.getName(), multiRelease).ifPresent(parsed -> attempt(entry, in -> readClass(parsed, entry, in)));
    }
    int neededRelease = loaded.values().stream().mapToInt(one -> one.file().release()).max().orElse(0);
    SortedMap<String, ClassHash> hashes = new TreeMap<>();
    loaded.forEach((name, one) -> hashes.put(name, one.file().hash()));
    return new JarContents(classNames.size(), newestRelease, neededRelease, multiRelease, isSigned(entries),
        described == null ? ModuleName.automatic(manifest) : described, ClassHashes.of(hashes));
  }

  /** What was wrong on the way, in few words; null if nothing was. */
  @Nullable String problem() {
    if (problems.isEmpty()) {
      return null;
    }
    return problems.get(0) + (problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)");
  }

  private Attributes manifest(List<ZipEntry> entries) {
    Manifest manifest = new Manifest();
    Optional<ZipEntry> found = entries.stream().filter(entry -> MANIFEST.matcher(entry.getName()).matches()).findFirst();
    found.ifPresent(entry -> attempt(entry, manifest::read));
    return manifest.getMainAttributes();
  }

  private void readClass(ClassEntry parsed, ZipEntry entry, InputStream in) throws IOException {
    if (parsed.isModuleDescriptor()) {
      described = described == null ? ModuleName.described(in.readAllBytes()) : described;
      return;
    }
    classNames.add(parsed.className());
    ClassFile file = classFiles.read(in, entry.getCrc());
    newestRelease = Math.max(newestRelease, file.release());
    if (parsed.layer() <= release) {
      loaded.merge(parsed.className(), new LayeredClass(parsed.layer(), file),
          (one, other) -> one.layer() > other.layer() ? one : other);
    }
  }

  private static boolean isSigned(List<ZipEntry> entries) {
    return has(entries, SIGNATURE_FILE) && has(entries, SIGNATURE_BLOCK);
  }

  private static boolean has(List<ZipEntry> entries, Pattern name) {
    return entries.stream().anyMatch(entry -> name.matcher(entry.getName()).matches());
  }

  @FunctionalInterface
  private interface EntryAction {
    void accept(InputStream in) throws IOException;
  }

  private void attempt(ZipEntry entry, EntryAction action) {
    try (InputStream in = zip.getInputStream(entry)) {
      action.accept(in);
    } catch (ZipException e) {
      problems.add(entry.getName() + ": it cannot be decompressed");
    } catch (IOException e) {
      problems.add(entry.getName() + ": " + e.getMessage());
    }
  }
}
