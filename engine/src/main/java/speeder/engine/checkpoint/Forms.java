package speeder.engine.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// How values of core's types are written and read, worked out from the types alone: records by
/// their components, sealed types by the place of the one they are among those permitted,
/// collections by their elements. A new slice of the World needs nothing here.
final class Forms {
  private final Map<Type, Form> known = new HashMap<>();

  /// How values of one type are written and read.
  interface Form {
    void write(DataOutput out, Object value) throws IOException;

    Object read(DataInput in) throws IOException;
  }

  /// @throws IllegalStateException where a type is none that a World may hold
  Form of(Type type) {
    var form = known.get(type);
    if (form != null) return form;
    var later = new Later();
    known.put(type, later);
    var made = make(type);
    later.inner = made;
    known.put(type, made);
    return made;
  }

  /// Stands for a form while it is made, for types that hold themselves.
  private static final class Later implements Form {
    private Form inner = this;

    @Override
    public void write(DataOutput out, Object value) throws IOException {
      inner.write(out, value);
    }

    @Override
    public Object read(DataInput in) throws IOException {
      return inner.read(in);
    }
  }

  private Form make(Type type) {
    if (type instanceof ParameterizedType generic) return generic(generic);
    if (!(type instanceof Class<?> plain)) throw unknown(type);
    if (plain.isRecord()) return new RecordForm(plain, this);
    if (plain.isEnum()) return constants(plain);
    if (plain.isSealed()) return oneOf(plain);
    return Plain.of(plain);
  }

  private Form generic(ParameterizedType type) {
    var raw = type.getRawType();
    var first = of(type.getActualTypeArguments()[0]);
    if (raw == Optional.class) return optional(first);
    if (raw == List.class) return collection(first, ArrayList::new, Collections::unmodifiableList);
    if (raw == SortedSet.class)
      return collection(first, TreeSet::new, Collections::unmodifiableSortedSet);
    if (raw == Set.class)
      return collection(first, LinkedHashSet::new, Collections::unmodifiableSet);
    if (raw == SortedMap.class) return map(type, TreeMap::new, Collections::unmodifiableSortedMap);
    if (raw == Map.class) return map(type, LinkedHashMap::new, Collections::unmodifiableMap);
    throw unknown(type);
  }

  private static Form optional(Form inner) {
    return Plain.form(
        Optional.class,
        (out, value) -> {
          out.writeBoolean(value.isPresent());
          if (value.isPresent()) inner.write(out, value.get());
        },
        in -> in.readBoolean() ? Optional.of(inner.read(in)) : Optional.empty());
  }

  private static <C extends Collection<Object>> Form collection(
      Form element, Function<List<Object>, C> make, Function<C, ?> keep) {
    return Plain.form(
        Collection.class,
        (out, value) -> {
          out.writeInt(value.size());
          for (Object each : value) element.write(out, each);
        },
        in -> {
          var read = new ArrayList<Object>();
          for (int left = in.readInt(); left > 0; left--) read.add(element.read(in));
          return (Collection<?>) keep.apply(make.apply(read));
        });
  }

  private <M extends Map<Object, Object>> Form map(
      ParameterizedType type, java.util.function.Supplier<M> make, Function<M, ?> keep) {
    var key = of(type.getActualTypeArguments()[0]);
    var value = of(type.getActualTypeArguments()[1]);
    return Plain.form(
        Map.class,
        (out, map) -> {
          out.writeInt(map.size());
          for (var each : ((Map<?, ?>) map).entrySet()) {
            key.write(out, each.getKey());
            value.write(out, each.getValue());
          }
        },
        in -> {
          var read = make.get();
          for (int left = in.readInt(); left > 0; left--) read.put(key.read(in), value.read(in));
          return (Map<?, ?>) keep.apply(read);
        });
  }

  private static Form constants(Class<?> type) {
    var byName = new HashMap<String, Enum<?>>();
    for (var each : type.getEnumConstants()) {
      if (each instanceof Enum<?> constant) byName.put(constant.name(), constant);
    }
    return Plain.form(
        Enum.class,
        (out, value) -> Plain.writeText(out, value.name()),
        in -> Optional.ofNullable(byName.get(Plain.readText(in))).orElseThrow());
  }

  private Form oneOf(Class<?> type) {
    var cases = List.of(type.getPermittedSubclasses());
    var forms = cases.stream().map(this::of).toList();
    return Plain.form(
        Object.class,
        (out, value) -> {
          int which = indexOf(cases, value);
          out.writeShort(which);
          forms.get(which).write(out, value);
        },
        in -> forms.get(in.readShort()).read(in));
  }

  private static int indexOf(List<Class<?>> cases, Object value) {
    for (int i = 0; i < cases.size(); i++) if (cases.get(i).isInstance(value)) return i;
    throw unknown(value.getClass());
  }

  static IllegalStateException unknown(Type type) {
    return new IllegalStateException("A World may not hold a " + type.getTypeName());
  }
}
