package org.vitrine.core.picture;

import java.util.Arrays;

/// A picture in memory.
///
/// @param channels 1 grey or 3 red, green, blue
/// @param bytes [height · width · channels], row by row
public record Picture(int width, int height, int channels, byte[] bytes) {

  /// Value of a channel of a pixel, 0 to 255.
  int at(int x, int y, int channel) {
    return bytes[(y * width + x) * channels + channel] & 0xff;
  }

  /// The same with three channels, all alike where it is grey.
  public Picture inColour() {
    if (channels == 3) return this;
    var colour = new byte[bytes.length * 3];
    for (int i = 0; i < bytes.length; i++) Arrays.fill(colour, 3 * i, 3 * i + 3, bytes[i]);
    return new Picture(width, height, 3, colour);
  }

  /// The same in grey: ITU-R 601 luma with Pillow's integers.
  public Picture inGrey() {
    if (channels == 1) return this;
    var grey = new byte[width * height];
    for (int i = 0; i < grey.length; i++) {
      int red = bytes[3 * i] & 0xff,
          green = bytes[3 * i + 1] & 0xff,
          blue = bytes[3 * i + 2] & 0xff;
      grey[i] = (byte) (red * 19595 + green * 38470 + blue * 7471 + 0x8000 >> 16);
    }
    return new Picture(width, height, 1, grey);
  }

  /// The same with sides of so many pixels at most.
  public Picture within(int most) {
    int longer = Math.max(width, height);
    if (longer <= most) return this;
    int across = Math.max(1, (int) ((long) width * most / longer));
    int down = Math.max(1, (int) ((long) height * most / longer));
    return Resampling.BOX.to(this, across, down);
  }

  /// The middle, `width` × `height`; what is missing at the sides is black.
  Picture middle(int width, int height) {
    var cut = new byte[width * height * channels];
    int left = Math.floorDiv(this.width - width, 2), top = Math.floorDiv(this.height - height, 2);
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++) {
        int fromX = x + left, fromY = y + top;
        if (fromX < 0 || fromY < 0 || fromX >= this.width || fromY >= this.height) continue;
        int from = (fromY * this.width + fromX) * channels;
        System.arraycopy(bytes, from, cut, (y * width + x) * channels, channels);
      }
    return new Picture(width, height, channels, cut);
  }
}
