package speeder.manifest;

import java.util.regex.Pattern;
import speeder.core.value.Times;

/// Forms that texts of a manifest have.
enum Form {
  NAME("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?", "a name of small letters, digits, `-` and `.`"),
  SOURCE("[A-Za-z0-9_][A-Za-z0-9_./-]{0,127}", "a name of letters, digits, `_`, `.`, `/` and `-`"),
  GROUP("[A-Za-z0-9][A-Za-z0-9._-]{0,62}", "the name of a group: letters, digits, `.`, `_`, `-`"),
  PLACE("/|(/[^/\\s]+)+", "an absolute path, like `/srv/app`"),
  URL_PATH("/\\S*", "a path that begins with `/`"),
  HOST("[a-z0-9]([a-z0-9.-]*[a-z0-9])?", "a host name in small letters, without port"),
  LISTEN("[^\\s:]+:\\d{1,5}", "`host:port`"),
  ADDRESS("https?://[^\\s@]+", "an address, like `http://127.0.0.1:9000/lane`, without a password"),
  HEADER("[A-Za-z0-9-]+", "the name of a request header"),
  POINTER("(/[^/]*)+", "a JSON pointer, like `/requires/extensions`"),
  WHOLE("\\d{1,15}", "a whole number"),
  NUMBER("\\d{1,9}(\\.\\d{1,9})?", "a number"),
  PERCENT("\\d{1,3}(\\.\\d{1,6})?%", "a share from `0%` to `100%`"),
  DURATION(Times.FORM.pattern(), "a time with its unit, like `90s`, `10m` or `1h`"),
  BYTES("\\d{1,9}[KMG]?", "a size in bytes, like `512M` or `2G`"),
  IMAGES("oci:\\S+|[^\\s:/]+(:\\d+)?/[^\\s:@]+", "`oci:FOLDER` or `registry/repository`"),
  BASE(
      "(oci:[^\\s@]+|[^\\s:/@]+(:\\d+)?/[^\\s:@]+(:[^\\s/@:]+)?)@sha256:[0-9a-f]{64}",
      "`oci:FOLDER@sha256:...` or `registry/repository:tag@sha256:...`, pinned by its digest");

  private final Pattern pattern;
  private final String what;

  Form(String pattern, String what) {
    this.pattern = Pattern.compile(pattern);
    this.what = what;
  }

  boolean fits(String text) {
    return pattern.matcher(text).matches();
  }

  String what() {
    return what;
  }
}
