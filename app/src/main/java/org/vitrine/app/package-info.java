/// The one program: its command line, the window's start, and the folder that it is installed in.
@NullMarked
package org.vitrine.app;

import org.jspecify.annotations.NullMarked;
