package dev.offload.codec;

import org.jspecify.annotations.Nullable;

/**
 * How objects of one class travel.
 *
 * @param way by which serializer
 * @param registeredAs for {@link Way#SHARED}: the class under which the serializer is registered
 * @param refusal for {@link Way#REFUSED}: why
 */
record Route(Way way, @Nullable Class<?> registeredAs, @Nullable Refusal refusal) {
  static final Route FIELDS = new Route(Way.FIELDS, null, null);
  static final Route RECORD = new Route(Way.RECORD, null, null);
  static final Route ENUM = new Route(Way.ENUM, null, null);
  static final Route ARRAY = new Route(Way.ARRAY, null, null);
  static final Route JAVA = sharedWith(JavaSerializer.class);

  enum Way { SHARED, FIELDS, RECORD, ENUM, ARRAY, REFUSED }

  static Route sharedWith(Class<?> registeredAs) {
    return new Route(Way.SHARED, registeredAs, null);
  }

  static Route refused(Refusal refusal) {
    return new Route(Way.REFUSED, null, refusal);
  }
}
