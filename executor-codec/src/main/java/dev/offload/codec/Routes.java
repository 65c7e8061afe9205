package dev.offload.codec;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides how a class travels. The answer depends on nothing but the class, so that both sides come to the same. Any thread. */
final class Routes {
  private static final ClassValue<Route> ROUTES = new ClassValue<>() {
    @Override
    protected Route computeValue(Class<?> type) {
      return decide(type);
    }
  };

  private Routes() {}

  static Route of(Class<?> type) {
    return ROUTES.get(type);
  }

  /** Tells whether a part of an object that goes by Java serialization stays inside its bytes, instead of going by Kryo. */
  static boolean staysInJava(Object part) {
    Class<?> type = part.getClass();
    return part instanceof String || part instanceof Number && type.getPackageName().equals("java.lang") || part instanceof Boolean
        || part instanceof Character || Jdk.owns(type) && of(type) == Route.JAVA;
  }

  private static Route decide(Class<?> type) {
    if (StandardTypes.includes(type)) {
      return Route.sharedWith(type);
    }
    if (type.isArray()) {
      return Route.ARRAY;
    }
    if (type.isHidden()) {
      return Route.sharedWith(LambdaSerializer.class);
    }
    if (Enum.class.isAssignableFrom(type) && type != Enum.class) {
      return type.isEnum() ? Route.ENUM : Route.sharedWith(type.getSuperclass());
    }
    Refusal refusal = Refusals.ofLive(type);
    if (refusal != null) {
      return Route.refused(refusal);
    }
    if (Throwable.class.isAssignableFrom(type)) {
      return Route.sharedWith(Throwable.class);
    }
    if (Proxy.isProxyClass(type)) {
      return Route.JAVA;
    }
    return Jdk.owns(type) ? ofJdk(type) : ofUser(type);
  }

  private static Route ofJdk(Class<?> type) {
    Class<?> family = family(type);
    if (family != null) {
      return Route.sharedWith(family);
    }
    if (Serializable.class.isAssignableFrom(type)) {
      return Route.JAVA;
    }
    return Route.refused(Refusals.ofJdk(type));
  }

  /** The class whose serializer takes all of the JDK's classes below it; for a view of a collection, what the copy will be. */
  private static @Nullable Class<?> family(Class<?> type) {
    for (Class<?> family : new Class<?>[] {Path.class, Charset.class, ZoneId.class, EnumSet.class}) {
      if (family.isAssignableFrom(type)) {
        return family;
      }
    }
    if (Serializable.class.isAssignableFrom(type) || Modifier.isPublic(type.getModifiers())) {
      return null;
    }
    if (Map.Entry.class.isAssignableFrom(type)) {
      return Map.Entry.class;
    }
    if (Set.class.isAssignableFrom(type)) {
      return LinkedHashSet.class;
    }
    return Collection.class.isAssignableFrom(type) ? ArrayList.class : null;
  }

  private static Route ofUser(Class<?> type) {
    if (type.isRecord()) {
      return Route.RECORD;
    }
    boolean serializable = Serializable.class.isAssignableFrom(type);
    if (serializable && (Externalizable.class.isAssignableFrom(type) || hasSerialMethods(type))) {
      return Route.JAVA;
    }
    if (!Jdk.hidesStateOf(type)) {
      return Route.FIELDS;
    }
    return serializable ? Route.JAVA : Route.refused(Refusals.ofSubclass(type));
  }

  /** A class that says how it is serialised means it: its fields alone are not the object (caches, hash tables, singletons). */
  private static boolean hasSerialMethods(Class<?> type) {
    for (Class<?> ancestor = type; ancestor != null && !Jdk.owns(ancestor); ancestor = ancestor.getSuperclass()) {
      if (declares(ancestor, "writeReplace") || declares(ancestor, "readResolve")
          || declares(ancestor, "writeObject", ObjectOutputStream.class)
          || declares(ancestor, "readObject", ObjectInputStream.class)) {
        return true;
      }
    }
    return false;
  }

  private static boolean declares(Class<?> type, String method, Class<?>... parameters) {
    try {
      type.getDeclaredMethod(method, parameters);
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
