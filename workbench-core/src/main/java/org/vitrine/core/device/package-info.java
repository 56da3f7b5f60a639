/// Processors and graphics cards, their memory, and the engine library: where it is looked for, which one is used and why.
@NullMarked
package org.vitrine.core.device;

import org.jspecify.annotations.NullMarked;
