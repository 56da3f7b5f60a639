package org.vitrine.core.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What becomes of a picture before a model sees it, as `preprocessor_config.json` says in the words of the reference's image
/// processors (ViT's, DeiT's, CLIP's, BiT's): another size, its middle, numbers from 0 to 1, mean and deviation. The order is
/// theirs, the arithmetic float32.
///
/// @param size null for the picture's own
/// @param crop null for no cut
/// @param scale of a byte; @param mean of each channel, empty where nothing is normalised; @param deviation likewise
/// @param channels that the model reads
public record Preprocessing(
    @Nullable Size size,
    Resampling filter,
    int @Nullable [] crop,
    double scale,
    float[] mean,
    float[] deviation,
    int channels,
    Model model) {
  /// The file in a model's folder.
  public static final String FILE = "preprocessor_config.json";

  private static final double[] HALF = {0.5, 0.5, 0.5};
  private static final double[] IMAGENET_MEAN = {0.485, 0.456, 0.406};
  private static final double[] IMAGENET_DEVIATION = {0.229, 0.224, 0.225};
  private static final double[] CLIP_MEAN = {0.48145466, 0.4578275, 0.40821073};
  private static final double[] CLIP_DEVIATION = {0.26862954, 0.26130258, 0.27577711};
  private static final Set<String> STEPS =
      Set.of("do_resize", "do_center_crop", "do_rescale", "do_normalize", "do_convert_rgb");
  private static final int LARGEST = 1 << 14;
  private static final long MOST_PIXELS = 1 << 24;

  /// What the model reads.
  ///
  /// @param type `model_type`
  /// @param height in pixels, 0 for any; @param width likewise
  public record Model(String type, int channels, int height, int width) {}

  /// @param height of the result; or, where `width` is 0, length of its shorter side
  record Size(int height, int width) {
    /// [height, width] of what a picture becomes.
    int[] of(Picture picture) {
      if (width > 0) return new int[] {height, width};
      int shorter = Math.min(picture.width(), picture.height());
      int longer = Math.max(picture.width(), picture.height());
      int other = (int) ((double) height * longer / shorter);
      return picture.width() <= picture.height()
          ? new int[] {other, height}
          : new int[] {height, other};
    }
  }

  /// A picture as numbers, [channels, height, width].
  public record Values(int channels, int height, int width, float[] values) {}

  /// What a model's folder asks for; what its family usually does where it holds no such file.
  ///
  /// @throws Problem `picture.setting` for a setting that makes no sense, `picture.unsupported` for one that is not honoured
  public static Preprocessing of(Path folder, Model model) {
    var file = folder.resolve(FILE);
    JsonNode json =
        Files.isRegularFile(file) ? Json.read(file) : JsonNodeFactory.instance.objectNode();
    return new Reader(json, model).read();
  }

  /// Reads the settings of one file.
  private record Reader(JsonNode json, Model model) {
    Preprocessing read() {
      for (var name : json.propertyNames())
        if (name.startsWith("do_") && !STEPS.contains(name) && json.path(name).asBoolean(false))
          throw new Problem("picture.unsupported", name, "true");
      var kind = Kind.of(json, model);
      var crop =
          flag("do_center_crop", kind.crop != null) ? size("crop_size", kind.crop, true) : null;
      var mean = flag("do_normalize", true) ? numbers("image_mean", kind.mean) : new float[0];
      var deviation = mean.length == 0 ? mean : numbers("image_std", kind.deviation);
      for (float d : deviation) if (!(d > 0)) throw wrong("image_std");
      return new Preprocessing(
          flag("do_resize", kind.size != null) ? size("size", kind.size, kind.square) : null,
          filter(kind.filter),
          crop == null ? null : new int[] {crop.height, crop.width == 0 ? crop.height : crop.width},
          flag("do_rescale", true) ? number("rescale_factor", 1 / 255.0) : 1,
          mean,
          deviation,
          model.channels,
          model);
    }

    private boolean flag(String name, boolean otherwise) {
      var node = json.path(name);
      if (node.isMissingNode() || node.isNull()) return otherwise;
      if (!node.isBoolean()) throw wrong(name);
      return node.booleanValue();
    }

    private double number(String name, double otherwise) {
      var node = json.path(name);
      if (node.isMissingNode() || node.isNull()) return otherwise;
      if (!node.isNumber() || !Double.isFinite(node.doubleValue())) throw wrong(name);
      return node.doubleValue();
    }

    private float[] numbers(String name, double[] usual) {
      var node = json.path(name);
      double[] all = usual;
      if (node.isNumber()) all = new double[] {node.doubleValue()};
      else if (node.isArray() && node.valueStream().allMatch(JsonNode::isNumber))
        all = node.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
      else if (!node.isMissingNode() && !node.isNull()) throw wrong(name);
      if (all.length == 1 || all == usual) all = spread(all);
      if (all.length != model.channels) throw wrong(name);
      var floats = new float[all.length];
      for (int i = 0; i < floats.length; i++) floats[i] = (float) all[i];
      return floats;
    }

    private double[] spread(double[] few) {
      var all = Arrays.copyOf(few, model.channels);
      for (int i = Math.min(few.length, all.length); i < all.length; i++) all[i] = few[0];
      return all;
    }

    /// One number, or height and width, or the shorter side.
    private @Nullable Size size(String name, @Nullable Size usual, boolean square) {
      var node = json.path(name);
      if (node.isMissingNode() || node.isNull()) return usual;
      if (node.isNumber()) {
        int side = side(node, name);
        return new Size(side, square ? side : 0);
      }
      if (node.has("height") && node.has("width"))
        return new Size(side(node.get("height"), name), side(node.get("width"), name));
      if (node.has("longest_edge") || node.has("max_height"))
        throw new Problem("picture.unsupported", name, node.toString());
      if (node.has("shortest_edge")) return new Size(side(node.get("shortest_edge"), name), 0);
      throw wrong(name);
    }

    private int side(JsonNode node, String name) {
      if (!node.isIntegralNumber() || node.asLong() < 1 || node.asLong() > LARGEST)
        throw wrong(name);
      return node.intValue();
    }

    private Resampling filter(Resampling usual) {
      var node = json.path("resample");
      if (node.isMissingNode() || node.isNull()) return usual;
      var all = Resampling.values();
      if (!node.isIntegralNumber() || node.asLong() < 0 || node.asLong() >= all.length)
        throw wrong("resample");
      return all[node.intValue()]; // Pillow numbers them in this order
    }

    private Problem wrong(String name) {
      return new Problem("picture.setting", name, json.path(name).toString());
    }
  }

  /// What an image processor does where the file is silent.
  ///
  /// @param square whether one number means both sides, else the shorter one
  private record Kind(
      @Nullable Size size,
      boolean square,
      Resampling filter,
      @Nullable Size crop,
      double[] mean,
      double[] deviation) {
    private static final Size SIDE = new Size(224, 224);
    private static final Kind VIT = new Kind(SIDE, true, Resampling.BILINEAR, null, HALF, HALF);
    private static final Kind DEIT =
        new Kind(new Size(256, 256), true, Resampling.BICUBIC, SIDE, HALF, HALF);
    private static final Kind CLIP =
        new Kind(new Size(224, 0), false, Resampling.BICUBIC, SIDE, CLIP_MEAN, CLIP_DEVIATION);
    private static final Kind TORCHVISION =
        new Kind(
            new Size(256, 0), false, Resampling.BILINEAR, SIDE, IMAGENET_MEAN, IMAGENET_DEVIATION);

    static Kind of(JsonNode json, Model model) {
      var named = json.path("image_processor_type").asString("");
      if (named.isEmpty()) named = json.path("feature_extractor_type").asString("");
      var kind =
          switch (named.replaceFirst("(ImageProcessor(Fast)?|FeatureExtractor)$", "")) {
            case "ViT" -> VIT;
            case "DeiT" -> DEIT;
            case "CLIP", "Bit" -> CLIP;
            case "" -> usual(model);
            default -> throw new Problem("picture.unsupported", "image_processor_type", named);
          };
      return json.isEmpty() ? kind.fitting(model) : kind;
    }

    private static Kind usual(Model model) {
      if (model.type.startsWith("clip")) return CLIP;
      if (model.type.startsWith("torchvision-")) return TORCHVISION;
      return model.type.equals("deit") ? DEIT : VIT;
    }

    /// Nobody says anything: the model's own size, of which the picture keeps its usual share.
    private Kind fitting(Model model) {
      if (model.height == 0 || size == null) return this;
      var whole = new Size(model.height, model.width);
      if (crop == null) return new Kind(whole, square, filter, null, mean, deviation);
      int larger = Math.round(model.height * (float) size.height / crop.height);
      var before = square ? new Size(larger, larger) : new Size(larger, 0);
      return new Kind(before, square, filter, whole, mean, deviation);
    }
  }

  /// The part of a picture that the model sees, in its size: bytes before they become numbers.
  ///
  /// @throws Problem `picture.size` if that is not what the model reads
  public Picture seen(Picture picture) {
    var coloured = channels == 1 ? picture.inGrey() : picture.inColour();
    if (size != null) {
      int[] to = size.of(coloured);
      if ((long) to[0] * to[1] > MOST_PIXELS) throw new Problem("picture.long");
      coloured = filter.to(coloured, to[1], to[0]);
    }
    if (crop != null) coloured = coloured.middle(crop[1], crop[0]);
    if (model.height > 0 && (coloured.height() != model.height || coloured.width() != model.width))
      throw new Problem(
          "picture.size", coloured.width(), coloured.height(), model.width, model.height);
    return coloured;
  }

  /// The picture as numbers.
  public Values values(Picture picture) {
    var seen = seen(picture);
    int places = seen.width() * seen.height();
    var values = new float[channels * places];
    for (int c = 0; c < channels; c++)
      for (int i = 0; i < places; i++) {
        float value = (float) ((seen.bytes()[i * channels + c] & 0xff) * scale);
        if (mean.length > 0) value = (value - mean[c]) / deviation[c];
        values[c * places + i] = value;
      }
    return new Values(channels, seen.height(), seen.width(), values);
  }

  /// The file that says all this, where the folder has one.
  public static List<Path> files(Path folder) {
    var file = folder.resolve(FILE);
    return Files.isRegularFile(file) ? List.of(file) : List.of();
  }
}
