package speeder.engine.deed;

import java.util.function.Consumer;
import java.util.function.Supplier;
import speeder.core.value.Token;
import speeder.core.world.Effect;
import speeder.core.world.Effect.Deed;
import speeder.core.world.Result;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Stop;

/// Carries out deeds through the ports, one call each, on whatever thread it is called. Never
/// throws: how a port failed is the deed's result.
public final class Performer {
  private final Freezing freezing;
  private final Laying laying;
  private final LookingThrough looking;
  private final Imaging imaging;
  private final Gating gating;
  private final Slotting slotting;
  private final Routing routing;
  private final Stop stop;

  /// @param world the latest World: a table holds the newest routes of all lanes
  public Performer(Ports ports, Supplier<World> world) {
    var farms = new Farms(ports.documents());
    this.freezing = new Freezing(ports.sources(), farms);
    this.laying = new Laying(ports.sources(), farms);
    this.looking = new LookingThrough(ports.sources(), farms);
    this.imaging = new Imaging(ports.images(), farms);
    this.gating = new Gating(ports.evidence(), farms);
    this.slotting = new Slotting(ports.cluster(), farms);
    this.routing = new Routing(ports.routes(), farms, world);
    this.stop = ports.stop();
  }

  /// Whether a deed may begin: none that brings a lane forward while there is a stop, whether it is
  /// a fact yet or not.
  public boolean mayBegin(Deed deed) {
    return !deed.isForward() || stop.present().isEmpty();
  }

  /// @param term of the leader who does it
  /// @param progress takes a line now and then, for people
  public Ended perform(Deed deed, long term, Consumer<String> progress) {
    try {
      return attempt(deed, new Token(term, deed.key()), progress);
    } catch (PortFailure failure) {
      return Ended.with(result(failure));
    }
  }

  private Ended attempt(Deed deed, Token token, Consumer<String> progress) throws PortFailure {
    return switch (deed) {
      case Effect.Freeze freeze -> freezing.freeze(freeze);
      case Effect.Lay lay -> laying.lay(lay);
      case Effect.LookThrough look -> looking.look(look);
      case Effect.Build build -> imaging.build(build, progress);
      case Effect.AskGate gate -> gating.ask(gate);
      case Effect.Push push -> imaging.push(push, progress);
      case Effect.PackAway away -> imaging.packAway(away);
      case Effect.Prepare prepare -> slotting.prepare(prepare, token, progress);
      case Effect.Retire retire -> slotting.retire(retire, token);
      case Effect.LookAtSlot look -> slotting.look(look);
      case Effect.Publish publish -> routing.publish(publish, token);
      case Effect.LookAtEdge look -> routing.look(look);
    };
  }

  private static Result result(PortFailure failure) {
    return switch (failure.kind()) {
      case REFUSED -> new Result.Refused(failure.why());
      case FAILED -> new Result.Failed(failure.why());
      case UNKNOWN -> new Result.Unknown(failure.why());
    };
  }
}
