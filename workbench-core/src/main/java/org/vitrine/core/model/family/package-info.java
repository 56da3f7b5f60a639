/// Families of models, one small file each: a tree of layers keyed by the checkpoint’s own tensor names. What is larger than
/// a file (a configuration, a kind of layer) stands beside it under the family’s name.
@NullMarked
package org.vitrine.core.model.family;

import org.jspecify.annotations.NullMarked;
