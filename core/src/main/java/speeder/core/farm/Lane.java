package speeder.core.farm;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A line of releases with its own queue, stages and rules.
///
/// @param others how it is looked at where others deploy it: it is routed to, never changed, and
///   has no targets, stages or workloads of ours
/// @param when what starts a candidate
/// @param freezes calendars (RFC 5545) whose events stop it: absolute paths or addresses
/// @param targets names, in the order in which a rollout walks them
/// @param stages in order; the last is the main one
/// @param workloads names of what runs in every stage
/// @param paths of its own for what must not wait for code
/// @param secrets by name; they win over a workload's own
public record Lane(
    String name,
    Optional<External> others,
    Triggers when,
    List<String> freezes,
    GatePolicy gate,
    List<String> targets,
    List<Stage> stages,
    List<String> workloads,
    Watch watch,
    Keep keep,
    Acting acting,
    Paths paths,
    SortedMap<String, Secret> secrets) {
  public Lane {
    freezes = List.copyOf(freezes);
    targets = List.copyOf(targets);
    stages = List.copyOf(stages);
    workloads = List.copyOf(workloads);
    secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
  }

  /// Whether others deploy it.
  public boolean external() {
    return others.isPresent();
  }

  public Optional<Stage> stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
  }

  public Optional<Stage> stage(StageKind kind) {
    return stages.stream().filter(stage -> stage.kind() == kind).findFirst();
  }

  /// How a release is judged once it serves.
  ///
  /// @param window that long after main is exposed; a release that ends it in PASS may be the
  ///   anchor
  /// @param errorShareMax share (0 to 1) of answers that may be errors
  /// @param errorRequestsMin requests below which the share says nothing
  public record Watch(Duration window, double errorShareMax, long errorRequestsMin) {
    /// Unless something else is said.
    public static final double ERROR_SHARE_MAX = 0.01;

    public static final int ERROR_REQUESTS_MIN = 100;
  }

  /// How much is kept at hand.
  ///
  /// @param ahead unproven releases that may stand above the anchor
  /// @param slots of a stage on a target: releases that stand side by side, at least 2
  /// @param unpacked releases whose layers stay unpacked on this machine
  public record Keep(int ahead, int slots, int unpacked) {
    public static final int SLOTS_MIN = 2;
  }
}
