/// Engine libraries side by side: what can be installed, fetching and unpacking it, what lies in each folder and whether it
/// is still what was put there.
@NullMarked
package org.vitrine.core.device.engine;

import org.jspecify.annotations.NullMarked;
