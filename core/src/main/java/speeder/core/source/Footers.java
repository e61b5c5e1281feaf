package speeder.core.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What a commit's message says beside its text: a line each, `Name: value`.
///
/// A change goes by its Change-Id, by the address at which it was reviewed, or by its commit.
public final class Footers {
  private static final Pattern DEPENDS = line("Depends-On");
  private static final Pattern NAMES = line("Change-Id|Reviewed-on");

  /// An address of Gerrit's, with or without a patch set.
  private static final Pattern GERRIT = Pattern.compile("(.*/\\+/\\d+)(?:/\\d+)?");

  private Footers() {}

  private static Pattern line(String names) {
    return Pattern.compile(
        "^(?:%s):[ \\t]*(\\S+)[ \\t]*$".formatted(names),
        Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
  }

  /// The changes that a commit is of no use without.
  public static List<String> dependsOn(String message) {
    return values(DEPENDS, message);
  }

  /// What a commit's change goes by.
  public static SortedSet<String> names(String message, ObjectId commit) {
    var names = new TreeSet<>(values(NAMES, message));
    names.add(commit.hex());
    return Collections.unmodifiableSortedSet(names);
  }

  private static List<String> values(Pattern footer, String message) {
    var values = new ArrayList<String>();
    var found = footer.matcher(message);
    while (found.find()) values.add(plain(found.group(1)));
    return List.copyOf(values);
  }

  /// The same change is named in one way: addresses without a slash at their end and a patch set.
  private static String plain(String value) {
    var bare = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    if (!bare.contains("://")) return bare.toLowerCase(Locale.ROOT);
    var gerrit = GERRIT.matcher(bare);
    return gerrit.matches() ? gerrit.group(1) : bare;
  }
}
