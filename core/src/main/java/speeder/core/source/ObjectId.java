package speeder.core.source;

import java.util.regex.Pattern;

/// The id of a git object: 40 hex digits (SHA-1) or 64 (SHA-256).
public record ObjectId(String hex) implements Comparable<ObjectId> {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  public ObjectId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("Not a git object id: " + hex);
    }
  }

  public String brief() {
    return hex.substring(0, 10);
  }

  @Override
  public int compareTo(ObjectId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
