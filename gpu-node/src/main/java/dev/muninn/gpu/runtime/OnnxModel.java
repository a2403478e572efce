package dev.muninn.gpu.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.muninn.gpu.pack.ImageSpec;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.gpu.pack.PackManifest;
import dev.muninn.gpu.pack.TextSpec;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The towers of a pack as ONNX graphs on ONNX Runtime. The image tower runs on CUDA where the
 * natives know it and there is a device; texts, one at a time and short, on the processor.
 */
final class OnnxModel implements Towers {
  private static final String ENGINE = "ONNX Runtime";
  private static final Logger LOG = LoggerFactory.getLogger(OnnxModel.class);

  private final OrtEnvironment environment;
  private final ComputeDevice device;
  private final ImageSpec image;
  private final TextSpec text;
  private final OrtSession imageSession;
  private final OrtSession textSession;

  private OnnxModel(
      OrtEnvironment environment,
      ComputeDevice device,
      ModelPack pack,
      OrtSession images,
      OrtSession texts) {
    this.environment = environment;
    this.device = device;
    this.image = pack.manifest().image();
    this.text = pack.manifest().text();
    this.imageSession = images;
    this.textSession = texts;
  }

  /**
   * @throws PackException when a file is no graph of that shape, or the wanted device is not there
   */
  static OnnxModel load(ModelPack pack, RuntimeSettings settings) throws PackException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    DeviceWish wish = settings.device();
    ComputeDevice device = wish.among(OnnxCuda.devices(wish), OnnxCuda.HINT);
    if (device.accelerated()) {
      try {
        return load(environment, pack, settings, device);
      } catch (PackException e) {
        if (wish.only().isPresent()) {
          throw e;
        }
        LOG.warn("event=no-cuda pack={} cause='{}'", pack.manifest().name(), e.getMessage());
      }
    }
    return load(environment, pack, settings, ComputeDevice.CPU);
  }

  private static OnnxModel load(
      OrtEnvironment environment, ModelPack pack, RuntimeSettings settings, ComputeDevice device)
      throws PackException {
    PackManifest manifest = pack.manifest();
    String file = settings.precision().fileOf(manifest.image(), device);
    OrtSession images = null;
    try {
      images = session(environment, pack, file, settings.threads(), device);
      OrtSession texts = session(environment, pack, manifest.text().file(), 1, ComputeDevice.CPU);
      OnnxModel model = new OnnxModel(environment, device, pack, images, texts);
      images = null;
      return model;
    } catch (IOException | OrtException e) {
      throw new PackException(
          "A network of pack " + manifest.name() + " can't be loaded: " + e.getMessage(), e);
    } finally {
      if (images != null) {
        closed(images);
      }
    }
  }

  private static OrtSession session(
      OrtEnvironment environment, ModelPack pack, String file, int threads, ComputeDevice device)
      throws OrtException, IOException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // an idle node must be idle, and give memory back: no spinning threads, no grown arena
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setCPUArenaAllocator(false);
      options.setMemoryPatternOptimization(false);
      if (device.accelerated()) {
        OnnxCuda.add(options, device);
      }
      Optional<Path> path = pack.file(file);
      return path.isPresent()
          ? environment.createSession(path.get().toString(), options)
          : environment.createSession(pack.read(file), options);
    }
  }

  @Override
  public float[][] images(float[] pictures, int count) throws ModelException {
    long[] shape = {count, 3, image.size(), image.size()};
    String input = image.input().orElseGet(() -> first(imageSession));
    FloatBuffer buffer = FloatBuffer.wrap(pictures, 0, pictures.length);
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, buffer, shape);
        OrtSession.Result result = imageSession.run(Map.of(input, tensor))) {
      FloatBuffer out = floats(result, image.output());
      int length = out.remaining() / count;
      float[][] rows = new float[count][length];
      for (float[] row : rows) {
        out.get(row);
      }
      return rows;
    } catch (OrtException e) {
      throw DeviceMemoryException.of(ENGINE, e);
    }
  }

  @Override
  public ComputeDevice device() {
    return device;
  }

  @Override
  public float[] text(Tokens tokens) throws ModelException {
    Map<String, OnnxTensor> feed = new HashMap<>();
    try {
      Iterator<String> names = textSession.getInputNames().iterator();
      for (TextSpec.Input input : text.inputs()) {
        if (!names.hasNext()) {
          throw new ModelException("the text tower has fewer inputs than its manifest says");
        }
        feed.put(names.next(), tensor(fed(input, tokens)));
      }
      try (OrtSession.Result result = textSession.run(feed)) {
        return pooled(floats(result, text.output()), tokens);
      }
    } catch (OrtException e) {
      throw new ModelException(ENGINE + ": " + e.getMessage(), e);
    } finally {
      feed.values().forEach(OnnxTensor::close);
    }
  }

  private static long[] fed(TextSpec.Input input, Tokens tokens) {
    return switch (input) {
      case IDS -> tokens.ids();
      case MASK -> tokens.mask();
      case TYPES -> new long[tokens.length()];
    };
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    long[] shape = {1, values.length};
    return switch (text.ids()) {
      case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
      case INT32 -> {
        int[] narrow = Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
        yield OnnxTensor.createTensor(environment, IntBuffer.wrap(narrow), shape);
      }
    };
  }

  private float[] pooled(FloatBuffer out, Tokens tokens) {
    float[] all = new float[out.remaining()];
    out.get(all);
    return Pooled.of(text.pooling(), all, tokens);
  }

  private static FloatBuffer floats(OrtSession.Result result, Optional<String> name)
      throws ModelException {
    Optional<OnnxValue> value =
        name.isPresent() ? result.get(name.get()) : Optional.of(result.get(0));
    if (value.isPresent() && value.get() instanceof OnnxTensor tensor) {
      FloatBuffer floats = tensor.getFloatBuffer();
      if (floats != null) {
        return floats;
      }
    }
    throw new ModelException("the network has no output " + name.orElse("") + " of floats");
  }

  private static String first(OrtSession session) {
    return session.getInputNames().iterator().next();
  }

  @Override
  public void close() {
    closed(imageSession);
    closed(textSession);
  }

  private static void closed(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a session did not close", e);
    }
  }
}
