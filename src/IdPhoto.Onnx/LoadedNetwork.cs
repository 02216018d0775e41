using IdPhoto.Messages;
using IdPhoto.Networks;
using Microsoft.ML.OnnxRuntime;

namespace IdPhoto.Onnx;

/// <summary>A network in memory, ready to run.</summary>
internal sealed class LoadedNetwork : IDisposable
{
    private readonly ModelRecord _model;
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    private LoadedNetwork(ModelRecord model, InferenceSession session)
    {
        _model = model;
        _session = session;
        _inputs = [model.Input.Name];
        _outputs = [.. model.Outputs.Select(output => output.Name)];
    }

    /// <summary>Loads a network and checks its files.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.ModelMissing"/>.</exception>
    public static LoadedNetwork Load(ModelRecord model, string? folder, int threads)
    {
        RuntimeTelemetry.EnsureOff();
        string path = GraphFile(model, folder);
        // The graph is checked before it is parsed. The weights it refers to are large and only ever read as numbers:
        // they are checked while they load, and nothing is run before both are done.
        RefuseUnlessPinned(IsPinned(folder!, model.Files[0]), model);
        Task<bool> rest = Task.Run(() => model.Files.Skip(1).All(file => IsPinned(folder!, file)));
        var loaded = new LoadedNetwork(model, Open(path, model, threads));
        if (rest.GetAwaiter().GetResult())
            return loaded;
        loaded.Dispose();
        throw Damaged(model);
    }

    /// <summary>Runs the network once.</summary>
    public IReadOnlyList<float[]> Run(float[] input, ReadOnlySpan<int> shape)
    {
        RequireShape(input.Length, shape);
        long[] sides = new long[shape.Length];
        for (int i = 0; i < sides.Length; i++)
            sides[i] = shape[i];
        using RunOptions options = new();
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input, sides);
        long[][] shapes = [.. _model.Outputs.Select(output => Sides(output, sides))];
        // The runtime writes into these: it has no copy of its own that would stay with it.
        float[][] results = [.. shapes.Select(output => new float[output.Aggregate(1L, (count, side) => count * side)])];
        OrtValue[] values = [.. results.Zip(shapes, (result, output) => OrtValue.CreateTensorValueFromMemory(result, output))];
        try
        {
            _session.Run(options, _inputs, [value], _outputs, values);
            return results;
        }
        finally
        {
            foreach (OrtValue output in values)
                output.Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    // A side that is open is that of the input.
    private static long[] Sides(ModelTensor output, long[] input) => [.. output.Shape.Select((side, axis) => side < 0 ? input[axis] : side)];

    private void RequireShape(int length, ReadOnlySpan<int> shape)
    {
        IReadOnlyList<int> wanted = _model.Input.Shape;
        bool fits = shape.Length == wanted.Count;
        long count = 1;
        for (int i = 0; fits && i < shape.Length; i++)
        {
            fits = wanted[i] < 0 ? shape[i] > 0 && shape[i] % 32 == 0 : shape[i] == wanted[i];
            count *= shape[i];
        }
        if (!fits || count != length)
            throw new ArgumentException($"The network {_model.Network} takes [{string.Join(", ", wanted)}], not {length} values as [{string.Join(", ", shape.ToArray())}].");
    }

    private static InferenceSession Open(string path, ModelRecord model, int threads)
    {
        using SessionOptions options = Settings(threads);
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new PhotoException(Refusals.ModelMissing, Message.Of("models.not-loaded", ("file", model.Files[0].File), ("variable", ModelFolder.Variable)), error);
        }
    }

    // Chosen by measurement. The runtime's arena would keep what the last run left in it, and what it gives back after a run it
    // does so without its first region; what is allocated singly is overwritten when it is freed, where the process asks for
    // that. It costs no time: some 4 % of the processor's less than with the arena, and 30 MB less at the peak.
    // Threads that spin while they wait would take the time of the stages between two networks.
    private static SessionOptions Settings(int threads)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            EnableCpuMemArena = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static string GraphFile(ModelRecord model, string? folder)
    {
        string? missing = model.Files.Select(file => file.File).FirstOrDefault(file => folder is null || !File.Exists(Path.Combine(folder, file)));
        return missing is null
            ? Path.Combine(folder!, model.Files[0].File)
            : throw new PhotoException(Refusals.ModelMissing, Message.Of("models.missing", ("file", missing), ("variable", ModelFolder.Variable)));
    }

    private static bool IsPinned(string folder, ModelFile file)
    {
        try
        {
            return ModelCatalogue.IsPinned(folder, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PhotoException(Refusals.ModelMissing, Message.Of("models.unreadable", ("file", file.File), ("variable", ModelFolder.Variable)), error);
        }
    }

    private static void RefuseUnlessPinned(bool pinned, ModelRecord model)
    {
        if (!pinned)
            throw Damaged(model);
    }

    private static PhotoException Damaged(ModelRecord model) => new(
        Refusals.ModelMissing,
        Message.Of("models.damaged", ("file", model.Files[0].File), ("variable", ModelFolder.Variable)));
}
