package speeder.engine.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

/// A record by its components, in their order.
final class RecordForm implements Forms.Form {
  private final List<Method> accessors;
  private final List<Forms.Form> forms;
  private final Constructor<?> constructor;

  RecordForm(Class<?> type, Forms all) {
    var components = type.getRecordComponents();
    this.accessors = Stream.of(components).map(RecordForm::accessor).toList();
    this.forms = Stream.of(components).map(it -> all.of(it.getGenericType())).toList();
    this.constructor = constructor(type, components);
  }

  private static Method accessor(RecordComponent component) {
    var accessor = component.getAccessor();
    accessor.setAccessible(true);
    return accessor;
  }

  private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
    try {
      var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException impossible) {
      throw new LinkageError(type.getName(), impossible);
    }
  }

  @Override
  public void write(DataOutput out, Object value) throws IOException {
    for (int i = 0; i < forms.size(); i++) forms.get(i).write(out, part(accessors.get(i), value));
  }

  private static Object part(Method accessor, Object value) {
    try {
      return accessor.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new LinkageError(accessor.getName(), impossible);
    }
  }

  @Override
  public Object read(DataInput in) throws IOException {
    var parts = new Object[forms.size()];
    for (int i = 0; i < parts.length; i++) parts[i] = forms.get(i).read(in);
    try {
      return constructor.newInstance(parts);
    } catch (ReflectiveOperationException refused) {
      throw new IOException("no such " + constructor.getName(), refused);
    }
  }
}
