package org.vitrine.core.model.convert;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.weights.Readback;
import org.vitrine.core.weights.SafetensorsWriter;
import org.vitrine.core.weights.SafetensorsWriter.Entry;
import org.vitrine.core.weights.TensorInfo;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// A ResNet's state dict without a configuration, torchvision's or one for CIFAR, as a folder: what `config.json` has to say is
/// read off the names and shapes of the tensors.
final class ResNetConversion {
  private static final String PARALLEL = "module."; // what DataParallel puts before every name

  private final Map<String, TensorInfo> tensors = new TreeMap<>();

  private ResNetConversion(Weights weights) {
    for (var each : weights.tensors()) tensors.put(plain(each.name()), each);
  }

  /// Its folder, if a single file holds one.
  static boolean convert(Path file, Path out, @Nullable DType dtype, Card card, Progress progress) {
    if (!Files.isRegularFile(file)) return false;
    try (var weights = opened(file).orElse(null)) {
      if (weights == null) return false;
      var net = new ResNetConversion(weights);
      if (!net.sound()) return false;
      Disk.appear(
          out,
          folder -> {
            Files.createDirectories(folder);
            net.write(weights, folder.resolve(Weights.FILE), dtype, progress);
            Files.writeString(folder.resolve("config.json"), Json.pretty(net.config(dtype)));
            Files.writeString(
                folder.resolve("preprocessor_config.json"), Json.pretty(net.preprocessing()));
            Files.writeString(folder.resolve("README.md"), card.markdown(net.told(file)));
          });
      return true;
    }
  }

  static Optional<Weights> opened(Path file) {
    try {
      return Optional.of(Weights.open(file));
    } catch (Problem _) {
      return Optional.empty(); // what it is instead is for others to say
    }
  }

  /// `fc` is torchvision's name of the classifier, `linear` a common one of nets for CIFAR.
  private static String plain(String name) {
    var bare = name.startsWith(PARALLEL) ? name.substring(PARALLEL.length()) : name;
    return bare.startsWith("linear.") ? "fc." + bare.substring("linear.".length()) : bare;
  }

  private boolean sound() {
    return tensors.containsKey("bn1.running_mean")
        && dimensions("conv1.weight") == 4
        && dimensions("layer1.0.conv1.weight") == 4
        && dimensions("fc.weight") == 2
        && tensors.containsKey("fc.bias");
  }

  private int dimensions(String name) {
    var info = tensors.get(name);
    return info == null ? 0 : info.shape().size();
  }

  private int size(String name, int axis) {
    var info = tensors.get(name);
    if (info == null || info.shape().size() <= axis) return 0;
    return Math.toIntExact(info.shape().get(axis));
  }

  private boolean small() {
    return size("conv1.weight", 2) == 3;
  }

  private boolean bottleneck() {
    return tensors.containsKey("layer1.0.conv3.weight");
  }

  private ObjectNode config(@Nullable DType dtype) {
    var config = Json.object();
    config.put("model_type", "torchvision-resnet");
    config.put("block", bottleneck() ? "bottleneck" : "basic");
    var layers = config.putArray("layers");
    for (int stage = 1; tensors.containsKey("layer" + stage + ".0.conv1.weight"); stage++) {
      int blocks = 0;
      while (tensors.containsKey("layer" + stage + "." + blocks + ".conv1.weight")) blocks++;
      layers.add(blocks);
    }
    int width = size("conv1.weight", 0);
    config.put("base_width", width);
    config.put("num_channels", size("conv1.weight", 1));
    config.put("stem", small() ? "cifar" : "imagenet");
    boolean projects = tensors.containsKey("layer2.0.downsample.0.weight");
    config.put("shortcut", projects ? "projection" : "padding");
    if (bottleneck()) groups(config, width);
    config.put("num_labels", size("fc.weight", 0));
    if (dtype != null) config.put("torch_dtype", dtype.torchName());
    return config;
  }

  /// ResNeXt's and wide ResNet's bottlenecks: channels inside are width / 64 · width_per_group · groups.
  private void groups(ObjectNode config, int width) {
    int inner = size("layer1.0.conv2.weight", 0);
    int groups = inner / Math.max(1, size("layer1.0.conv2.weight", 1));
    config.put("groups", groups);
    config.put("width_per_group", inner * 64 / Math.max(1, width * groups));
  }

  /// As torchvision's published weights were measured; a picture for a small net keeps its 32 pixels.
  private ObjectNode preprocessing() {
    var json = Json.object();
    json.put("image_processor_type", "BitImageProcessor");
    json.put("do_resize", true);
    json.put("resample", 2);
    if (small()) {
      json.putObject("size").put("height", 32).put("width", 32);
      json.put("do_center_crop", false);
    } else {
      json.putObject("size").put("shortest_edge", 256);
      json.put("do_center_crop", true);
      json.putObject("crop_size").put("height", 224).put("width", 224);
    }
    json.put("do_rescale", true);
    json.put("do_normalize", true);
    for (double mean : new double[] {0.485, 0.456, 0.406}) json.withArray("image_mean").add(mean);
    for (double off : new double[] {0.229, 0.224, 0.225}) json.withArray("image_std").add(off);
    return json;
  }

  private void write(Weights weights, Path to, @Nullable DType dtype, Progress progress)
      throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    int total = tensors.size();
    tensors.forEach((name, info) -> {
      var type = dtype != null && info.type().floating() ? dtype : info.type();
      entries.put(
          name,
          new Entry(
              type,
              info.shape(),
              sink -> {
                progress.at("convert.weights", entries.size(), 2L * total);
                FloatTypes.convert(name, info.type(), weights.bytes(info.name()), type, sink);
              }));
    });
    // Files from before PyTorch 0.4.1 do not count batches.
    for (var name : List.copyOf(entries.keySet())) {
      if (!name.endsWith(".running_mean")) continue;
      var counter = name.replace(".running_mean", ".num_batches_tracked");
      entries.putIfAbsent(
          counter,
          new Entry(
              DType.I64, List.of(), sink -> sink.add(MemorySegment.ofArray(new byte[Long.BYTES]))));
    }
    SafetensorsWriter.write(to, entries, Map.of("format", "pt"));
    Readback.compare(to, entries, to.getFileName());
  }

  private String told(Path file) throws IOException {
    return """
    Made by Vitrine from `%s` (%d bytes, SHA-256 `%s`): %d tensors under torchvision's names. The configuration was read off \
    their shapes; how pictures are prepared is what is usual for such nets, and the names of the classes are not in the file.\
    """
        .formatted(file.getFileName(), Files.size(file), Hashes.sha256(file), tensors.size());
  }
}
