package speeder.server.http;

import java.time.Instant;
import java.util.Optional;
import speeder.api.Command;
import speeder.core.source.ObjectId;
import speeder.core.source.Source;
import speeder.core.source.SourceCommit;
import speeder.core.world.MarkAsk;
import speeder.engine.port.PortFailure;

/// Wire commands about sources and single commits.
final class MarkAsks {
  private final Wish wish;
  private final Naming naming;
  private final KeptCommits kept;

  MarkAsks(Wish wish, Naming naming) {
    this.wish = wish;
    this.naming = naming;
    this.kept = new KeptCommits(naming);
  }

  MarkAsk pin() throws PortFailure {
    var source = source();
    var commit = commit(source, Command.COMMIT);
    if (commit.isPresent()) kept.pin(new SourceCommit(source.name(), commit.get()));
    return new MarkAsk.Pin(source.name(), commit, wish.reason(), until());
  }

  /// Of a source that the farm may no longer have, too.
  MarkAsk unpin() {
    return new MarkAsk.Unpin(wish.needed(Command.SOURCE));
  }

  MarkAsk bad() throws PortFailure {
    var source = source();
    var at = at(source);
    var fixedBy = commit(source, Command.FIXED_BY);
    kept.bad(at, fixedBy);
    return new MarkAsk.CallBad(at, fixedBy, wish.reason(), until());
  }

  MarkAsk good() throws PortFailure {
    return new MarkAsk.CallGood(at(source()));
  }

  MarkAsk keep() throws PortFailure {
    var at = at(source());
    kept.keep(at);
    return new MarkAsk.Keep(at, wish.reason());
  }

  /// Of a source that the farm may no longer have, too.
  MarkAsk letGo() {
    return new MarkAsk.LetGo(wish.needed(Command.SOURCE));
  }

  private Optional<Instant> until() {
    return wish.moment(Command.UNTIL).or(() -> wish.time(Command.FOR).map(naming.now()::plus));
  }

  private Source source() throws PortFailure {
    return naming.source(wish.needed(Command.SOURCE));
  }

  private SourceCommit at(Source source) throws PortFailure {
    return new SourceCommit(source.name(), naming.commit(source, wish.needed(Command.COMMIT)));
  }

  private Optional<ObjectId> commit(Source source, String name) throws PortFailure {
    var digits = wish.more(name);
    return digits.isEmpty() ? Optional.empty() : Optional.of(naming.commit(source, digits.get()));
  }
}
