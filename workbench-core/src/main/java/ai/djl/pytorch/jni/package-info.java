/// One class of Vitrine’s, in a package of DJL’s because the call that it needs is visible only here.
@NullMarked
package ai.djl.pytorch.jni;

import org.jspecify.annotations.NullMarked;
