/// Layers, shared by all families. A layer takes its place in the checkpoint from [org.vitrine.core.nn.Params] and says
/// shapes; [org.vitrine.core.nn.Attention] is the only place that decides between fused and eager, captures and ablates.
@NullMarked
package org.vitrine.core.nn;

import org.jspecify.annotations.NullMarked;
