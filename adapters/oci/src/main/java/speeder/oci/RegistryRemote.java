package speeder.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import land.oras.ContainerRef;
import land.oras.Registry;
import land.oras.exception.OrasException;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;
import speeder.oci.Location.Repository;

/// A repository of a registry (OCI distribution specification 1.1). Only this machine's own is
/// spoken to without encryption. Credentials are the ones container tools keep for the user.
final class RegistryRemote implements Remote {
  private final Repository repository;
  private final Registry registry;
  private final ContainerRef ref;

  RegistryRemote(Repository repository) {
    this.repository = repository;
    registry =
        Registry.builder()
            .defaults(repository.host())
            .withInsecure(repository.isLoopback())
            .build();
    ref = ContainerRef.parse(repository.host() + "/" + repository.name());
  }

  @Override
  public byte[] manifest(Digest digest) throws PortFailure {
    return ask(
        digest,
        () -> registry.getDescriptor(at(digest)).getJson().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public InputStream open(Descriptor blob) throws PortFailure {
    return ask(blob.digest(), () -> registry.fetchBlob(at(blob.digest())));
  }

  @Override
  public boolean has(Descriptor blob) throws PortFailure {
    return isThere(
        blob.digest(),
        () ->
            Long.valueOf(blob.size())
                .equals(registry.fetchBlobDescriptor(at(blob.digest())).getSize()));
  }

  @Override
  public void send(Descriptor blob, Path file) throws PortFailure {
    ask(
        blob.digest(),
        () -> registry.pushBlob(at(blob.digest()), blob.size(), () -> stream(file), Map.of()));
  }

  @Override
  public boolean hasManifest(Digest digest) throws PortFailure {
    var named = repository.tag().isPresent() ? ref.withTag(repository.tag().get()) : at(digest);
    return isThere(digest, () -> digest.text().equals(registry.probeDescriptor(named).getDigest()));
  }

  /// Sends the manifest by digest, and by tag if there is one. The bytes go as they are.
  @Override
  public void publish(Digest digest, byte[] manifest, String mediaType) throws PortFailure {
    var text = new String(manifest, StandardCharsets.UTF_8);
    var parsed = land.oras.Manifest.fromJson(text);
    try {
      registry.pushManifest(at(digest), parsed);
      if (repository.tag().isPresent()) {
        registry.pushManifest(ref.withTag(repository.tag().get()), parsed);
      }
    } catch (OrasException e) {
      throw hasAnswered(e) ? failure(digest, e) : unknown(digest, e);
    }
  }

  private ContainerRef at(Digest digest) {
    return ref.withDigest(digest.text());
  }

  private static InputStream stream(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isThere(Digest what, Supplier<Boolean> question) throws PortFailure {
    try {
      return question.get();
    } catch (OrasException e) {
      if (status(e) == 404) return false;
      throw failure(what, e);
    }
  }

  private <T> T ask(Digest what, Supplier<T> question) throws PortFailure {
    try {
      return question.get();
    } catch (OrasException e) {
      throw failure(what, e);
    } catch (UncheckedIOException e) {
      throw Disk.failure("reading " + what, new IOException(e));
    }
  }

  private PortFailure failure(Digest what, OrasException e) {
    return switch (status(e)) {
      case 0 ->
          PortFailure.failed(
              "registry-gone",
              "The registry %s does not answer: %s.".formatted(repository.host(), rootOf(e)),
              "See that it runs and can be reached from here.");
      case 401, 403 ->
          PortFailure.refused(
              "registry-forbids",
              "The registry %s does not let us at %s.".formatted(repository.host(), name()),
              "Log in to it as the user that runs Speeder, or ask for the right.");
      case 404 -> Remote.missing(what, repository.host() + "/" + repository.name());
      default ->
          PortFailure.failed(
              "registry-failed",
              "The registry %s answered %d for %s.".formatted(name(), status(e), what),
              "Look at the registry's own log.");
    };
  }

  private PortFailure unknown(Digest what, OrasException e) {
    return PortFailure.unknown(
        "registry-gone",
        "The registry %s went away while %s was announced: %s."
            .formatted(repository.host(), what, rootOf(e)),
        "Look whether it holds the image; sending it again does no harm.");
  }

  private String name() {
    return repository.host() + "/" + repository.name();
  }

  private static boolean hasAnswered(OrasException e) {
    return status(e) != 0;
  }

  /// 0 where there was no answer.
  private static int status(OrasException e) {
    Integer status = e.getStatusCode();
    return status == null || e.getCause() != null ? 0 : status;
  }

  private static String rootOf(Throwable e) {
    var root = e;
    for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) return "it takes no connection";
      root = cause;
    }
    var said = root.getMessage();
    return said == null ? root.getClass().getSimpleName() : said;
  }
}
