package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.DefaultSerializers.EnumSerializer;
import dev.offload.codec.Route.Way;
import java.util.Objects;

/** A Kryo that chooses serializers by {@link Routes} alone, never by Kryo's defaults. Used by one thread at a time. */
@SuppressWarnings({"rawtypes", "unchecked"})
final class CodecKryo extends Kryo {
  /**
   * The deepest nesting of objects, one level for each object inside another. With it the default stack of 1 MiB lasts, even before
   * anything is compiled; an error of the stack could otherwise strike inside a class's initialiser and break that class for good.
   */
  static final int MAX_DEPTH = 1000;

  private final CodecClasses classes;
  private final References references;
  private final CodecContext context;

  static CodecKryo create(CodecContext context) {
    CodecKryo kryo = new CodecKryo(context, new CodecClasses(context), new References());
    kryo.setRegistrationRequired(false);
    kryo.setAutoReset(false);
    kryo.setMaxDepth(MAX_DEPTH);
    // Kryo's use of generics trusts that a List<String> holds strings, and what it remembers of them outlives an exception.
    kryo.setOptimizedGenerics(false);
    kryo.setClassLoader(context.loader());
    StandardTypes.register(kryo);
    return kryo;
  }

  private CodecKryo(CodecContext context, CodecClasses classes, References references) {
    super(classes, references);
    this.context = context;
    this.classes = classes;
    this.references = references;
  }

  CodecContext context() {
    return context;
  }

  References references() {
    return references;
  }

  @Override
  public Registration getRegistration(Class type) {
    Registration known = classes.getRegistration(type);
    return known != null ? known : findRegistration(type);
  }

  private Registration findRegistration(Class<?> type) {
    Route route = Routes.of(type);
    if (route.way() != Way.SHARED) {
      return classes.registerImplicit(type);
    }
    Class<?> registeredAs = Objects.requireNonNull(route.registeredAs());
    if (type.isHidden()) {
      // Not remembered: there is one class per lambda expression. The serializer itself asks whether the class around it may travel.
      return classes.getRegistration(registeredAs);
    }
    boolean anyUserClass = registeredAs == JavaSerializer.class || registeredAs == Throwable.class;
    if (anyUserClass && !(context.gate().allows(type) && context.meansSame(type))) {
      return classes.registerImplicit(type);
    }
    return classes.share(type, getRegistration(registeredAs));
  }

  @Override
  public Serializer getDefaultSerializer(Class type) {
    Route route = Routes.of(type);
    if (route.refusal() != null) {
      return new RefusingSerializer(route.refusal());
    }
    if (!context.gate().allows(type)) {
      return new RefusingSerializer(ClassGate.refusal(type.getName()));
    }
    if (!context.meansSame(type)) {
      return new RefusingSerializer(CodecContext.refusal(type));
    }
    return switch (route.way()) {
      case RECORD -> new RecordSerializer(this, type);
      case ENUM -> new EnumSerializer(type);
      case ARRAY -> new ArraySerializer(this, type);
      case FIELDS -> new FieldsSerializer(this, type);
      default -> throw new IllegalStateException(type + " shares a serializer that is registered under its own name");
    };
  }
}
