package speeder.sim;

import java.util.List;
import speeder.sim.Plots.Beat;

/// What a lane goes through. Each fault is tried at each step of each; a story is short, since it
/// is told anew for each of them.
enum Story {
  /// Good, bad and unproven releases.
  JUDGED,
  /// People stop it and go back; what runs dies.
  OPERATED,
  /// Holds of all kinds, and what goes on under them.
  HELD,
  /// Calendars that stop a lane.
  FROZEN,
  /// By hand, by the clock, and faster than windows end.
  TIMED,
  /// Tools of others that lock, die and do not step aside; a lane that others deploy.
  LOCKED,
  /// Automation goes less far, and controls fail.
  REINED,
  /// Other lanes, another manifest, bad commits.
  CHANGED,
  /// Configuration on its own path.
  CONFIGURED,
  /// Commits that are of no use without others.
  TIED;

  List<Beat> beats() {
    return switch (this) {
      case JUDGED -> Plots.judged();
      case OPERATED -> Plots.operated();
      case HELD -> Plots.held();
      case FROZEN -> Plots.frozen();
      case TIMED -> Plots.timed();
      case LOCKED -> Plots.locked();
      case REINED -> Plots.reined();
      case CHANGED -> Plots.changed();
      case CONFIGURED -> Plots.configured();
      case TIED -> Plots.tied();
    };
  }
}
