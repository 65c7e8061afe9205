/** The backend that runs tasks on threads of this JVM. Also the shortest example of a backend. */
@NullMarked
package dev.offload.threads;

import org.jspecify.annotations.NullMarked;
