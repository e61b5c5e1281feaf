package speeder.core.source;

import java.time.Instant;

/// What stood at the top of a source's branch when it was read.
public record Head(String source, ObjectId commit, ObjectId tree, Instant committedAt) {}
