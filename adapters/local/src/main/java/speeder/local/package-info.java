/// A cluster on this machine alone: an OCI runtime (runc), no daemon.
///
/// A container has namespaces for mounts, network, processes, IPC and host name. Its root is an
/// overlay of the image's unpacked layers that is mounted inside its own mount namespace, on an
/// upper folder in memory; its network is the inner end of a veth pair in its own network
/// namespace. So nothing outlives its processes but a folder and empty cgroups: when it dies, the
/// kernel takes mounts, secrets and interfaces along, whoever crashed and when.
///
/// **What a container can reach**: itself, and the host's end of its pair. It has no route beyond;
/// this machine's loopback is out of reach. Where `iptables` is installed, connections from a
/// container to this machine are dropped as well; where it is not, services that listen on all of
/// this machine's addresses can be reached, and Speeder listens on loopback alone. Services shared
/// with containers are reached over unix sockets in mounted folders.
///
/// **Logs** are what a container writes to its standard output and error, one file per slot in
/// `logs`. A file longer than [LogFiles#BYTES_MAX] is cut whenever slots are listed or read, so
/// that it is bounded while somebody looks; only the newest [LogFiles#FILES_MAX] files stay.
@NullMarked
package speeder.local;

import org.jspecify.annotations.NullMarked;
