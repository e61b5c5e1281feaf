package speeder.oci;

import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.value.Digest;

/// Names a blob, as the image specification does.
record Descriptor(String mediaType, Digest digest, long size) {
  SortedMap<String, Object> toMap() {
    var map = new TreeMap<String, Object>();
    map.put("mediaType", mediaType);
    map.put("digest", digest.text());
    map.put("size", size);
    return map;
  }
}
