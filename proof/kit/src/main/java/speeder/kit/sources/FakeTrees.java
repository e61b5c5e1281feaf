package speeder.kit.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Trees in memory.
final class FakeTrees implements Trees.Reader {
  private final Map<ObjectId, Node> objects;

  FakeTrees(Map<ObjectId, Node> objects) {
    this.objects = objects;
  }

  @Override
  public void walk(ObjectId tree, Trees.Visitor visitor) throws PortFailure {
    walk("", folder(tree), visitor);
  }

  private static void walk(String at, Node.Folder folder, Trees.Visitor visitor)
      throws PortFailure {
    for (var child : folder.children().entrySet()) {
      visitor.entry(entry(at + Node.name(child.getKey()), child.getValue()));
      if (child.getValue() instanceof Node.Folder below) walk(at + child.getKey(), below, visitor);
    }
  }

  @Override
  public void diff(ObjectId from, ObjectId to, Trees.DiffVisitor visitor) throws PortFailure {
    diff("", folder(from), folder(to), visitor);
  }

  @Override
  public Optional<Trees.Entry> find(ObjectId tree, byte[] path) throws PortFailure {
    var text = new String(path, UTF_8);
    return folder(tree).find(text).map(node -> entry(text, node));
  }

  private static void diff(String at, Node.Folder from, Node.Folder to, Trees.DiffVisitor visitor)
      throws PortFailure {
    if (from.id().equals(to.id())) return;
    var was = byName(from);
    var is = byName(to);
    var names = new TreeSet<String>(Comparator.naturalOrder());
    names.addAll(was.keySet());
    names.addAll(is.keySet());
    for (var name : names) {
      var before = Optional.ofNullable(was.get(name));
      var after = Optional.ofNullable(is.get(name));
      if (after.isEmpty()) visitor.gone(entry(at + name, before.orElseThrow()));
      else change(at + name, before, after.get(), visitor);
    }
  }

  private static void change(
      String path, Optional<Node> before, Node after, Trees.DiffVisitor visitor)
      throws PortFailure {
    if (before.map(Node::id).filter(after.id()::equals).isPresent()) return;
    var was = before.filter(Node.Folder.class::isInstance).map(Node.Folder.class::cast);
    if (!(after instanceof Node.Folder is)) {
      visitor.put(entry(path, after));
      return;
    }
    if (was.isEmpty()) visitor.put(entry(path, after));
    diff(path + "/", was.orElse(Node.Folder.EMPTY), is, visitor);
  }

  private static Map<String, Node> byName(Node.Folder folder) {
    var named = new TreeMap<String, Node>();
    folder.children().forEach((key, node) -> named.put(Node.name(key), node));
    return named;
  }

  @Override
  public long size(ObjectId blob) throws PortFailure {
    return file(blob).bytes().length;
  }

  @Override
  public void copy(ObjectId blob, OutputStream to) throws PortFailure {
    try {
      to.write(file(blob).bytes());
    } catch (IOException failure) {
      throw PortFailure.failed("object-unreadable", "It could not be copied.", "Look why.");
    }
  }

  @Override
  public void close() {}

  private Node.Folder folder(ObjectId id) throws PortFailure {
    if (id.equals(Node.Folder.EMPTY.id())) return Node.Folder.EMPTY;
    if (objects.get(id) instanceof Node.Folder folder) return folder;
    throw missing(id);
  }

  private Node.File file(ObjectId id) throws PortFailure {
    if (objects.get(id) instanceof Node.File file) return file;
    throw missing(id);
  }

  static PortFailure missing(ObjectId id) {
    return PortFailure.failed(
        "object-missing", "The object " + id.brief() + " is not at hand.", "Read it again.");
  }

  private static Trees.Entry entry(String path, Node node) {
    return new Trees.Entry(path.getBytes(UTF_8), node.mode(), node.id());
  }
}
