package speeder.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A record's parts by their names in JSON.
record Shape(List<Part> parts, Constructor<?> constructor) {
  private static final ClassValue<Shape> KNOWN =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return shape(type);
        }
      };

  record Part(String name, Type type, Method accessor) {
    static Part of(RecordComponent component) {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Part(snake(component.getName()), component.getGenericType(), accessor);
    }

    Object get(Record record) {
      try {
        return accessor.invoke(record);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  static Shape of(Class<?> type) {
    return KNOWN.get(type);
  }

  List<String> names() {
    return parts.stream().map(Part::name).toList();
  }

  int indexOf(String name) {
    for (int i = 0; i < parts.size(); i++) if (parts.get(i).name().equals(name)) return i;
    return -1;
  }

  Object make(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw new IllegalArgumentException(refused.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Shape shape(Class<?> type) {
    var components = type.getRecordComponents();
    if (components == null) throw new IllegalArgumentException("Not a record: " + type);
    var parts = new ArrayList<Part>();
    for (var component : components) parts.add(Part.of(component));
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new Shape(List.copyOf(parts), constructor);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
