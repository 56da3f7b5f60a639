/// Arrays and their lifetimes, element types, and [org.vitrine.core.tensor.Kernels], the one Java face of the one
/// TorchScript text. The only package besides `nn` that knows DJL’s PyTorch engine.
@NullMarked
package org.vitrine.core.tensor;

import org.jspecify.annotations.NullMarked;
