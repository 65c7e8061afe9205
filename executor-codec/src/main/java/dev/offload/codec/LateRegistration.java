package dev.offload.codec;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import org.jspecify.annotations.Nullable;

/** A standard type whose serializer is made when it is first needed. */
@SuppressWarnings("rawtypes")
final class LateRegistration extends Registration {
  private static final Serializer<?> NOT_YET = new RefusingSerializer(new Refusal("no serializer was made", "Report this"));

  private final CodecKryo kryo;
  private @Nullable Serializer made;

  LateRegistration(Class<?> type, CodecKryo kryo) {
    super(type, NOT_YET, kryo.getNextRegistrationId());
    this.kryo = kryo;
  }

  @Override
  public Serializer getSerializer() {
    Serializer known = made;
    if (known == null) {
      known = StandardTypes.serializer(kryo, getType());
      made = known;
    }
    return known;
  }
}
