/// What Python programs leave behind: PyTorch's pickles in both of their forms, and NumPy's archives. Nothing here runs
/// what a file asks for; a pickle may rebuild tensors and nothing else.
@NullMarked
package org.vitrine.core.weights.python;

import org.jspecify.annotations.NullMarked;
