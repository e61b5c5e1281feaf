/// Images made of git objects: layers, manifests, a local store, registries and OCI layouts.
@NullMarked
package speeder.oci;

import org.jspecify.annotations.NullMarked;
